"""Writing: the one entry for mending a text before it is read."""

from __future__ import annotations

from dabir.script.halfspace import restore_halfspaces
from dabir.script.letters import Folded, fold


def restore(text: str) -> Folded:
    """Mend letters and half-spaces; the alignment leads from the text as it came in to the mended one."""
    folded = fold(text)
    mended = restore_halfspaces(folded.text)
    return Folded(mended.text, folded.alignment.then(mended.alignment))
