"""Reports by their names, as they are cited."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from dabir.archive.citation import COLUMNS, Citation

_NAMED = text(
    f"SELECT {COLUMNS} FROM reports r JOIN versions v ON v.id = r.current WHERE r.name IN :names"
).bindparams(bindparam("names", expanding=True))


def named(connection: Connection, names: Sequence[str]) -> list[Citation]:
    """The reports of these names in this order, each once; those that the archive does not hold are left out."""
    if not names:
        return []
    rows = connection.execute(_NAMED, {"names": list(names)})
    found = {one.report: one for one in map(Citation.of, rows)}
    return [found[name] for name in dict.fromkeys(names) if name in found]
