"""What a person makes of a step: how far they are, notes, the way to it, where to learn it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Status, StepProgress
from roles.document.parse import parse_catalogue
from roles.draft import actions
from roles.models import Edition
from tests.assessments.person import PLAN, Person
from tests.roles.factory import small_plain

pytestmark = pytest.mark.django_db

STEP = "skill/sql/2"
FREE, PAID = "https://example.org/", "https://example.org/paid"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Noon on 25 November 2026, a Wednesday, until it is moved."""
    with time_machine.travel("2026-11-25T12:00:00+00:00", tick=False) as clock:
        yield clock


@pytest.fixture
def published(db: None) -> Edition:
    """The small catalogue with two ways to SQL 2, the first with a free page and a paid course."""
    plain = small_plain()
    steps = plain["skills"][1]["steps"]
    course = {"title": "A course", "url": PAID, "cost": "paid", "format": "course"}
    steps[1]["resources"].append({**steps[1]["resources"][0], **course})
    steps.append({**steps[1], "slug": "sql-2-quick", "title": "A quick way", "hours": 8})
    actions.import_catalogue(catalogue=parse_catalogue(plain))
    return actions.publish(note="First", author="tests")


def note(person: Person, **fields: str) -> Any:
    return person.post("plan/note/", {"step": STEP, "status": "todo", **fields})


def saved() -> StepProgress:
    return StepProgress.objects.get(step=STEP)


def figures(html: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", html))


def step_of(html: str, anchor: str = "skill-sql-2") -> str:
    """What is said of one step."""
    return html[html.index(f'id="{anchor}"') :].split('<li class="step')[0]


def test_notes_are_kept_and_shown(finished: Person) -> None:
    response = note(
        finished,
        status="doing",
        note="Slow at first.\nThen faster.",
        evidence="https://example.org/me?a=1&b=2\nAnna has seen it",
        intention="Tuesdays at the <kitchen> table",
    )
    assert response["Location"] == finished.url("plan/") + "#skill-sql-2"
    html = finished.text("plan/")
    step = step_of(html)
    assert "Slow at first.<br>Then faster." in step
    link = 'href="https://example.org/me?a=1&amp;b=2" rel="noopener noreferrer nofollow"'
    assert f"<a {link}>https://example.org/me?a=1&amp;b=2</a><br>Anna has seen it" in step
    assert "Tuesdays at the &lt;kitchen&gt; table" in step
    assert "Doing" in step
    assert html.index("This week") < html.index("Tuesdays at the") < html.index('id="skill-sql-2"')


@pytest.mark.parametrize(
    "evidence",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://",
        "http://[x",
        "See https://example.org/",
        "https://example.org/a b",
    ],
)
def test_only_a_web_address_becomes_a_link(finished: Person, evidence: str) -> None:
    note(finished, evidence=evidence)
    assert "nofollow" not in step_of(finished.text("plan/"))
    assert saved().evidence == evidence


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("status", "asleep", "How far are you: choose one from the list"),
        ("note", "é" * 2001, "Note: 2001 characters are too many, at most 2000"),
        ("evidence", "x" * 2001, "What shows that you can: 2001 characters are too many"),
        ("intention", "x" * 301, "When and where you mean to do it: 301 characters are too many"),
        ("way", "sql-3", "Which way: choose one of those shown"),
        ("resource", "https://evil.example/", "Where to learn it: choose one of those shown"),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    finished: Person, field: str, typed: str, message: str
) -> None:
    note(finished, note="Before")
    response = note(finished, **{"note": "Typed", field: typed})
    html = response.content.decode()
    assert response.status_code == 422
    assert f'<a href="#id_skill-sql-2_{field}' in html
    assert message in html
    step = step_of(html)
    assert '<details class="step-form print-hidden" open>' in step
    assert f'id="id_skill-sql-2_{field}_error"' in step
    assert "Typed" in step or typed in step
    assert saved().note == "Before"


