"""A result never changes with the content, and its pages cost the same for any catalogue."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roles.document.types import Catalogue, Role
from roles.draft import actions
from tests.assessments.person import Person
from tests.roles.factory import small_catalogue

pytestmark = pytest.mark.django_db

PAGES = ("", "?all=1", "roles/builder/", "roles/modeller/", "plan/")


def drawn(person: Person) -> list[str]:
    """Every page, without what keeps forms from being forged and that there is newer content."""
    passing = r'name="csrfmiddlewaretoken" value="\w+"|<li>[^\n]*with the current content[^\n]*'
    return [re.sub(passing, "", person.text(rest)).replace("\n    \n", "\n") for rest in PAGES]


def publish_harder_builder() -> None:
    """An edition in which a builder needs python at 4 instead of 3."""
    catalogue = small_catalogue()
    builder = catalogue.roles[0]
    python = builder.requirements[0].replaced(level=4.0)
    harder = builder.replaced(
        title="Harder builder", requirements=(python, *builder.requirements[1:])
    )
    actions.import_catalogue(catalogue=catalogue.replaced(roles=(harder, *catalogue.roles[1:])))
    actions.publish(note="Harder", author="tests")


def test_publishing_a_change_leaves_every_result_as_it_was(finished: Person) -> None:
    finished.post("plan/tick/", {"step": "skill/sql/2", "done": "1"})
    before = drawn(finished)
    publish_harder_builder()
    assert drawn(finished) == before

    later = Person().begin()
    later.answer_all().finish()
    assert later.row.edition.number == 2
    html = later.text("roles/builder/")
    assert "Harder builder" in html
    assert "69.2 %" in html, "18 of 26"
    assert "85.7 %" in before[2], "18 of 21"


def test_an_unfinished_assessment_stays_on_its_edition(person: Person) -> None:
    person.leave(1, {"skill-python": "3", "skill-sql": "1"})
    publish_harder_builder()
    person.leave(2, {"skill-statistics": "0", "skill-modelling": "0"})
    assert "85.7 %" in person.finish().text("roles/builder/")


def test_restoring_an_edition_leaves_results_alone_too(finished: Person) -> None:
    before = drawn(finished)
    publish_harder_builder()
    actions.restore(number=1, author="tests")
    assert drawn(finished) == before


def test_the_number_of_queries_does_not_grow_with_the_catalogue(builtin: Catalogue) -> None:
    role = builtin.roles[0].slug
    roles = tuple(
        _shortened(item.replaced(slug=f"{item.slug}-{n}", title=f"{item.title} {n}") if n else item)
        for n in range(42)
        for item in builtin.roles
    )
    small = _queries(builtin.replaced(roles=roles[:24]), role)
    big = _queries(builtin.replaced(roles=roles[:1000]), role)
    assert small == big
    assert max(small.values()) <= 8


def _shortened(role: Role) -> Role:
    """Less of everything, because storing a thousand whole roles takes long."""
    parts = [name for name, value in role if isinstance(value, tuple)]
    return role.replaced(**{name: getattr(role, name)[:2] for name in parts})


def _queries(catalogue: Catalogue, role: str) -> dict[str, int]:
    actions.import_catalogue(catalogue=catalogue)
    actions.publish(note="", author="tests")
    person = Person().begin()
    first: Any = catalogue.questionnaires[0].sections[0].skills
    person.leave(1, {f"skill-{slug}": "2" for slug in first})
    person.finish()
    counts = {}
    for rest in ("", "?all=1", f"roles/{role}/", "plan/"):
        person.text(rest)
        with CaptureQueriesContext(connection) as queries:
            person.text(rest)
        counts[rest] = len(queries)
    return counts
