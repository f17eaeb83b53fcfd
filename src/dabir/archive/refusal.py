"""Refusal: what an archive cannot do, in one sentence that names it and says what to do."""


class ArchiveError(ValueError):
    """An archive that cannot be opened or used: one sentence that names it and says what to do."""
