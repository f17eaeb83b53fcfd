"""Refusal: what cannot be read is turned away with one sentence that names it and says what to do."""

from __future__ import annotations

import re

from dabir.script.language import is_persian

_LEAST_WORDS = 3
_HALF_PAIR = re.compile("[\ud800-\udfff]")


class UnreadableError(ValueError):
    """An input that is no Persian news report: empty, binary, in another language, or out of reach."""


def require_whole(text: str, name: str) -> None:
    """Let a text pass that is whole: no file can keep half of a surrogate pair, so no record can either.

    Raises:
        UnreadableError: There is half of a surrogate pair in the text.
    """
    half = _HALF_PAIR.search(text)
    if half:
        raise UnreadableError(
            f"{name} holds half of a surrogate pair (U+{ord(half[0]):04X}), which is no character:"
            " write the text anew as UTF-8."
        )


def require_persian(text: str, name: str) -> None:
    """Let a Persian text pass.

    Raises:
        UnreadableError: The text is empty, no text at all, broken, in another language, or no sentence.
    """
    require_whole(text, name)
    language = is_persian(text).language
    if language == "no text":
        raise UnreadableError(f"{name} holds no text: give a report's text or its page.")
    if language != "Persian":
        raise UnreadableError(f"{name} is not Persian but {language}: give a report in Persian.")
    if len(text.split(maxsplit=_LEAST_WORDS)) < _LEAST_WORDS:
        raise UnreadableError(f"{name} is too short for a report: give at least a headline or a sentence.")
