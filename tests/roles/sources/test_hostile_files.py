"""Whatever a file holds, an importer ends in a document or in a clear CatalogueError."""

import csv
import gzip
import io
import random
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roles.document.parse import CatalogueError, Problem
from roles.formats.guard import MEGABYTE, Limits
from roles.sources import files as limits
from roles.sources.base import MOST_PROBLEMS
from roles.sources.esco import read_esco
from roles.sources.gdad import read_gdad
from roles.sources.jobs import read_jobs
from roles.sources.onet import read_onet
from roles.sources.salaries import read_salaries
from roles.sources.titles import Titles, read_titles
from tests.roles.factory import small_catalogue
from tests.roles.sources.places import SAMPLES

Reader = Callable[[Path], object]


def titles() -> Titles:
    table = Titles("titles.csv")
    table.add("Builder", "builder")
    return table


SALARIES = """work_year,experience_level,employment_type,job_title,salary_in_usd,employee_residence
2025,SE,FT,Builder,100,US
2025,SE,FT,"Builder, quoted",100,US
"""
READERS: dict[str, Reader] = {
    "onet": read_onet,
    "esco": read_esco,
    "gdad": read_gdad,
    "salaries": lambda place: read_salaries(place, small_catalogue(), titles()),
    "titles": read_titles,
    "jobs": lambda place: read_jobs(place, titles()),
}
SINGLE = {"salaries": "salaries.csv", "titles": "titles.csv", "jobs": "jobs.json"}
ALL = pytest.mark.parametrize("kind", READERS)


def sample(kind: str, folder: Path) -> list[Path]:
    """A copy of the source's sample; returns its files."""
    if kind in SINGLE:
        target = folder / SINGLE[kind]
        if kind == "salaries":
            target.write_text(SALARIES, encoding="utf-8")
        elif kind == "titles":
            target.write_text("role,job_title\nbuilder,Builder\n", encoding="utf-8")
        else:
            shutil.copy(SAMPLES / "jobs.json", target)
        return [target]
    shutil.copytree(SAMPLES / kind, folder, dirs_exist_ok=True)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def place_of(kind: str, folder: Path) -> Path:
    return folder / SINGLE[kind] if kind in SINGLE else folder


def survives(kind: str, folder: Path) -> str:
    """What the importer says; anything but success or a clear refusal fails the test."""
    said: list[Problem] = []
    try:
        READERS[kind](place_of(kind, folder))
    except CatalogueError as error:
        said = error.problems or [Problem("", "", "")]
    assert len(said) <= MOST_PROBLEMS + 1
    assert all(problem.where and problem.message for problem in said)
    return "\n".join(map(str, said))


def zipped(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder).as_posix())
    return target


BITS = st.one_of(
    st.sampled_from(
        [
            b"\x00",
            b"\xff\xfe",
            b'"',
            b"\t",
            b"\n",
            b"\r\n\r\n",
            b"1e999",
            b"nan",
            b"-1",
            "9٣".encode(),
            b"\xed\xa0\x80",
            b"A" * 140_000,
            b"[" * 3000,
            b"99-9999.00",
            "É".encode("latin-1"),
            b"\\ud800",
            b"null",
        ]
    ),
    st.binary(max_size=12),
)


@ALL
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damaged_files(kind: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = data.draw(st.sampled_from(sample(kind, folder)))
        content = path.read_bytes()
        for _ in range(data.draw(st.integers(1, 3))):
            start = data.draw(st.integers(0, len(content)))
            cut = data.draw(st.integers(0, 30))
            content = content[:start] + data.draw(BITS) + content[start + cut :]
        if data.draw(st.booleans()):
            content = content[: data.draw(st.integers(0, len(content)))]
        path.write_bytes(content)
        survives(kind, folder)


@ALL
@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "cp500"])
def test_other_encodings(kind: str, encoding: str, tmp_path: Path) -> None:
    for path in sample(kind, tmp_path):
        text = path.read_text(encoding="utf-8") + "Éé"
        path.write_bytes(text.encode(encoding, errors="replace"))
    assert "UTF-8" in survives(kind, tmp_path)


@ALL
def test_empty_and_missing_files(kind: str, tmp_path: Path) -> None:
    for path in sample(kind, tmp_path):
        path.write_bytes(b"")
    assert survives(kind, tmp_path)
    shutil.rmtree(tmp_path)
    assert "No such file" in survives(kind, tmp_path)


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("kind", ["onet", "esco", "gdad", "salaries", "titles"])
def test_shuffled_columns_read_the_same(kind: str, separator: str, tmp_path: Path) -> None:
    """And with a mark at the beginning, other line ends, and semicolons as Excel writes them."""
    files = sample(kind, tmp_path)
    before = plain_of(READERS[kind](place_of(kind, tmp_path)))
    for path in files:
        if path.suffix == ".txt":
            lines = path.read_text(encoding="utf-8").splitlines()
            rows = shuffled([line.split("\t") for line in lines])
            text = "\r\n".join("\t".join(row) for row in rows)
        else:
            target = io.StringIO()
            with path.open(encoding="utf-8-sig", newline="") as source:
                rows = shuffled(list(csv.reader(source)))
            csv.writer(target, delimiter=separator).writerows(rows)
            text = target.getvalue()
        assert text != path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8-sig", newline="")
    assert plain_of(READERS[kind](place_of(kind, tmp_path))) == before


