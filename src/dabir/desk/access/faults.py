"""Faults: accounts, passwords and tokens that cannot be as somebody wants them."""

from __future__ import annotations

from dabir.archive import ArchiveError
from dabir.desk.language import Interface, interface


class AccountError(ArchiveError):
    """What somebody wants of an account cannot be; commands tell it in English, pages in the visitor's language."""

    def __init__(self, key: str, **values: object) -> None:
        """Give the key of the words that tell it, among those of `access`, and the values that they name."""
        super().__init__(interface("en")(f"access.{key}", **values))
        self.key, self.values = key, values

    def told(self, words: Interface) -> str:
        """The fault in the words of a language."""
        return words(f"access.{self.key}", **self.values)
