"""Rules of the code that the import rules in pyproject.toml cannot express."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = [
    path.relative_to(ROOT)
    for package in ("careerpath", "roles", "assessments", "accounts")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts
]
VIEWS = [path for path in FILES if path.stem.endswith("views") or "views" in path.parts]
# Where rows may be written. The admin is Django's own editor of the draft.
ACTIONS = {str(path) for path in FILES if path.stem == "actions" or "actions" in path.parts}
SHARED = {"roles/draft/actions/base.py"}  # by actions, within theirs
WRITERS = {*ACTIONS, "roles/draft/write.py", "careerpath/background.py"}
NO_WRITERS = [
    path for path in FILES if str(path) not in WRITERS and "admin" not in (*path.parts, path.stem)
]
ALWAYS_WRITE = {
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "abulk_create",
    "asave",
    "acreate",
    "adelete",
}
WRITE = {"save", "create", "update", "delete"}
# Editors' rows and the parts of the document that they become share their names on purpose.
ROWS, DOCUMENT = "roles/models/", "roles/document/types.py"
DJANGOS_OWN = {"Meta", "Command"}


def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def calls(module: ast.Module) -> Iterator[tuple[str, ast.expr, int]]:
    """Name, owner and line of every ``owner.name(...)``."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node.func.value, node.lineno


def mentions(node: ast.AST, names: set[str]) -> bool:
    return any(isinstance(n, ast.Attribute) and n.attr in names for n in ast.walk(node))


def is_super(owner: ast.expr) -> bool:
    return (
        isinstance(owner, ast.Call)
        and isinstance(owner.func, ast.Name)
        and owner.func.id == "super"
    )


def writes(module: ast.Module) -> list[str]:
    """Calls that write rows.

    Some names can mean nothing else. ``update`` and ``create`` count on querysets only, because
    dictionaries and factories have them too; ``save`` and ``delete`` count unless they go to the
    actions or to a parent's method.
    """
    found = []
    for name, owner, line in calls(module):
        by_actions = isinstance(owner, ast.Name) and owner.id == "actions"
        on_rows = mentions(owner, {"objects", "_default_manager", "_base_manager", "filter"})
        if (
            name in ALWAYS_WRITE
            or (name in WRITE and on_rows)
            or (name in {"save", "delete"} and not by_actions and not is_super(owner))
        ):
            found.append(f"line {line}: .{name}()")
    return found


def class_names(paths: Iterable[Path]) -> dict[str, list[str]]:
    """Every class name with the modules that define it; what Django calls them does not count."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        names = {node.name for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)}
        for name in names - DJANGOS_OWN:
            if not name.endswith("Config"):
                found[name].append(str(path))
    return found


def is_row_and_document(modules: list[str]) -> bool:
    """Whether these are one module of rows and the document's types."""
    rows = [module for module in modules if module.startswith(ROWS)]
    return len(rows) == 1 and len(modules) == 2 and DOCUMENT in modules


def test_the_rules_look_at_something() -> None:
    assert len(VIEWS) >= 8
    assert {str(path) for path in FILES} >= WRITERS
    assert len(ACTIONS) >= 8
    assert writes(tree(Path("assessments/answering/actions.py")))
    assert any(is_row_and_document(modules) for modules in class_names(FILES).values())


@pytest.mark.parametrize("path", VIEWS, ids=str)
def test_views_leave_rows_to_others(path: Path) -> None:
    managers = {"objects", "_default_manager", "_base_manager"}
    assert not mentions(tree(path), managers)


@pytest.mark.parametrize("path", NO_WRITERS, ids=str)
def test_only_actions_write(path: Path) -> None:
    assert writes(tree(path)) == []


@pytest.mark.parametrize("path", sorted(ACTIONS - SHARED))
def test_actions_are_atomic_and_take_keywords_only(path: str) -> None:
    for node in tree(Path(path)).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            decorators = [ast.unparse(item) for item in node.decorator_list]
            assert "transaction.atomic" in decorators, node.name
            assert not node.args.args, node.name


def test_a_class_name_stands_for_one_thing() -> None:
    twice = {
        name: modules
        for name, modules in class_names(FILES).items()
        if len(modules) > 1 and not is_row_and_document(modules)
    }
    assert twice == {}
