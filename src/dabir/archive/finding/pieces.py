"""Pieces: a report in stretches that the embedder can take in at once."""

from __future__ import annotations

from dabir.record import Record

# Words of a piece: what measured best (docs/archive.md), well within the encoder's 512 pieces of words.
WORDS = 130
# Of a very long text the beginning is enough to find it by.
MOST = 8


def pieces(record: Record) -> list[str]:
    """A report's mended text in pieces; each but the first is led by the headline."""
    words = record.restored.split()
    headline = record.report.headline or ""
    starts = range(WORDS, min(len(words), WORDS * MOST), WORDS)
    later = (f"{headline}\n{' '.join(words[start : start + WORDS])}" for start in starts)
    return [" ".join(words[:WORDS]), *later]
