"""A catalogue as a folder of YAML files, for people and version control.

``catalogue.yaml`` (title, families, ...), ``tools.yaml``, ``activities.yaml``,
``questionnaires.yaml``, and one file each in ``skills/`` and ``roles/``, whose order the lists
``skills`` and ``roles`` in ``catalogue.yaml`` give.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from roles.catalogue.document import Catalogue
from roles.catalogue.parse import CatalogueError, Problem, parse_catalogue
from roles.catalogue.serialise import to_plain

MAIN = "catalogue.yaml"
LISTS = ("tools", "activities", "questionnaires")
FOLDERS = ("skills", "roles")


def read_folder(folder: Path) -> Catalogue:
    """Read a YAML folder; raises CatalogueError with every problem, each naming its file."""
    data = _mapping(folder, MAIN)
    files: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for name in LISTS:
        try:
            data[name] = _load(folder, f"{name}.yaml")
        except CatalogueError as error:
            problems += error.problems
    for name in FOLDERS:
        order = data.get(name)
        if not isinstance(order, list) or not all(isinstance(slug, str) for slug in order):
            problems.append(Problem(MAIN, name, "must be a list of file names without .yaml"))
            continue
        problems += _unlisted(folder, name, order)
        files[name] = [f"{name}/{slug}.yaml" for slug in order]
        data[name] = _mappings(folder, files[name], problems)
    if problems:
        raise CatalogueError(problems)
    return parse_catalogue(data, files)


def write_folder(catalogue: Catalogue, folder: Path) -> None:
    """Write ``catalogue`` into ``folder`` (made when missing); other YAML there is removed."""
    plain = to_plain(catalogue)
    for skill in plain["skills"]:
        skill["levels"] = {int(level): text for level, text in skill["levels"].items()}
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
        for stale in (folder / name).glob("*.yaml"):
            stale.unlink()
        for item in plain[name]:
            _dump(item, folder / name / f"{item['slug']}.yaml")
        plain[name] = [item["slug"] for item in plain[name]]
    for name in LISTS:
        _dump(plain.pop(name), folder / f"{name}.yaml")
    _dump(plain, folder / MAIN)


def _unlisted(folder: Path, name: str, order: list[str]) -> list[Problem]:
    found = {path.stem for path in (folder / name).glob("*.yaml")}
    extra = [
        Problem(f"{name}/{slug}.yaml", "", f"is not listed in {MAIN}")
        for slug in sorted(found - set(order))
    ]
    return extra


def _mappings(folder: Path, files: list[str], problems: list[Problem]) -> list[dict[str, Any]]:
    """Every file's content; what is wrong with a file goes to ``problems``."""
    found = []
    for file in files:
        try:
            found.append(_mapping(folder, file))
        except CatalogueError as error:
            problems += error.problems
    return found


def _mapping(folder: Path, file: str) -> dict[str, Any]:
    data = _load(folder, file)
    if not isinstance(data, dict):
        raise CatalogueError([Problem(file, "", "must be a mapping of keys to values")])
    return data


def _load(folder: Path, file: str) -> Any:
    try:
        return yaml.safe_load((folder / file).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CatalogueError([Problem(file, "", error.strerror or "cannot be read")]) from error
    except UnicodeDecodeError as error:
        raise CatalogueError([Problem(file, "", "is not UTF-8 text")]) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise CatalogueError([Problem(file, "", f"is not valid YAML: {reason}")]) from error


class _Dumper(yaml.SafeDumper):
    """Escapes the rare line breaks that YAML's plain and quoted styles fold away."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = '"' if any(mark in text for mark in "\x85\u2028\u2029") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def _dump(data: Any, path: Path) -> None:
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    path.write_text(text, encoding="utf-8")
