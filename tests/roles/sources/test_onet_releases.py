"""O*NET's releases of other years, in every place they may be in."""

from pathlib import Path

import pytest

from roles.document.parse import CatalogueError
from roles.document.validate import find_problems
from roles.sources.base import Imported
from roles.sources.onet import read_onet
from tests.roles.sources.releases import (
    KEEPER,
    RELEASES,
    ROWS,
    from_spreadsheets,
    texts,
    write_folder,
    write_zip,
)

NAMES = {
    "Reading": ("2.A.1.a", 2.0, 4.0),
    "Noticing": ("2.B.1.a", 1.0, 3.0),
    "Flour": ("2.C.4.a", 3.5, None),
}


def read(place: Path) -> Imported:
    imported = read_onet(place)
    assert find_problems(imported.catalogue) == []
    return imported


def release(number: str, folder: Path, end: str = "\r\n") -> Imported:
    name = f"db_{number.replace('.', '_')}_text"
    return read(write_folder(folder / name, texts(RELEASES[number], end)))


@pytest.mark.parametrize("number", sorted(RELEASES))
def test_every_release_says_the_same(number: str, tmp_path: Path) -> None:
    imported = release(number, tmp_path)
    catalogue = imported.catalogue
    assert catalogue.title == f"O*NET {number} occupations"
    baker, brewer, keeper = catalogue.roles
    for skill in catalogue.skills:
        asked = [
            next((item.level for item in role.requirements if item.skill == skill.slug), None)
            for role in (baker, brewer)
        ]
        assert asked == list(NAMES[skill.name][1:]), skill.name
    assert [skill.name for skill in catalogue.skills] == list(NAMES)
    assert [(role.seniority, len(role.requirements)) for role in catalogue.roles] == [
        ("zone-2", 3),
        ("zone-4", 2),
        ("zone-not-known", 0),
    ]
    assert baker.responsibilities == ("Bake bread.",)
    assert [item.text for item in baker.education] == [
        "School: 90 % of those asked call it what a newcomer needs"
    ]
    assert [group.model_dump() for group in baker.tools] == [
        {"group": "Clocks", "items": ("oven-timer",)}
    ]
    assert [item.importance for item in baker.activities] == [5, 1.5, 3, 1, 2, 3.67]
    assert not keeper.activities
    assert catalogue.questionnaires[0].activities == tuple(
        activity.slug for activity in catalogue.activities
    )
    has_related = number != "25.1"
    assert baker.related == (("tea-brewers", "keepers-of-peace") if has_related else ())
    assert brewer.related == (("bread-bakers",) if has_related else ())
    told = [warning.message for warning in imported.warnings]
    assert ("is not in this release; roles go without it" in told) != has_related
    assert sum("calls imprecise" in message for message in told) == 1


@pytest.mark.parametrize("number", ["24.3", "30.3"])
def test_wherever_it_is_and_whatever_ends_its_lines(number: str, tmp_path: Path) -> None:
    wanted = release(number, tmp_path).catalogue
    name = f"db_{number.replace('.', '_')}_text"
    files = texts(RELEASES[number], "\n")
    nested = write_folder(tmp_path / "around" / name, files).parent
    places = [
        nested / name,
        nested,
        write_zip(tmp_path / f"{name}.zip", files),
        write_zip(tmp_path / "renamed.zip", files, f"{name}/"),
    ]
    for place in places:
        assert read(place).catalogue == wanted, place


@pytest.mark.parametrize("number", sorted(RELEASES))
def test_tables_saved_from_spreadsheets(number: str, tmp_path: Path) -> None:
    wide = texts(from_spreadsheets(RELEASES[number]))
    assert "Title\t" in wide["Knowledge.txt"]
    name = f"db_{number.replace('.', '_')}_excel"
    other = read(write_folder(tmp_path / name, wide)).catalogue
    assert other == release(number, tmp_path).catalogue


def test_a_number_from_the_read_me(tmp_path: Path) -> None:
    files = {**texts(RELEASES["30.3"]), "Read Me.txt": "O*NET 30.3 Database\r\nMay 2026\r\n"}
    assert read(write_zip(tmp_path / "onet.zip", files)).catalogue.title == "O*NET 30.3 occupations"


def test_half_of_the_skills_is_not_enough(tmp_path: Path) -> None:
    files = texts(RELEASES["30.3"])
    del files["Transferable Skills.txt"]
    with pytest.raises(CatalogueError, match=r"has no Transferable Skills\.txt; it holds: "):
        read_onet(write_folder(tmp_path / "release", files))


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("Interests", "\t7\t", "\t7.5\t", "line 2, column Data Value: must be a number from 1 to"),
        ("Interests", "1.B.1.b\t", "1.B.1.a\t", "column Element ID: 1.B.1.a has its rating for"),
        ("Interests", "Scale ID", "Scale", "Interests.txt: has no column Scale ID"),
        ("Related Occupations", "Primary-Long", "Near", "line 3, column Relatedness Tier: must be"),
        ("Related Occupations", f"\t{KEEPER}\tP", "\t11\tP", "must look like 15-2051.00; got '11'"),
        ("Related Occupations", "Index", "Order", "Related Occupations.txt: has no column Index"),
    ],
)
def test_what_is_wrong_is_located(
    file: str, old: str, new: str, message: str, tmp_path: Path
) -> None:
    files = texts(RELEASES["28.3"])
    assert old in files[f"{file}.txt"]
    files[f"{file}.txt"] = files[f"{file}.txt"].replace(old, new, 1)
    with pytest.raises(CatalogueError) as caught:
        read_onet(write_folder(tmp_path / "release", files))
    assert f"{file}.txt: " in str(caught.value)
    assert message in str(caught.value)


def test_related_ones_that_are_not_there_are_told(tmp_path: Path) -> None:
    files = texts(RELEASES["28.3"])
    name = "Related Occupations.txt"
    files[name] = files[name].replace(f"\t{KEEPER}\tPrimary", "\t99-9999.00\tPrimary")
    imported = read(write_folder(tmp_path / "release", files))
    assert imported.catalogue.roles[0].related == ("tea-brewers",)
    assert any(
        str(warning).startswith(f"{name}: line 3, 99-9999.00: names an occupation")
        for warning in imported.warnings
    )


def test_samples_have_something_of_everything_read() -> None:
    read_tables = {name for tables in RELEASES.values() for name in tables}
    assert set(ROWS) <= read_tables