def test_line_breaks_are_one_character_and_none_stand_at_the_ends(finished: Person) -> None:
    note(finished, note="\r\n  Indented" + "\r\n" * 1980 + "End\r\n")
    assert saved().note == "Indented" + "\n" * 1980 + "End"


@pytest.mark.parametrize("step", ["skill/sql/3", "own/1", "role/modeller/1", "", "x" * 999])
def test_a_step_of_no_plan(finished: Person, step: str) -> None:
    response = finished.post("plan/note/", {"step": step, "status": "done"})
    assert response["Location"] == finished.url("plan/")
    assert "That step is not in this plan." in finished.text("plan/")
    assert not StepProgress.objects.exists()


def test_a_done_step_keeps_its_day(finished: Person, clock: time_machine.Traveller) -> None:
    finished.post("plan/tick/", {"step": STEP, "done": "1"})
    clock.move_to("2027-01-11T12:00:00+00:00")
    finished.post("plan/tick/", {"step": STEP, "done": "1"})
    note(finished, status="done", note="Done!")
    finished.post("plan/", {**PLAN, "hours_per_week": "1"})
    assert "Done on 25 Nov 2026" in step_of(finished.text("plan/"))
    note(finished, status="doing")
    assert saved().done_at is None
    assert saved().note == "Done!", "what a form leaves out stays"
    finished.post("plan/tick/", {"step": STEP, "done": "1"})
    assert "Done on 11 Jan" in step_of(finished.text("plan/"))


def test_not_for_me_takes_no_hours_and_can_be_taken_back(finished: Person) -> None:
    note(finished, status="skipped", note="I use another tool.")
    html = finished.text("plan/")
    assert figures(html)["Left to do"] == "2 hours"
    assert figures(html)["With the steps you have done"] == "85.7 %"
    assert "0 of 1 steps done" in html
    assert html.index('id="skipped"') < html.index('id="skill-sql-2"')
    assert "would add 14.3 points" in step_of(html)
    results = finished.text()
    assert "Reach level 2" not in results[results.index("What to do first") :]
    finished.post("plan/tick/", {"step": STEP, "done": "0"})
    html = finished.text("plan/")
    assert 'id="skipped"' not in html
    assert figures(html)["Left to do"] == "22 hours"
    assert "I use another tool." in step_of(html)


def test_what_builds_on_a_skipped_step_stays_with_a_hint(finished: Person) -> None:
    finished.post("target/", {"role": "modeller"})
    finished.post("plan/note/", {"step": "skill/statistics/2", "status": "skipped"})
    html = finished.text("plan/")
    hint = "It builds on what you set aside: Reach level 2."
    assert hint in step_of(html, "skill-statistics-3")
    assert hint in step_of(html, "skill-modelling-2"), "which builds on statistics"
    assert hint not in step_of(html, "skill-modelling-1")
    finished.post("plan/", {**PLAN, "plan_kind": "most-readiness", "plan_budget": "5000"})
    html = finished.text("plan/")
    assert 'id="skill-statistics-3"' in html
    assert "Not for me" in html


def test_what_would_put_a_role_first_leaves_skipped_steps_out(finished: Person) -> None:
    assert "not for you" not in finished.text("roles/modeller/first/")
    finished.post("target/", {"role": "modeller"})
    finished.post("plan/note/", {"step": "skill/modelling/1", "status": "skipped"})
    html = finished.text("roles/modeller/first/")
    assert "Steps that you set aside as not for you" in html
    assert "Modelling, " not in html


