"""Refusal: what cannot be read is turned away with one sentence that names it and says what to do."""

from __future__ import annotations

from dabir.script.language import is_persian


class UnreadableError(ValueError):
    """An input that is no Persian news report: empty, binary, in another language, or out of reach."""


def require_persian(text: str, name: str) -> None:
    """Let a Persian text pass.

    Raises:
        UnreadableError: The text is empty, no text at all, or in another language.
    """
    language = is_persian(text).language
    if language == "no text":
        raise UnreadableError(f"{name} holds no text: give a report's text or its page.")
    if language != "Persian":
        raise UnreadableError(f"{name} is not Persian but {language}: give a report in Persian.")
