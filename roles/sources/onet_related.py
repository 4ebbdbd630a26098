"""Which occupations O*NET calls related."""

from __future__ import annotations

from collections import defaultdict

from roles.sources.base import Warnings
from roles.sources.onet_tables import NOWHERE, Occupation, code_of, note_absent, rows_of, table
from roles.sources.tables import Reader

# O*NET's tiers. The supplemental ones are farther off and are not read.
PRIMARY, SUPPLEMENTAL = ("Primary-Short", "Primary-Long"), "Supplemental"
# Until release 25.0: who may change over with little preparation, and what is alike for beginners.
NAMES = ("Related Occupations", "Career Changers Matrix", "Career Starters Matrix")
COLUMNS = {
    "other": ("Related O*NET-SOC Code", "Related O*NET-SOC 2019 Code"),
    "index": ("Index", "Related Index"),
}
OPTIONAL = {"tier": ("Relatedness Tier",)}


def read_related(
    reader: Reader, occupations: dict[str, Occupation], warnings: Warnings
) -> dict[str, list[str]]:
    """Related occupations by code, the closest first by O*NET's index; none of a missing table."""
    name = next((name for name in NAMES if reader.has(table(name))), None)
    if name is None:
        note_absent(reader, NAMES[0], warnings)
        return {}
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for code, row in rows_of(reader, (name,), COLUMNS, OPTIONAL, occupations, warnings):
        tier, other = row.choice("tier", (*PRIMARY, SUPPLEMENTAL)), code_of(row, "other")
        index = row.number("index", 0, 1_000)
        if other is None or index is None or tier == SUPPLEMENTAL or other == code:
            continue
        if other in occupations:
            found[code].append((index, other))
        else:
            warnings.add(row.file, f"line {row.line}, {other}", NOWHERE)
    return {
        code: list(dict.fromkeys(other for _, other in sorted(others)))
        for code, others in found.items()
    }