def test_ways(finished: Person) -> None:
    assert ways(finished) == {"": False, "sql-2": False, "sql-2-quick": False}
    note(finished, way="sql-2-quick")
    assert ways(finished) == {"": False, "sql-2": False, "sql-2-quick": True}
    html = finished.text("plan/")
    assert "A quick way" in step_of(html)
    assert figures(html)["Left to do"] == "10 hours"
    assert '<td class="num">10</td>' in finished.text("what-if/builder/")
    fewest = {**PLAN, "plan_kind": "fewest-hours", "plan_target": "100"}
    finished.post("plan/", fewest)
    assert "8 hours take you" in finished.text("plan/")
    note(finished, way="sql-2")
    assert "20 hours take you" in finished.text("plan/"), "the way chosen, not the quickest"
    note(finished, way="", note="Back to no choice.")
    assert "8 hours take you" in finished.text("plan/")


def ways(person: Person) -> dict[str, bool]:
    """What there is to choose among, and whether the page says that it is chosen."""
    select = re.search(r'<select name="way".*?</select>', step_of(person.text("plan/")))
    assert select
    options = re.findall(r'<option value="([^"]*)"( selected)?>', select[0])
    return {value: bool(chosen) for value, chosen in options}


def test_a_refused_form_keeps_what_was_chosen(finished: Person) -> None:
    page = note(finished, way="sql-2-quick", resource=PAID, note="x" * 2001).content.decode()
    assert '<option value="sql-2-quick" selected>' in step_of(page)
    assert f'<option value="{PAID}" selected>' in step_of(page)


def test_where_to_learn_it(finished: Person) -> None:
    step = step_of(finished.text("plan/"))
    assert "A page, Example (article, free)" in step
    assert "A course, Example (course, paid)" in step
    assert "Your choice" not in step
    step = step_of(finished.text("plan/?cost=free"))
    assert f'href="{PAID}"' not in step
    assert "1 more hidden by your choice of resources." in step
    note(finished, resource=PAID)
    step = step_of(finished.text("plan/?cost=free&kind=video"))
    assert f'href="{PAID}"' in step, "what is chosen stays"
    assert "Your choice" in step
    assert f'href="{FREE}"' not in step


def test_filters_are_kept_and_nonsense_is_no_filter(finished: Person) -> None:
    for rest in ("plan/tick/", "plan/note/"):
        response = finished.post(f"{rest}?cost=free&kind=&x=1", {"step": STEP, "status": "todo"})
        assert response["Location"] == finished.url("plan/") + "?cost=free#skill-sql-2"
    assert finished.text("plan/?cost=lots&kind=x").count("hidden by") == 0


def test_a_skill_not_rated_says_so(finished: Person) -> None:
    finished.post("target/", {"role": "modeller"})
    assert "You have not rated this skill." in step_of(finished.text("plan/"), "skill-statistics-1")


def test_the_trail_shows_how_readiness_has_moved(
    finished: Person, clock: time_machine.Traveller
) -> None:
    assert "How far you have come" not in finished.text("plan/")
    clock.move_to("2026-12-07T12:00:00+00:00")
    finished.post("plan/tick/", {"step": STEP, "done": "1"})
    clock.move_to("2027-01-03T12:00:00+00:00")
    html = finished.text("plan/")
    rows = re.findall(
        r'<tr><th scope="row" class="plan-day">(.*?)</th><td>(.*?)</td><td class="num">(.*?)</td>',
        html,
    )
    assert rows == [
        ("25 Nov 2026", "Rated yourself", "85.7 %"),
        ("7 Dec 2026", "Reach level 2", "100.0 %"),
    ]
    assert "From 85.7 % on 25 Nov 2026 to 100.0 % on 3 Jan." in html


def test_more_progress_asks_the_database_no_more(finished: Person) -> None:
    finished.post("target/", {"role": "modeller"})
    counts = []
    for status in (None, *Status):
        if status:
            for level in (1, 2, 3):
                step = f"skill/statistics/{level}"
                finished.post("plan/note/", {"step": step, "status": status, "note": "x"})
            own = {"title": "Mine", "hours": "3", "phase": "connect"}
            assert finished.post("plan/own/", own).status_code == 302
        with CaptureQueriesContext(connection) as queries:
            finished.text("plan/")
        counts.append(len(queries))
    assert len(set(counts)) == 1
