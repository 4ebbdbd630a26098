"""Opening a ZIP archive from somebody else: nothing is unpacked before its sizes are checked."""

from __future__ import annotations

import io
import zipfile
import zlib

from roles.document.limits import MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED, MEGABYTE, check_size, refuse

ENCRYPTED = 0x1
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


def read_archive(content: bytes, where: str) -> dict[str, bytes]:
    """Every file of the archive by its path. Raises CatalogueError for what is too much or odd.

    The sizes an archive declares are checked first; Python reads no more than was declared.
    """
    check_size(len(content), where)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_entries(entries, len(content), where)
            return {entry.filename: archive.read(entry) for entry in entries}
    except (*BROKEN, ValueError, IndexError) as error:
        if hasattr(error, "problems"):  # our own, found by _check_entries
            raise
        raise refuse(where, "is not a ZIP archive that can be read, or is damaged") from error


def _check_entries(entries: list[zipfile.ZipInfo], packed: int, where: str) -> None:
    if len(entries) > MAX_ENTRIES:
        raise refuse(where, f"holds {len(entries)} files; at most {MAX_ENTRIES}")
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED:
        raise refuse(
            where,
            f"unpacks to {total / MEGABYTE:.0f} MB; at most {MAX_UNPACKED // MEGABYTE} MB",
        )
    if total > MEGABYTE and total > MAX_RATIO * packed:
        raise refuse(
            where, f"unpacks to {total // packed} times its size; at most {MAX_RATIO} times"
        )
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise refuse(where, "is protected with a password: save it without one")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise refuse(where, "holds two files of the same name")
