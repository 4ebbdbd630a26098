"""The catalogue that comes with the site is complete."""

from collections import Counter
from math import ceil

from roles.document.types import LEVELS, Catalogue, Phase
from roles.document.validate import find_problems


def test_it_can_be_published(builtin: Catalogue) -> None:
    assert find_problems(builtin) == []
    assert (len(builtin.roles), len(builtin.skills)) == (24, 40)


def test_every_level_is_described(builtin: Catalogue) -> None:
    for skill in builtin.skills:
        assert tuple(skill.levels) == LEVELS[1:], skill.slug
        assert all(text.startswith("You can") for text in skill.levels.values()), skill.slug


def test_every_gap_has_a_learning_step(builtin: Catalogue) -> None:
    asked: Counter[str] = Counter()
    for role in builtin.roles:
        for requirement in role.requirements:
            asked[requirement.skill] = max(asked[requirement.skill], ceil(requirement.level))
    for skill in builtin.skills:
        assert asked[skill.slug], f"no role asks for {skill.slug}"
        reached = {step.level for step in skill.steps}
        assert set(range(1, asked[skill.slug] + 1)) <= reached, skill.slug


def test_every_step_has_resources(builtin: Catalogue) -> None:
    for skill in builtin.skills:
        for step in skill.steps:
            assert len(step.resources) >= 2, step.slug
            assert all(item.url.startswith("https://") for item in step.resources), step.slug
            assert len({item.url for item in step.resources}) == len(step.resources), step.slug


def test_every_role_is_told_in_full(builtin: Catalogue) -> None:
    for role in builtin.roles:
        assert len(role.responsibilities) >= 5, role.slug
        assert {step.phase for step in role.getting_started} == set(Phase), role.slug
        for part in ("summary", "definition", "requirements", "activities", "sources"):
            assert getattr(role, part), f"{role.slug} has no {part}"


def test_salaries_rest_on_enough_rows(builtin: Catalogue) -> None:
    salaries = [salary for role in builtin.roles for salary in role.salaries]
    assert salaries
    assert all(salary.n >= 30 for salary in salaries)


def test_nothing_is_told_twice(builtin: Catalogue) -> None:
    for role in builtin.roles:
        for part in (role.responsibilities, role.salaries, role.outlook, role.getting_started):
            assert len(set(part)) == len(part), role.slug
    titles = [role.title for role in builtin.roles]
    definitions = [role.definition for role in builtin.roles]
    names = [skill.name for skill in builtin.skills]
    for values in (titles, definitions, names):
        assert len(set(values)) == len(values)


def test_the_questionnaire_asks_about_everything(builtin: Catalogue) -> None:
    full = builtin.questionnaires[0]
    asked = [slug for section in full.sections for slug in section.skills]
    assert sorted(asked) == sorted(skill.slug for skill in builtin.skills)
    assert sorted(full.activities) == sorted(item.slug for item in builtin.activities)
