"""How much a catalogue may hold. Every message that refuses one says the limit."""

from __future__ import annotations

MAX_ROWS = 100_000  # rows with something in them, on one sheet
MAX_ITEMS = 20_000  # roles, skills, tools, ... of each kind
MAX_PARTS = 2_000  # entries of any list inside one of them
MAX_COLUMNS = 50
MAX_CELL = 32_767  # characters: what a cell of a workbook holds
MAX_PROBLEMS_SHOWN = 200  # shown at once
MAX_DEPTH = 30  # lists within lists; a catalogue has 7, and readers call themselves once a level
