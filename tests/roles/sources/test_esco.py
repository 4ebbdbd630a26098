"""ESCO: the sample and the real classification."""

from collections import Counter

import pytest

from roles.document.validate import find_problems
from roles.sources.base import Imported
from roles.sources.esco import read_esco
from tests.roles.sources.places import ESCO, SAMPLES, real_data


@pytest.fixture(scope="module")
def sample() -> Imported:
    return read_esco(SAMPLES / "esco")


def test_groups_are_asked_for(sample: Imported) -> None:
    tamer, gardener, bystander = sample.catalogue.roles
    assert [(item.skill, item.level, item.importance) for item in tamer.requirements] == [
        ("calculating", 3.0, 5.0),
        ("mathematics-and-statistics", 2.0, 2.33),
    ]
    assert tamer.requirements[0].note == "1 essential, 1 optional: count numbers; feed numbers"
    assert [item.skill for item in gardener.requirements] == ["tending-plants"]
    assert not bystander.is_rated


def test_the_catalogue(sample: Imported) -> None:
    catalogue = sample.catalogue
    assert find_problems(catalogue) == []
    assert catalogue.families == ("Professionals", "Craft workers")
    assert catalogue.categories == (
        "Information skills",
        "Other skills",
        "Knowledge: natural sciences, mathematics and statistics",
    )
    assert catalogue.roles[0].title == "Number tamer"
    assert catalogue.roles[0].summary == "Number tamers tame numbers."
    assert catalogue.skills[0].prompt == "How good are you at calculating?"
    assert catalogue.skills[2].prompt == "How much do you know of mathematics and statistics?"
    assert "defaults, not findings" in catalogue.description
    assert "European Commission" in catalogue.attribution


def test_what_points_nowhere_is_told(sample: Imported) -> None:
    assert sorted(str(warning) for warning in sample.warnings) == [
        "occupationSkillRelations.csv: line 4: does not say whether it is a skill or knowledge; "
        "used",
        "occupationSkillRelations.csv: line 7: names an occupation that is not there; left out",
        "occupationSkillRelations.csv: line 8: names a skill that is not there; left out",
        "skills: dream: belongs to no group of skills; left out",
    ]


@real_data
def test_the_real_classification() -> None:
    told: list[str] = []
    imported = read_esco(ESCO, told.append)
    catalogue = imported.catalogue
    assert find_problems(catalogue) == []
    assert len(catalogue.roles) == 3007
    assert all(role.is_rated for role in catalogue.roles)
    assert len(catalogue.skills) == 112
    assert "occupationSkillRelations.csv: 123,855 rows" in told
    assert "skills_en.csv: 13,896 rows" in told
    assert Counter(warning.message for warning in imported.warnings) == {
        "names an occupation that is not there; left out": 67,
        "does not say whether it is a skill or knowledge; used": 5,
    }
