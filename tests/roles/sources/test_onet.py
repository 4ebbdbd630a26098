"""O*NET: the sample, which is in the form of release 30, and the real release."""

import shutil
import zipfile
from pathlib import Path

import pytest

from roles.document.parse import CatalogueError
from roles.document.types import Catalogue
from roles.document.validate import find_problems
from roles.sources.base import Imported
from roles.sources.onet import read_onet
from roles.sources.onet_details import nearest_level
from tests.roles.sources.places import ONET, SAMPLES, real_data

SAMPLE = SAMPLES / "onet"


@pytest.fixture(scope="module")
def sample() -> Imported:
    return read_onet(SAMPLE)


@pytest.fixture(scope="module")
def catalogue(sample: Imported) -> Catalogue:
    return sample.catalogue


def test_levels_and_importance(catalogue: Catalogue) -> None:
    asked = [
        [(item.skill, item.level, item.importance) for item in role.requirements]
        for role in catalogue.roles
    ]
    assert asked == [
        [("reading", 2.0, 3.0), ("mathematics", 4.0, 4.75), ("mathematics-knowledge", 3.5, 5.0)],
        # Imprecise, and not relevant to most raters: taken as they are, since none would be 0.
        [("reading", 2.64, 4.12), ("mathematics", 1.14, 2.0), ("mathematics-knowledge", 0.14, 1.5)],
        [],
    ]


def test_it_may_be_published(catalogue: Catalogue) -> None:
    assert find_problems(catalogue) == []


def test_skills_have_what_their_levels_mean(catalogue: Catalogue) -> None:
    reading, mathematics, knowledge = catalogue.skills
    assert reading.category == "Content skills"
    assert reading.prompt == "How good are you at understanding written sentences?"
    assert reading.levels == {
        1: "You can, for example: read a form.",
        2: "You can, for example: read a long email.",
        3: "You can, for example: read a journal.",
    }
    assert mathematics.levels[1] == "You can, for example: count change; add prices."
    assert tuple(mathematics.levels) == (1, 4)
    assert knowledge.name == "Mathematics (knowledge)"
    assert knowledge.prompt == "How good is your knowledge of arithmetic and algebra?"
    assert reading.spread == round(0.5 * 8**0.5 * 4 / 7, 2)


def test_what_surrounds_the_ratings(catalogue: Catalogue) -> None:
    first, second, third = catalogue.roles
    assert first.summary == "Tame numbers for others."
    assert first.responsibilities == ("Tame numbers.", "Feed numbers.")
    assert [item.text for item in first.education] == [
        "Master's Degree: 65 % of those asked call it what a newcomer needs",
        "Bachelor's Degree: 30 % of those asked call it what a newcomer needs",
    ]
    assert first.tools[0].items == ("c", "c-plus-plus", "c-sharp")
    assert [group.items for group in second.tools] == [("c",), ("charting-versus-drawing",)]
    assert [role.seniority for role in catalogue.roles] == ["zone-5", "zone-4", "zone-not-known"]
    assert catalogue.seniorities[1].name == "Extensive preparation needed"
    assert third.family == "Management"


def test_what_is_related_and_what_fills_the_days(catalogue: Catalogue) -> None:
    first, second, third = catalogue.roles
    assert [role.related for role in catalogue.roles] == [(second.slug, third.slug), (), ()]
    assert [item.importance for item in second.activities] == [2.33, 3, 4.5, 1, 1, 3]
    assert [item.activity for item in first.activities] == [
        activity.slug for activity in catalogue.activities
    ]
    assert not third.activities


def test_attribution(catalogue: Catalogue) -> None:
    assert "O*NET 30.0 Database" in catalogue.attribution
    assert "CC BY 4.0" in catalogue.attribution


def test_every_skill_is_asked(catalogue: Catalogue) -> None:
    (questionnaire,) = catalogue.questionnaires
    asked = [slug for section in questionnaire.sections for slug in section.skills]
    assert asked == [skill.slug for skill in catalogue.skills]


