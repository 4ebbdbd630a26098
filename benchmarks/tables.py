"""Tables of figures as Markdown, and back: what was measured beside what the docs claim."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Key = tuple[str, str, str]
CELL = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass
class Table:
    """A titled table of texts; ``label`` heads the column of row labels.

    ``rows`` maps each label to its cells, in the order of ``columns``.
    """

    title: str
    label: str
    columns: tuple[str, ...]
    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def markdown(self) -> str:
        """The table with its title as a heading."""
        lines = [f"### {self.title}", "", _line(self.label, *self.columns)]
        lines.append("|---" * (1 + len(self.columns)) + "|")
        lines += [_line(label, *cells) for label, cells in self.rows.items()]
        return "\n".join([*lines, ""])


def _line(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def read_figures(markdown: str) -> dict[Key, float]:
    """The first number of every cell of all tables in ``markdown``, by (title, row, column).

    A table's title is the last "### " heading above it; cells without a number are left out.
    """
    found: dict[Key, float] = {}
    title, columns = "", []
    for line in markdown.splitlines():
        if line.startswith("### "):
            title, columns = line[4:].strip(), []
        elif line.startswith("| "):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not columns:
                columns = cells[1:]
                continue
            for column, cell in zip(columns, cells[1:], strict=True):
                number = CELL.search(cell)
                if number:
                    found[title, cells[0], column] = float(number.group())
    return found
