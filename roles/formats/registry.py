"""The forms a catalogue can be read from and written to. Others add theirs to ``FORMATS``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from roles.document.json_text import decode
from roles.document.parse import CatalogueError, Problem, Reading, locate, refusal
from roles.document.serialise import read_json, to_json
from roles.document.types import Catalogue
from roles.document.validate import find_problems
from roles.formats.folder import (
    MAIN,
    DiskFiles,
    read_files,
    read_packed,
    write_folder,
    write_packed,
)
from roles.formats.guard import check_size
from roles.formats.xlsx import read_workbook, write_workbook


@dataclass(frozen=True)
class Format:
    """A form that a catalogue is read from and written to.

    ``read`` takes a path, ``unpack`` the bytes somebody sent and their file's name for messages;
    both raise CatalogueError with located problems. ``write`` makes a file or folder, ``pack`` the
    bytes of one file. What a form cannot do is None.
    """

    name: str
    title: str
    read: Callable[[Path], Reading]
    suffix: str = ""  # of a file that is sent or fetched
    media_type: str = ""
    write: Callable[[Catalogue, Path], None] | None = None
    unpack: Callable[[bytes, str], Reading] | None = None
    pack: Callable[[Catalogue], bytes] | None = None


def read_file(path: Path) -> bytes:
    """A file's bytes; raises CatalogueError, naming it, for one that is too large, empty or cannot
    be read."""
    try:
        check_size(path.stat().st_size, path.name)
        return path.read_bytes()
    except OSError as error:
        raise refusal(path.name, error.strerror or "cannot be read") from error


def _unpack_json(content: bytes, where: str) -> Reading:
    check_size(len(content), where)
    return read_json(decode(content, where), where)


def _pack_json(catalogue: Catalogue) -> bytes:
    """Canonical JSON, so that the file's SHA-256 is the edition's digest."""
    return to_json(catalogue).encode()


def _read_yaml(path: Path) -> Reading:
    if path.suffix == ".zip" and not path.is_dir():
        return read_packed(read_file(path), path.name)
    return read_files(DiskFiles(path))


def _write_yaml(catalogue: Catalogue, path: Path) -> None:
    """Write a folder, or an archive of one where the path ends in .zip.

    Refuses a folder of other things, since writing removes YAML files that are not the catalogue's.
    """
    if path.suffix == ".zip":
        path.write_bytes(write_packed(catalogue))
        return
    if path.is_dir() and any(path.iterdir()) and not (path / MAIN).exists():
        raise refusal(str(path), f"is not empty and has no {MAIN}: choose another folder")
    write_folder(catalogue, path)


YAML = Format(
    "yaml",
    "YAML files in a ZIP archive",
    read=_read_yaml,
    suffix=".zip",
    media_type="application/zip",
    write=_write_yaml,
    unpack=read_packed,
    pack=write_packed,
)
JSON = Format(
    "json",
    "JSON",
    read=lambda path: _unpack_json(read_file(path), path.name),
    suffix=".json",
    media_type="application/json",
    write=lambda catalogue, path: _save(path, _pack_json(catalogue)),
    unpack=_unpack_json,
    pack=_pack_json,
)
XLSX = Format(
    "xlsx",
    "Excel workbook",
    read=lambda path: read_workbook(read_file(path), path.name),
    suffix=".xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write=lambda catalogue, path: _save(path, write_workbook(catalogue)),
    unpack=read_workbook,
    pack=write_workbook,
)
FORMATS: dict[str, Format] = {item.name: item for item in (YAML, JSON, XLSX)}


def _save(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def readers() -> dict[str, Format]:
    """The forms that can be read from a path, by name."""
    return dict(FORMATS)


def writers() -> dict[str, Format]:
    """The forms that can be written to a path, by name."""
    return {name: item for name, item in FORMATS.items() if item.write}


def senders() -> list[Format]:
    """The forms that somebody can send as one file."""
    return [item for item in FORMATS.values() if item.unpack]


def packers() -> dict[str, Format]:
    """The forms that somebody can fetch as one file, by name."""
    return {name: item for name, item in FORMATS.items() if item.pack}


def guess(path: Path) -> Format | None:
    """The form of a path by its ending; a folder is YAML. None for an ending no form has."""
    if path.is_dir():
        return YAML
    return next((f for f in FORMATS.values() if f.suffix and f.suffix == path.suffix.lower()), None)


def unpack(content: bytes, name: str) -> Reading:
    """Read what somebody sent, by the ending of its name, and check it as publishing does.

    Raises CatalogueError with every problem, each with its place in the file.
    """
    return checked(_unpacker(name)(content, name))


def check_sent(name: str, size: int) -> None:
    """Raise CatalogueError for a file that need not be opened: its name is of no known kind, or its
    ``size`` in bytes too large or 0."""
    check_size(size, name)
    _unpacker(name)


def _unpacker(name: str) -> Callable[[bytes, str], Reading]:
    suffix = Path(name).suffix.lower()
    for item in senders():
        if item.unpack and item.suffix == suffix:
            return item.unpack
    allowed = ", ".join(f"{item.suffix} ({item.title})" for item in senders())
    raise refusal(name, f"is of a kind that is not read here: use {allowed}")


def checked(reading: Reading) -> Reading:
    """The reading itself, when its document may be published; CatalogueError with every problem,
    each with its place, when it may not."""
    problems = located_problems(reading)
    if problems:
        raise CatalogueError(problems)
    return reading


def located_problems(reading: Reading) -> list[Problem]:
    """Why the document may not be published, with the places in its file."""
    return locate(find_problems(reading.catalogue), reading.find)