def test_what_is_left_out_is_told(sample: Imported) -> None:
    assert [str(warning) for warning in sample.warnings] == [
        "Skills.txt: 1: ratings that O*NET calls imprecise; taken as they are",
        "Task Statements.txt: line 4, 99-9999.00: names an occupation that Occupation Data does "
        "not have; left out",
    ]


@pytest.mark.parametrize(
    ("value", "level"), [(0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4)]
)
def test_anchors_go_to_the_nearest_level(value: float, level: int) -> None:
    assert nearest_level(value) == level


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "LV\t4.62",
            "LV\t9.9",
            "line 7, column Data Value: must be a number from 0 to 7; got '9.9'",
        ),
        ("\tLV\t7.00", "\tXX\t7.00", "line 5, column Scale ID: must be one of IM, LV; got 'XX'"),
        ("15-0002.00\tIM\t4.12", "15-2\tIM\t4.12", "must look like 15-2051.00; got '15-2'"),
        ("Data Value", "Value", "Skills.txt: has no column Data Value; it has: Title, Element ID"),
        ("\t8\t0.5000\tN", "\t8\t0.5000", "line 3: has 10 cells where the header has 11"),
    ],
)
def test_problems_are_located(tmp_path: Path, old: str, new: str, message: str) -> None:
    shutil.copytree(SAMPLE, tmp_path / "release")
    path = tmp_path / "release" / "db_30_0_text" / "Skills.txt"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
    with pytest.raises(CatalogueError) as caught:
        read_onet(tmp_path / "release")
    assert f"Skills.txt: {message}" in str(caught.value) or message in str(caught.value)


def test_a_release_may_lack_details(tmp_path: Path) -> None:
    folder = tmp_path / "release"
    folder.mkdir()
    for name in ("Occupation Data", "Skills", "Knowledge"):
        shutil.copy(SAMPLE / "db_30_0_text" / f"{name}.txt", folder)
    imported = read_onet(folder)
    assert find_problems(imported.catalogue) == []
    assert sum("is not in this release" in str(item) for item in imported.warnings) == 6


@real_data
def test_the_real_release() -> None:
    told: list[str] = []
    imported = read_onet(ONET, told.append)
    catalogue = imported.catalogue
    assert find_problems(catalogue) == []
    assert len(catalogue.roles) == 1016
    assert sum(role.is_rated for role in catalogue.roles) == 879
    assert len(catalogue.skills) == 68
    assert all(skill.spread and skill.levels for skill in catalogue.skills)
    assert sum(len(role.responsibilities) for role in catalogue.roles) == 18796
    assert sum(len(group.items) for role in catalogue.roles for group in role.tools) == 32681
    # Of 858; for the others O*NET recommends not to use the shares that count.
    assert sum(bool(role.education) for role in catalogue.roles) == 835
    assert [warning.path for warning in imported.warnings] == ["124", "4,779", "199"]
    zoned = [role for role in catalogue.roles if role.seniority != "zone-not-known"]
    assert len(zoned) == 923
    (questionnaire,) = catalogue.questionnaires
    assert sum(len(section.skills) for section in questionnaire.sections) == 68
    assert len(questionnaire.activities) == 6
    assert sum(len(role.activities) == 6 for role in catalogue.roles) == 923
    assert all(role.activities for role in catalogue.scorable().roles)
    with zipfile.ZipFile(ONET) as archive:
        rows = archive.read("db_29_3_text/Related Occupations.txt").decode().splitlines()
    primary = sum("\tPrimary-" in row for row in rows)
    assert sum(len(role.related) for role in catalogue.roles) == primary == 9230
    assert "O*NET 29.3" in catalogue.attribution
    assert "Skills.txt: 61,530 rows" in told
    assert "Knowledge.txt: 58,014 rows" in told
