"""Characters that XML cannot hold, written as workbooks write them: ``_x0001_``."""

from __future__ import annotations

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def escape(text: str) -> str:
    """Text that any cell can hold and that ``unescape`` turns back."""
    # Text that happens to look escaped must come back as it was: its first _ is escaped, too.
    plain = LOOKS_ESCAPED.sub("_x005F_", text)
    return FORBIDDEN.sub(lambda match: f"_x{ord(match[0]):04X}_", plain)


def unescape(text: str) -> str:
    """A cell's text with every ``_x0001_`` as the character it stands for."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
