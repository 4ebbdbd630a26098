"""A catalogue as a folder of YAML files, for people and version control.

``catalogue.yaml`` (title, families, ...), ``tools.yaml``, ``activities.yaml``,
``questionnaires.yaml``, and one file each in ``skills/`` and ``roles/``, whose order the lists
``skills`` and ``roles`` in ``catalogue.yaml`` give.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

import yaml

from roles.document.json_text import Places, decode
from roles.document.parse import CatalogueError, Loc, Problem, Reading, refusal
from roles.document.reading import read_plain
from roles.document.serialise import to_plain
from roles.document.types import Catalogue
from roles.formats.guard import check_size, read_archive
from roles.formats.yaml_text import load_yaml

MAIN = "catalogue.yaml"
LISTS = ("tools", "activities", "questionnaires")
FOLDERS = ("skills", "roles")


class FolderFiles(Protocol):
    """Reads the files of one folder, wherever it is: on a disk or in an archive."""

    def read(self, file: str) -> bytes:
        """What is in the file; raises CatalogueError, naming it."""

    def names(self, folder: str) -> set[str]:
        """The YAML files in a folder below, without folder and ``.yaml``."""


@dataclass(frozen=True)
class DiskFiles:
    """Reads the folder ``root`` on a disk."""

    root: Path

    def read(self, file: str) -> bytes:
        """What is in the file; raises CatalogueError, naming it."""
        try:
            return (self.root / file).read_bytes()
        except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
            reason = getattr(error, "strerror", None) or "cannot be read"
            raise refusal(file, reason) from error

    def names(self, folder: str) -> set[str]:
        """The YAML files in a folder below, without folder and ``.yaml``."""
        return {path.stem for path in (self.root / folder).glob("*.yaml")}


@dataclass(frozen=True)
class PackedFiles:
    """Reads a folder from an unpacked archive: ``files`` by their path below the folder."""

    files: dict[str, bytes]

    def read(self, file: str) -> bytes:
        """What is in the file; raises CatalogueError, naming it."""
        if file not in self.files:
            raise refusal(file, "is missing")
        return self.files[file]

    def names(self, folder: str) -> set[str]:
        """The YAML files in a folder below, without folder and ``.yaml``."""
        paths = [PurePosixPath(name) for name in self.files]
        return {p.stem for p in paths if str(p.parent) == folder and p.suffix == ".yaml"}


@dataclass
class _Read:
    """What has been read so far: ``places`` by file, ``problems``, and the ``files`` that hold the
    entries of the lists "skills" and "roles", in order."""

    source: FolderFiles
    places: dict[str, Places] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, list[str]] = field(default_factory=dict)

    def load(self, file: str) -> Any:
        """The file's plain data, or None when it has problems."""
        try:
            data, self.places[file] = load_yaml(decode(self.source.read(file), file), file)
        except CatalogueError as error:
            self.problems += error.problems
            return None
        return data

    def mapping(self, file: str) -> dict[str, Any]:
        before = len(self.problems)
        data = self.load(file)
        if isinstance(data, dict):
            return data
        if len(self.problems) == before:
            self.problems.append(Problem(file, "", "must be a mapping of keys to values"))
        return {}

    def find(self, loc: Loc) -> str:
        """File, line and column of a part of the document."""
        name, *rest = loc or ("",)
        file = MAIN
        if name in LISTS:
            file = f"{name}.yaml"
        elif name in self.files and rest:
            file, *rest = [self.files[str(name)][int(rest[0])], *rest[1:]]
        else:
            rest = list(loc)
        place = self.places[file].find(tuple(rest)) if file in self.places else ""
        return ", ".join(part for part in (file, place) if part)


def read_folder(folder: Path) -> Catalogue:
    """Read a YAML folder; raises CatalogueError with every problem, each naming its file."""
    return read_files(DiskFiles(folder)).catalogue


def read_packed(content: bytes, where: str) -> Reading:
    """Read a ZIP of a YAML folder, at whatever depth; CatalogueError with every problem."""
    # Some Windows programs write backslashes, against the format.
    files = {name.replace("\\", "/"): data for name, data in read_archive(content, where).items()}
    mains = [name for name in files if PurePosixPath(name).name == MAIN]
    if not mains:
        raise refusal(where, f"holds no {MAIN}: it must be a ZIP of a folder with that file")
    root = min(mains, key=len).removesuffix(MAIN)
    inside = {name.removeprefix(root): data for name, data in files.items() if _ours(name, root)}
    size = sum(len(data) for name, data in inside.items() if name.endswith(".yaml"))
    check_size(size, where, "holds too much YAML")
    return read_files(PackedFiles(inside))


def _ours(name: str, root: str) -> bool:
    """Whether a file is below ``root`` and none of those that macOS adds to an archive."""
    return name.startswith(root) and not name.startswith("__MACOSX/")


def read_files(source: FolderFiles) -> Reading:
    """Read the folder; raises CatalogueError with every problem, each naming its file."""
    read = _Read(source)
    data = read.mapping(MAIN)
    if read.problems:
        raise CatalogueError(read.problems)
    for name in LISTS:
        data[name] = read.load(f"{name}.yaml")
    for name in FOLDERS:
        order = data.get(name)
        if not isinstance(order, list) or not all(isinstance(slug, str) for slug in order):
            problem = "must be a list of file names without .yaml"
            read.problems.append(Problem(MAIN, name, problem))
            continue
        read.problems += _unlisted(source, name, order)
        read.files[name] = [f"{name}/{slug}.yaml" for slug in order]
        data[name] = [read.mapping(file) for file in read.files[name]]
    if read.problems:
        raise CatalogueError(read.problems)
    return read_plain(data, read.find, where=MAIN, files=read.files)


def write_folder(catalogue: Catalogue, folder: Path) -> None:
    """Write ``catalogue`` into ``folder`` (made when missing); other YAML there is removed."""
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
        for stale in (folder / name).glob("*.yaml"):
            stale.unlink()
    for file, text in _texts(catalogue):
        (folder / file).write_text(text, encoding="utf-8")


def write_packed(catalogue: Catalogue) -> bytes:
    """A catalogue's folder as a ZIP archive. Equal documents give equal bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in _texts(catalogue):
            # Made by hand, so that it carries a fixed date instead of today's.
            entry = zipfile.ZipInfo(f"catalogue/{file}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode())
    return target.getvalue()


def _texts(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every file of the folder and what is in it."""
    plain = to_plain(catalogue)
    for skill in plain["skills"]:
        # JSON's keys are texts; people write levels as numbers, without quotation marks.
        skill["levels"] = {int(level): text for level, text in skill["levels"].items()}
    for name in FOLDERS:
        for item in plain[name]:
            yield f"{name}/{item['slug']}.yaml", _dump(item)
        plain[name] = [item["slug"] for item in plain[name]]
    for name in LISTS:
        yield f"{name}.yaml", _dump(plain.pop(name))
    yield MAIN, _dump(plain)


def _unlisted(source: FolderFiles, name: str, order: list[str]) -> list[Problem]:
    return [
        Problem(f"{name}/{slug}.yaml", "", f"is not listed in {MAIN}")
        for slug in sorted(source.names(name) - set(order))
    ]


class _Dumper(yaml.SafeDumper):
    """Writes text with a rare line break (NEL, line or paragraph separator) in double quotes, which
    escape it; YAML's other styles would fold it away."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = '"' if any(mark in text for mark in "\x85\u2028\u2029") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def _dump(data: Any) -> str:
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text
