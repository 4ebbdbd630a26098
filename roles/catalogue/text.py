"""JSON and YAML text -> plain data, and the line and column where each part of it stands."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from roles.catalogue.limits import MAX_DEPTH, refuse
from roles.catalogue.parse import CatalogueError, Loc

DECODER = json.JSONDecoder()
SPACE = re.compile(r"[ \t\n\r]*")
Keys = tuple[str, ...]


def decode(content: bytes, where: str) -> str:
    """UTF-8 text, with or without a byte order mark; raises CatalogueError for anything else."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refuse(where, "is not UTF-8 text", f"line {line}") from error


def keys_of(loc: Loc) -> Keys:
    """A place in a document, as text: numbered and named parts alike."""
    return tuple(str(part) for part in loc)


class Places:
    """Where the parts of a text stand. An unknown part stands where the part around it does."""

    @cached_property
    def known(self) -> dict[Keys, tuple[int, int]]:
        """Line and column by keys. Made when somebody asks: good files need no places."""
        return dict(self._all())

    def _all(self) -> Iterator[tuple[Keys, tuple[int, int]]]:
        return iter(())

    def find(self, loc: Loc) -> str:
        """ "line 3, column 5", or "" where nothing is known."""
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


def load_json(text: str, where: str) -> Any:
    """Plain data. Raises CatalogueError with line and column, and for a key given twice."""
    try:
        return json.loads(text, object_pairs_hook=lambda pairs: _once(pairs, where))
    except CatalogueError:
        raise
    except json.JSONDecodeError as error:
        raise refuse(
            where, f"is not valid JSON: {error.msg}", f"line {error.lineno}, column {error.colno}"
        ) from error
    except (ValueError, RecursionError) as error:
        raise refuse(where, f"is not valid JSON: {error}") from error


def _once(pairs: list[tuple[str, Any]], where: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise refuse(where, f"gives the key {key!r:.80} twice in one object")
        found[key] = value
    return found


@dataclass
class YamlPlaces(Places):
    """Places in a YAML document, from the nodes its parser made."""

    root: yaml.Node

    def _all(self) -> Iterator[tuple[Keys, tuple[int, int]]]:
        waiting: list[tuple[Keys, yaml.Node]] = [((), self.root)]
        while waiting:
            keys, node = waiting.pop()
            yield keys, (node.start_mark.line + 1, node.start_mark.column + 1)
            if isinstance(node, yaml.MappingNode):
                waiting += [((*keys, str(key.value)), value) for key, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                waiting += [((*keys, str(n)), item) for n, item in enumerate(node.value)]


class _Loader(yaml.SafeLoader):
    """Refuses what can grow without end, and a key given twice."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise self._fault("aliases (*name) are not allowed")
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self._fault(f"lists within lists: at most {MAX_DEPTH} deep")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _fault(self, problem: str) -> yaml.MarkedYAMLError:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        seen = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"gives the key {key.value!r:.80} twice", problem_mark=key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def load_yaml(text: str, where: str) -> tuple[Any, Places]:
    """Plain data and its places. Raises CatalogueError with line and column."""
    loader = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return None, Places()
        return loader.construct_document(node), YamlPlaces(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        reason = " ".join(str(part) for part in (error.context, error.problem) if part)
        raise refuse(where, f"is not valid YAML: {reason}", place) from error
    except (yaml.YAMLError, RecursionError, ValueError, TypeError, OverflowError) as error:
        reason = " ".join(str(error).split())
        raise refuse(where, f"is not valid YAML: {reason}") from error
    finally:
        if loader:
            loader.dispose()
