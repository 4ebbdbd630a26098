"""Names from a source that are alike are told apart, so that what it makes may be published."""

import csv
import shutil
from pathlib import Path

import pytest

from roles.document.validate import find_problems
from roles.sources.esco import read_esco
from roles.sources.gdad import read_gdad
from roles.sources.words import LONGEST_NAME, told_apart
from tests.roles.sources.places import SAMPLES


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ([("A", "1"), ("B", "1")], ["A", "B"]),
        ([("A b", "1"), ("a  B", "2")], ["A b (1)", "a  B (2)"]),
        ([("A", "1"), ("A", "1"), ("A", "1")], ["A (1)", "A (1, 2)", "A (1, 3)"]),
        ([("A", "1"), ("A", "2"), ("A (1)", "3")], ["A (1)", "A (2)", "A (1) (3)"]),
    ],
)
def test_names_that_are_alike_get_brackets(named: list[tuple[str, str]], told: list[str]) -> None:
    assert told_apart(named) == told


def test_a_name_stays_within_its_length() -> None:
    one, other = told_apart([("x" * LONGEST_NAME, "1"), ("x" * LONGEST_NAME, "2")])
    assert len(one) == LONGEST_NAME
    assert one.endswith("x (1)")
    assert other.endswith("x (2)")


def doubled(source: str, tmp_path: Path, file: str, **changes: str) -> Path:
    """A sample with the last row of a table a second time, some cells changed."""
    place = Path(shutil.copytree(SAMPLES / source, tmp_path / source))
    with (place / file).open(encoding="utf-8", newline="") as text:
        reader = csv.DictReader(text)
        rows, names = list(reader), list(reader.fieldnames or ())
    with (place / file).open("a", encoding="utf-8", newline="") as text:
        csv.DictWriter(text, names).writerow({**rows[-1], **changes})
    return place


def test_one_title_in_two_families(tmp_path: Path) -> None:
    place = doubled("gdad", tmp_path, "roles.csv", **{"Role Family": "Letters"})
    catalogue = read_gdad(place).catalogue
    assert find_problems(catalogue) == []
    titles = [role.title for role in catalogue.roles[-2:]]
    assert titles == ["Chief tamer (Chiefs)", "Chief tamer (Letters)"]


def test_one_label_for_two_occupations(tmp_path: Path) -> None:
    [file] = [path.name for path in (SAMPLES / "esco").glob("occupations_en.csv")]
    place = doubled("esco", tmp_path, file, conceptUri="http://example.org/another")
    catalogue = read_esco(place).catalogue
    assert find_problems(catalogue) == []
    *_others, first, second = (role.title for role in catalogue.roles)
    assert "(ISCO " in first
    assert first != second
