"""Files of a source in a folder or a zip, read as a stream and within limits.

Nothing is ever unpacked to disk, and the bytes are counted while reading.
"""

from __future__ import annotations

import gzip
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Self, cast

from roles.document.parse import refusal
from roles.formats.guard import DAMAGED, OF_A_SOURCE, check_archive, in_words

LONGEST_LINE = 1_000_000  # bytes


class Files:
    """The files of a folder, a zip, or a single file; use it in a ``with`` statement.

    ``name`` is what messages call it. Raises CatalogueError, then and when a file is read, for what
    cannot be read, is damaged or passes the limits OF_A_SOURCE.
    """

    def __init__(self, place: Path) -> None:
        self.name = place.name or str(place)
        self._zip: zipfile.ZipFile | None = None
        self._paths: dict[str, Path] = {}
        try:
            if place.is_dir():
                self._paths = _in_folder(place)
            elif zipfile.is_zipfile(place):
                self._zip = zipfile.ZipFile(place)
                check_archive(self._zip, self.name, OF_A_SOURCE)
            elif place.suffix.lower() == ".zip":
                raise refusal(self.name, "is not a whole zip file")
            else:
                place.open("rb").close()  # raises now, not while reading, what stands in the way
                self._paths = {place.name: place}
        except (*DAMAGED, IndexError) as error:  # the latter for a file without a name
            raise refusal(self.name, "is not a whole zip file") from error
        except NotImplementedError as error:  # so zipfile tells of a version to come
            raise refusal(self.name, f"cannot be read: {error}") from error
        except OSError as error:
            raise refusal(self.name, error.strerror or "cannot be read") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._zip is not None:
            self._zip.close()

    def names(self) -> list[str]:
        """The path of every file, from the folder or zip down."""
        return list(self._paths) if self._zip is None else _files_of(self._zip)

    def find(self, pattern: str) -> str | None:
        """The path of the file whose name, without its folders, matches; None if there is none.

        Capitals do not matter. Raises CatalogueError where several match.
        """
        wanted = re.compile(pattern, re.IGNORECASE)
        found = [name for name in self.names() if wanted.fullmatch(PurePosixPath(name).name)]
        if len(found) > 1:
            raise refusal(self.name, f"has several of one kind: {', '.join(sorted(found)[:5])}")
        return found[0] if found else None

    @contextmanager
    def lines(self, name: str) -> Iterator[Iterator[str]]:
        """The lines of a file of UTF-8 text; raises CatalogueError for what is not that."""
        shown = PurePosixPath(name).name
        try:
            with self._open(name) as stream:
                yield _lines(stream, shown)
        except DAMAGED as error:
            raise refusal(shown, "is damaged or not complete") from error
        except (RuntimeError, NotImplementedError) as error:  # so zipfile tells of encryption
            raise refusal(shown, f"cannot be read: {error}") from error
        except OSError as error:
            raise refusal(shown, error.strerror or "cannot be read") from error

    def text(self, name: str) -> str:
        """The text of a whole file; raises CatalogueError as ``lines`` does."""
        with self.lines(name) as lines:
            return "".join(lines)

    def _open(self, name: str) -> IO[bytes]:
        if self._zip is not None:
            return self._zip.open(name)
        path = self._paths[name]
        if path.suffix.lower() == ".gz":
            return cast(IO[bytes], gzip.open(path, "rb"))
        return path.open("rb")


def _in_folder(place: Path) -> dict[str, Path]:
    """The files of a folder and of the folders in it, no deeper."""
    paths = [path for pattern in ("*", "*/*") for path in place.glob(pattern) if path.is_file()]
    return {path.relative_to(place).as_posix(): path for path in sorted(paths)}


def _files_of(archive: zipfile.ZipFile) -> list[str]:
    hidden = ("__MACOSX/", ".")  # what macOS adds to every archive
    return [
        item.filename
        for item in archive.infolist()
        if not item.is_dir() and not item.filename.startswith(hidden)
    ]


def _lines(stream: IO[bytes], name: str) -> Iterator[str]:
    """Lines with their ends, decoded one by one so that an error can be located."""
    count = 0
    number = 0
    # One byte more than is allowed tells a line that is too long from one that just fits.
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        count += len(line)  # of a .gz file, too, which does not say what it unpacks to
        if len(line) > LONGEST_LINE:
            raise refusal(name, f"is longer than {LONGEST_LINE:,} bytes", f"line {number}")
        if count > OF_A_SOURCE.one:
            raise refusal(name, f"is larger than the {in_words(OF_A_SOURCE.one)} allowed")
        yield _decoded(line, name, number)


def _decoded(line: bytes, name: str, number: int) -> str:
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise refusal(
            name,
            f"is not UTF-8 text: byte {line[error.start]:#04x}",
            f"line {number}, column {error.start + 1}",
        ) from error
    if "\x00" in text:
        raise refusal(name, "has a NUL character: it is not UTF-8 text", f"line {number}")
    return text
