"""Keeps secret addresses out of the log: whoever reads a line must not be able to open the page.

Django logs the path of a request that it refuses, a traceback may quote an address, and a server
logs what a request asked for. So the text of a line is looked through once it is all there.
"""

from __future__ import annotations

import logging
import re

import structlog

SHOWN = 4  # enough to tell two addresses apart; what is left out is still past guessing
FEWEST = 13  # what an address ends in by itself, "start" or "import", is shorter
SLASH = r"(?:/|%2F)"
# What opens something to whoever has it stands after one of these, in a path or in a query string.
BEFORE = (
    *("assessments", "shared", "calendar", "reminders/stop"),
    *("confirm-email", "password/reset/key"),
)
AFTER_A_NAME = re.compile(
    rf"({SLASH}(?:{'|'.join(name.replace('/', SLASH) for name in BEFORE)}){SLASH})"
    rf"([^\s/?#&\"'<>]{{{FEWEST},}})",
    re.IGNORECASE,
)
# A key by itself, 128 bits of base64: 22 characters, hardly ever without a capital or a figure.
ALONE = re.compile(r"(?<![\w-])(?=[a-z_-]*[A-Z0-9])([\w-]{4})[\w-]{18}(?![\w-])", re.ASCII)


def discreet(text: str) -> str:
    """The text with every key in it shortened to its beginning."""
    shortened = AFTER_A_NAME.sub(lambda found: f"{found[1]}{found[2][:SHOWN]}...", text)
    return ALONE.sub(r"\1...", shortened)


class DiscreetFormatter(structlog.stdlib.ProcessorFormatter):
    """Structured lines without keys, whichever part of the record a key stood in."""

    def format(self, record: logging.LogRecord) -> str:
        """The line to write, with keys shortened wherever they stand in it, tracebacks included."""
        return discreet(super().format(record))
