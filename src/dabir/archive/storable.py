"""Storable: what somebody asks for as databases can be asked for it."""


def storable(text: str) -> str:
    """A text without zeros and halves of characters, which databases cannot take: U+FFFD and «?» stand for them."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
