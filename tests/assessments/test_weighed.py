"""Where enjoyment counts in the order of roles: no page calls the first of them the closest."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessments import result
from assessments.models import Assessment
from assessments.reassessment.changes import ChangesPage, changes_page
from assessments.reassessment.reckoning import Line
from roles.document.parse import parse_catalogue
from roles.draft import actions
from tests.assessments.person import Person
from tests.roles.factory import small_plain

pytestmark = pytest.mark.django_db


def publish(title: str) -> None:
    """The small catalogue, in which a modeller explains and builds nothing."""
    plain = small_plain() | {"title": title}
    plain["roles"][2]["activities"] = [{"activity": "explain", "importance": 5}]
    actions.import_catalogue(catalogue=parse_catalogue(plain))
    actions.publish(note=title, author="tests")


@pytest.fixture
def builder(db: None) -> Person:
    """Somebody who can do what a builder does and would enjoy what a modeller does."""
    publish("First")
    person = Person().begin()
    person.leave(1, {"skill-python": "3", "skill-sql": "2"})
    person.leave(2, {"skill-statistics": "0", "skill-modelling": "0"})
    person.leave(3, {"activity-build": "0", "activity-explain": "4"})
    person.leave(4, {"hours_per_week": "10"})
    return person.finish()


@pytest.fixture
def weighed(builder: Person) -> Person:
    """The same, with enjoyment alone in the order."""
    builder.post("weight/", {"percent": "100"})
    return builder


def test_no_page_says_closest(weighed: Person, stranger: Client) -> None:
    day = timezone.localdate() + timedelta(days=3)
    weighed.post("take-along/share/", {"shows": "result", "ends_on": str(day)})
    shared = stranger.get(f"/shared/{weighed.row.shares.get().key}/").content.decode()
    assert "<h1>As they weigh it, Modeller comes first</h1>" in shared
    what_if = weighed.text("what-if/builder/")
    assert "Modeller stays first as you weigh it." in what_if
    publish("Second")
    current = weighed.text("current/")
    assert "Modeller is first as you weigh it with the current content, too" in current
    weighed.client.post("/assessments/start/", {"from": weighed.key})
    again = Person()
    again.client, again.key = weighed.client, Assessment.objects.get(earlier=weighed.row).key
    changes = again.finish().text("changes/")
    assert "Modeller is still first as you weigh it" in changes
    history = weighed.client.get("/assessments/history/").content.decode()
    for page in (weighed.text(), what_if, history):
        assert ">First as you weigh it<" in page
    for page in (weighed.text(), shared, what_if, current, changes, history):
        assert "closest" not in page.lower()


def reweighed(builder: Person) -> ChangesPage:
    """The same answers once more, with enjoyment alone in the order."""
    builder.client.post("/assessments/start/", {"from": builder.key})
    again = Person()
    again.client, again.key = builder.client, Assessment.objects.get(earlier=builder.row).key
    again.finish().post("weight/", {"percent": "100"})
    before, after = (result.compute_result(row) for row in (builder.row, again.row))
    return changes_page(again.row, before, after, [builder.row], "modeller")


def test_what_the_weight_moved_is_not_called_the_answers_doing(builder: Person) -> None:
    page = reweighed(builder)
    assert page.headline == "Builder came first, now Modeller does"
    assert page.lines[1:3] == [
        Line("Enjoyment counts 100 %, not 0 %", "2 up", "+0.0", "+0.0", moved=True),
        Line("What your answers changed", "same", "+0.0", "+0.0", moved=True),
    ]
    again = Person()
    again.client, again.key = builder.client, page.after.key
    assert "so no difference comes from the content" in again.text("changes/")


def test_with_new_content_the_weight_has_a_line_of_its_own(builder: Person) -> None:
    publish("Second")
    labels = [line.label for line in reweighed(builder).lines]
    assert labels[1] == "What the content changed"
    assert labels[3:5] == ["Enjoyment counts 100 %, not 0 %", "What your answers changed"]
