"""Writing: the one entry for mending texts before they are read."""

from __future__ import annotations

from collections.abc import Sequence

from dabir.script.halfspace import restore_halfspaces
from dabir.script.letters import Folded, fold


def restore(text: str) -> Folded:
    """Mend letters and half-spaces; the alignment leads from the text as it came in to the mended one."""
    return restore_all([text])[0]


def restore_all(texts: Sequence[str]) -> list[Folded]:
    """The same for several texts, which takes less time than one by one."""
    folded = [fold(text) for text in texts]
    mended = restore_halfspaces([one.text for one in folded])
    return [
        Folded(new.text, old.alignment.then(new.alignment)) for old, new in zip(folded, mended, strict=True)
    ]