def shuffled(rows: list[list[str]]) -> list[list[str]]:
    order = list(range(len(rows[0])))
    random.Random(1).shuffle(order)
    return [[row[place] for place in order if place < len(row)] for row in rows]


def plain_of(read: object) -> object:
    return sorted(read.rows()) if isinstance(read, Titles) else read


@pytest.mark.parametrize("kind", ["onet", "esco", "gdad"])
def test_a_zip_reads_as_its_folder(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    sample(kind, folder)
    assert READERS[kind](zipped(folder, tmp_path / "all.zip")) == READERS[kind](folder)


@ALL
def test_a_truncated_zip(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    sample(kind, folder)
    content = zipped(folder, tmp_path / "all.zip").read_bytes()
    for length in (0, 10, len(content) // 2, len(content) - 5):
        (tmp_path / "all.zip").write_bytes(content[:length])
        with pytest.raises(CatalogueError, match=r"all\.zip: is not a whole zip file"):
            READERS[kind](tmp_path / "all.zip")


def hostile(tmp_path: Path, name: str, content: bytes = b"x") -> str:
    """What an O*NET import says of a zip with this one member."""
    path = tmp_path / "hostile.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    with pytest.raises(CatalogueError) as caught:
        read_onet(path)
    return str(caught.value)


def test_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = hostile(tmp_path, "Skills.txt", b"0" * 20_000_000)
    assert said == (
        "hostile.zip: Skills.txt unpacks to more than 100 times its size, as no real file does"
    )
    monkeypatch.setattr(limits, "OF_A_SOURCE", Limits(10, MEGABYTE, 9 * MEGABYTE, 100))
    said = hostile(tmp_path, "Skills.txt", random.Random(1).randbytes(1_100_000))
    assert said == "hostile.zip: Skills.txt unpacks to more than 1 MB"


def test_a_gzip_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OF_A_SOURCE", Limits(10, MEGABYTE, MEGABYTE, 100))
    path = tmp_path / "salaries.csv.gz"
    path.write_bytes(gzip.compress((SALARIES + "2025,SE,FT,Builder,1,US\n" * 60_000).encode()))
    with pytest.raises(CatalogueError, match="is larger than the 1 MB allowed"):
        READERS["salaries"](path)


def test_a_truncated_gzip(tmp_path: Path) -> None:
    path = tmp_path / "salaries.csv.gz"
    path.write_bytes(gzip.compress(SALARIES.encode())[:-9])
    with pytest.raises(CatalogueError, match="is damaged or not complete"):
        READERS["salaries"](path)


@pytest.mark.parametrize("name", ["../Skills.txt", "/etc/Skills.txt", "a/../../Skills.txt"])
def test_paths_that_lead_out(tmp_path: Path, name: str) -> None:
    assert "has a file outside its own folder" in hostile(tmp_path, name)


def test_a_zip_in_a_zip(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("Occupation Data.txt", "O*NET-SOC Code\tTitle\tDescription\n")
    said = hostile(tmp_path, "db_30_0_text.zip", inner.getvalue())
    assert said == "hostile.zip: has no Occupation Data.txt; it holds: db_30_0_text.zip"


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (6, 99, "cannot be read: zip file version 9.9"),  # the version that it takes to unpack
        (46, 0, "is not a whole zip file"),  # the first letter of the name
    ],
)
def test_a_bent_table_of_contents(tmp_path: Path, place: int, value: int, told: str) -> None:
    path = tmp_path / "bent.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Skills.txt", "x")
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + place] = value
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=told):
        read_onet(path)


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OF_A_SOURCE", Limits(0, MEGABYTE, MEGABYTE, 100))
    assert "holds 1 files; at most 0" in hostile(tmp_path, "Skills.txt")


def test_a_wrong_file_stops_early(tmp_path: Path) -> None:
    lines = ["role,job_title", *("a,b,c" for _ in range(5000))]
    (tmp_path / "titles.csv").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_titles(tmp_path / "titles.csv")
    assert len(caught.value.problems) == MOST_PROBLEMS + 1
    assert "reading stopped after 200 problems" in str(caught.value)


def test_a_line_without_end(tmp_path: Path) -> None:
    (tmp_path / "titles.csv").write_text("role,job_title\n" + "a" * 1_100_000, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"is longer than 1,000,000 bytes \(line 2\)"):
        read_titles(tmp_path / "titles.csv")
