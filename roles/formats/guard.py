"""The one guard before files from somebody else: their sizes, and what an archive holds.

An archive's own word about its sizes is checked before anything is unpacked, and Python reads no
more of an entry than it declares.
"""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from roles.document.parse import CatalogueError, refusal

MEGABYTE = 1024 * 1024
MAX_FILE = 40 * MEGABYTE  # a catalogue as sent; 24 roles have 0.6 as JSON, all of ESCO 14
ENCRYPTED = 0x1  # the bit of an entry's flags
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, gzip.BadGzipFile)
# What zipfile and what reads from it raise besides, by experience with bent files.
BROKEN = (*DAMAGED, NotImplementedError, RuntimeError, OSError, ValueError, IndexError)


@dataclass(frozen=True)
class Limits:
    """What an archive may hold: so many ``files``, unpacked bytes of ``one`` file and of all
    ``together``, and unpacked bytes for each packed one (``ratio``)."""

    files: int
    one: int
    together: int
    ratio: int


# A role and a skill each have a file. Text and XML are packed up to 50 to 1, a bomb 1,000 to 1.
OF_A_CATALOGUE = Limits(20_000, 200 * MEGABYTE, 200 * MEGABYTE, 200)
OF_A_SOURCE = Limits(1_000, 250 * MEGABYTE, 1_000 * MEGABYTE, 100)


def check_size(size: int, where: str, what: str = "is too large") -> None:
    """Raise CatalogueError when a file of ``size`` bytes is above MAX_FILE, or is empty."""
    if size > MAX_FILE:
        raise refusal(where, f"{what}: {size / MEGABYTE:.1f} MB; at most {in_words(MAX_FILE)}")
    if size == 0:
        raise refusal(where, "is empty")


def read_archive(content: bytes, where: str) -> dict[str, bytes]:
    """Every file of a catalogue's archive, unpacked, by its path; folders have no entry.

    Raises CatalogueError for an archive that is damaged or beyond the limits OF_A_CATALOGUE.
    """
    check_size(len(content), where)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_archive(archive, where, OF_A_CATALOGUE)
            return {
                entry.filename: archive.read(entry)
                for entry in archive.infolist()
                if not entry.is_dir()
            }
    except CatalogueError:
        raise
    except BROKEN as error:
        raise refusal(where, "is not a ZIP archive that can be read, or is damaged") from error


def check_archive(archive: zipfile.ZipFile, where: str, limits: Limits) -> None:
    """Raise CatalogueError when an archive declares more than ``limits``, two files of one name, a
    file outside its folder or one with a password. Unpacks nothing."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > limits.files:
        raise refusal(where, f"holds {len(entries):,} files; at most {limits.files:,}")
    total = sum(entry.file_size for entry in entries)
    if total > limits.together:
        raise refusal(where, f"unpacks to {in_words(total)}; at most {in_words(limits.together)}")
    # Programs differ in which of two they take: what was checked might not be what is read.
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise refusal(where, "holds two files of the same name")
    for entry in entries:
        _check_entry(entry, where, limits)


def _check_entry(entry: zipfile.ZipInfo, where: str, limits: Limits) -> None:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in entry.filename:
        raise refusal(where, f"has a file outside its own folder: {entry.filename!r:.100}")
    if entry.flag_bits & ENCRYPTED:
        raise refusal(where, "is protected with a password: save it without one")
    if entry.file_size > limits.one:
        raise refusal(where, f"{path.name} unpacks to more than {in_words(limits.one)}")
    # Small files may be packed tightly by chance, and do no harm.
    if entry.file_size > MEGABYTE and entry.file_size > limits.ratio * entry.compress_size:
        raise refusal(
            where,
            f"{path.name} unpacks to more than {limits.ratio} times its size, as no real file does",
        )


def in_words(size: int) -> str:
    """Bytes as whole megabytes: "40 MB"."""
    return f"{size / MEGABYTE:,.0f} MB"
