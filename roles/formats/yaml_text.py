"""YAML text -> plain data, and the line and column where each part of it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from roles.document.json_text import Keys, Places
from roles.document.limits import MAX_DEPTH
from roles.document.parse import refusal


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
    """Refuses aliases, by which a short text grows without end, and a key given twice, of which
    PyYAML would silently take the last."""

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
    """A YAML text as plain data, None if it is empty, and where its parts stand.

    Raises CatalogueError, naming the file ``where``, with line and column if PyYAML knows them.
    """
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
        raise refusal(where, f"is not valid YAML: {reason}", place) from error
    # PyYAML lets through what Python says of odd values, such as the date 2026-13-45.
    except (yaml.YAMLError, RecursionError, ValueError, TypeError, OverflowError) as error:
        reason = " ".join(str(error).split())
        raise refusal(where, f"is not valid YAML: {reason}") from error
    finally:
        if loader:
            loader.dispose()
