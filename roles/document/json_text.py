"""JSON text -> plain data, and the line and column where each part of it stands."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn

from roles.document.limits import MAX_DEPTH
from roles.document.parse import Loc, refusal

DECODER = json.JSONDecoder()
SPACE = re.compile(r"[ \t\n\r]*")
Keys = tuple[str, ...]


def decode(content: bytes, where: str) -> str:
    """UTF-8 text, with or without a byte order mark; raises CatalogueError for anything else."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refusal(where, "is not UTF-8 text", f"line {line}") from error


def keys_of(loc: Loc) -> Keys:
    """A place in a document, as text: numbered and named parts alike."""
    return tuple(str(part) for part in loc)


class Places:
    """Where the parts of a text stand; as it is, of a text without any.

    Of a part whose place is not known, the place of the part around it is told.
    """

    @cached_property
    def known(self) -> dict[Keys, tuple[int, int]]:
        """Line and column, both from 1, by keys. Made on first use: good files need no places."""
        return dict(self._all())

    def _all(self) -> Iterator[tuple[Keys, tuple[int, int]]]:
        return iter(())

    def find(self, loc: Loc) -> str:
        """The place of a part in words, "line 3, column 5"; "" where nothing is known."""
        keys = keys_of(loc)
        for length in range(len(keys), -1, -1):
            if keys[:length] in self.known:
                line, column = self.known[keys[:length]]
                return f"line {line}, column {column}"
        return ""


@dataclass
class JsonPlaces(Places):
    """Places in JSON text that is known to be valid."""

    text: str

    def _all(self) -> Iterator[tuple[Keys, tuple[int, int]]]:
        breaks = [match.start() for match in re.finditer("\n", self.text)]
        found: list[tuple[Keys, int]] = []
        self._walk(self._skip(0), (), found)
        for keys, position in found:
            line = bisect_right(breaks, position - 1)
            start = breaks[line - 1] + 1 if line else 0
            yield keys, (line + 1, position - start + 1)

    def _skip(self, position: int) -> int:
        match = SPACE.match(self.text, position)
        return match.end() if match else position

    def _walk(self, position: int, keys: Keys, found: list[tuple[Keys, int]]) -> int:
        """Note where the value at ``position`` and those in it stand; returns where it ends."""
        found.append((keys, position))
        opening = self.text[position]
        if opening not in "[{" or len(keys) > MAX_DEPTH:
            return DECODER.raw_decode(self.text, position)[1]
        position = self._skip(position + 1)
        number = 0
        while self.text[position] not in "]}":
            key = str(number)
            if opening == "{":
                key, position = DECODER.raw_decode(self.text, position)
                position = self._skip(self._skip(position) + 1)
            position = self._skip(self._walk(position, (*keys, key), found))
            if self.text[position] == ",":
                position = self._skip(position + 1)
            number += 1
        return position + 1


class JsonError(ValueError):
    """Text that is no JSON, or none that can be trusted; ``place`` is "" or a line and column."""

    def __init__(self, message: str, place: str = "") -> None:
        self.message, self.place = message, place
        super().__init__(f"{place}: {message}" if place else message)


def parse_json(text: str) -> Any:
    """JSON text as dicts, lists, numbers and texts; raises JsonError.

    Stricter than Python: a key given twice is refused, for the second would silently win, and so
    are NaN and Infinity, which are no JSON.
    """
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise JsonError(error.msg, f"line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise JsonError("nested too deeply") from error
    except JsonError:
        raise
    except ValueError as error:  # int() refuses thousands of digits, which take it very long
        raise JsonError("a number that is too long to read") from error


def load_json(text: str, where: str) -> Any:
    """Plain data of a JSON file; raises CatalogueError with line and column, naming ``where``."""
    try:
        return parse_json(text)
    except JsonError as error:
        raise refusal(where, f"is not valid JSON: {error.message}", error.place) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise JsonError(f'the key "{twice:.100}" stands twice in one place')
    return found


def _no_constant(name: str) -> NoReturn:
    raise JsonError(f"{name} is not a number there")
