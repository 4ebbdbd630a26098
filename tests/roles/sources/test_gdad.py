"""The GOV.UK framework: the sample and the real tables."""

import pytest

from roles.document.validate import find_problems
from roles.sources.base import Imported
from roles.sources.gdad import read_gdad
from tests.roles.sources.places import GDAD, SAMPLES, real_data


@pytest.fixture(scope="module")
def sample() -> Imported:
    return read_gdad(SAMPLES / "gdad")


def test_a_role_for_each_role_level(sample: Imported) -> None:
    senior, tamer, chief = sample.catalogue.roles
    assert [(item.skill, item.level) for item in senior.requirements] == [
        ("taming", 4.0),
        ("counting-well", 2.0),
    ]
    assert (senior.seniority, tamer.seniority) == ("senior", "practising")
    assert senior.responsibilities == ("Tame big numbers", "Help others")
    assert senior.definition == "A number tamer tames numbers.\n\nA senior number tamer tames many."
    assert senior.summary == "A senior number tamer tames many."
    assert (chief.title, chief.requirements) == ("Chief tamer", ())
    assert chief.definition.endswith("Skills named for it, without levels: Leading.")


def test_skills(sample: Imported) -> None:
    catalogue = sample.catalogue
    assert find_problems(catalogue) == []
    taming = catalogue.skills[0]
    assert taming.levels[1] == "You can: describe taming; watch it."
    assert taming.levels[4] == "You can tame any number."
    (section,) = catalogue.questionnaires[0].sections
    assert section.skills == ("taming", "counting-well")
    assert "Open Government Licence" in catalogue.attribution


def test_an_unknown_skill_is_told(sample: Imported) -> None:
    assert [str(warning) for warning in sample.warnings] == [
        "roles.csv: line 30, Flying: is not in skills.csv; left out"
    ]


@real_data
def test_the_real_framework() -> None:
    told: list[str] = []
    imported = read_gdad(GDAD, told.append)
    catalogue = imported.catalogue
    assert find_problems(catalogue) == []
    assert "roles.csv: 1,825 rows" in told
    assert (len(catalogue.roles), len(catalogue.skills)) == (205, 188)
    assert [role.title for role in catalogue.roles if not role.is_rated] == [
        "Chief data officer",
        "Chief digital and information officer",
        "Chief information security officer",
        "Chief technology officer",
    ]
    # 1,825 rows less 28 without a level and 16 that repeat one of 13 others.
    asked = sum(len(role.requirements) for role in catalogue.roles)
    assert asked == 1781
    assert imported.warnings == ()
    assert max(len(section.skills) for section in catalogue.questionnaires[0].sections) <= 12
