"""Cut the encoder's vocabulary to what Persian, Latin letters and digits need.

    python -m training.model.vocabulary ENCODER.safetensors TOKENIZER.json SHARED OUT

writes `tokenizer.json` and `encoder.safetensors` into OUT and prints how raw reports fare with the cut. Kept are the
special pieces, every piece of one character in the scripts that Persian news is written in, the pieces that the
corpora and the commonest Persian words use, and those of the commonest English words (`wordfreq`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer
from wordfreq import top_n_list

from training.model.sources import raw_reports, tagged_sentences

PERSIAN_WORDS, ENGLISH_WORDS = 50_000, 8_000
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
# The blocks whose single characters are kept: ASCII, Latin, the Arabic script, marks and currency.
BLOCKS = (
    (0x21, 0x24F), (0x600, 0x6FF), (0x2010, 0x2044), (0x20A0, 0x20BF), (0x2190, 0x21FF), (0x2581, 0x25FF),
)  # fmt: skip
TABLE = "embeddings.word_embeddings.weight"


def main(encoder: Path, tokenizer: Path, shared: Path, out: Path) -> None:
    """Cut, write, and measure."""
    whole = Tokenizer.from_file(str(tokenizer))
    described = json.loads(tokenizer.read_text(encoding="utf-8"))
    pieces = [piece for piece, _ in described["model"]["vocab"]]
    used = _used(whole, _texts(shared))
    kept = [
        number
        for number, piece in enumerate(pieces)
        if number < len(SPECIAL) or piece in used or _single(piece)
    ]
    out.mkdir(parents=True, exist_ok=True)
    path = out / "tokenizer.json"
    path.write_text(json.dumps(cut(described, kept), ensure_ascii=False), encoding="utf-8")
    tensors = load_file(encoder)
    tensors[TABLE] = tensors[TABLE][kept]
    save_file(tensors, out / "encoder.safetensors")
    print(f"{len(kept)} of {len(pieces)} pieces kept")
    _measure(whole, Tokenizer.from_file(str(path)), shared)


def cut(described: dict[str, Any], kept: list[int]) -> dict[str, Any]:
    """A tokenizer's description with only some of its pieces, which get new numbers in the old order."""
    model = described["model"]
    return {
        **described,
        "added_tokens": [token for token in described["added_tokens"] if token["id"] < len(SPECIAL)],
        "post_processor": None,  # the model's windows set the marks of their ends themselves
        "model": {**model, "vocab": [model["vocab"][number] for number in kept]},
    }


def _single(piece: str) -> bool:
    bare = piece.removeprefix("▁")
    return len(bare) <= 1 and all(any(low <= ord(sign) <= high for low, high in BLOCKS) for sign in bare)


def _used(tokenizer: Tokenizer, texts: Iterable[str]) -> set[str]:
    return {piece for text in texts for piece in tokenizer.encode(text, add_special_tokens=False).tokens}


def _texts(shared: Path) -> Iterable[str]:
    """Everything whose pieces are kept."""
    data = shared / "data"
    return chain(
        (line for report in raw_reports(data) for line in report.text.split("\n")),
        (data / "perdt/train-sentences.txt").read_text(encoding="utf-8").splitlines(),
        (" ".join(each.tokens) for each in tagged_sentences(data / "peyma/train.txt", "|")),
        (" ".join(each.tokens) for each in tagged_sentences(data / "parstwiner/train.txt", "\t")),
        top_n_list("fa", PERSIAN_WORDS),
        top_n_list("en", ENGLISH_WORDS),
    )


def _measure(whole: Tokenizer, small: Tokenizer, shared: Path) -> None:
    """Print the share of unknown pieces, and how many pieces the cut adds, on reports and on held-back text."""
    held = {
        "raw reports": [report.text for report in raw_reports(shared / "data")],
        "PEYMA test": [" ".join(s.tokens) for s in tagged_sentences(shared / "data/peyma/test.txt", "|")],
    }
    for name, texts in held.items():
        before = sum(len(whole.encode(text, add_special_tokens=False).ids) for text in texts)
        ids = [number for text in texts for number in small.encode(text, add_special_tokens=False).ids]
        unknown = sum(number == SPECIAL.index("<unk>") for number in ids)
        print(
            f"{name}: {unknown} of {len(ids)} pieces unknown ({unknown / len(ids):.4%}), "
            f"{len(ids) / before - 1:+.2%} pieces"
        )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
