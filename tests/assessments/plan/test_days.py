"""The plan over real weeks: its start, weeks off, and the day to be ready by."""

import re
from collections.abc import Iterator

import pytest
import time_machine

from tests.assessments.person import PLAN, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Noon on 25 November 2026, a Wednesday, until it is moved."""
    with time_machine.travel("2026-11-25T12:00:00+00:00", tick=False) as clock:
        yield clock


def days(html: str) -> list[str]:
    """When the steps are to be done, in the order of the phases."""
    phases = html[html.index('id="phase-') :]
    return re.findall(r'<strong class="step-days">([^<]*)</strong>', phases)


def lay_out(person: Person, **fields: object) -> str:
    response = person.post("plan/", {**PLAN, **fields})
    assert response.status_code == 302, response.content.decode()
    return person.text("plan/")


def test_from_the_day_of_completion(finished: Person) -> None:
    html = finished.text("plan/")
    assert days(html) == ["25 Nov to 6 Dec", "7 Dec to 13 Dec"]
    assert "Left empty: 25 Nov, when you finished your answers." in html
    assert ">This week<" in html


def test_what_is_left_moves_with_time_and_only_from_week_to_week(
    finished: Person, clock: time_machine.Traveller
) -> None:
    clock.move_to("2026-11-29T23:00:00+00:00")
    assert days(finished.text("plan/"))[0] == "25 Nov to 6 Dec"
    for day in ("2026-11-30", "2026-12-06"):
        clock.move_to(f"{day}T12:00:00+00:00")
        assert days(finished.text("plan/"))[0] == "30 Nov to 13 Dec"
    clock.move_to("2027-01-01T12:00:00+00:00")
    assert days(finished.text("plan/"))[0] == "28 Dec 2026 to 10 Jan"


def test_a_start_and_weeks_off(finished: Person) -> None:
    html = lay_out(
        finished, plan_start="2026-12-02", weeks_off=["2026-12-10", "2026-12-07", "2026-12-21"]
    )
    assert days(html) == ["2 Dec to 20 Dec", "28 Dec to 3 Jan 2027"]
    assert ">From 2 Dec<" in html
    assert finished.row.weeks_off == ["2026-12-07", "2026-12-21"]
    assert "Weeks off: 2 chosen" in html
    assert re.search(r'value="2026-12-07"[^>]*checked', html)
    assert 'value="2026-12-02"' in html


def test_hours_lay_out_what_is_left_and_leave_what_is_done(finished: Person) -> None:
    finished.post("plan/tick/", {"step": "role/builder/1", "done": "1"})
    html = lay_out(finished, hours_per_week="5")
    assert days(html) == ["25 Nov to 20 Dec", "Done on 25 Nov"]


def deadline(html: str) -> str:
    found = re.search(r'id="deadline">(.*?)</div>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", found[1]).split()) if found else ""


def test_a_plan_that_fits(finished: Person) -> None:
    html = lay_out(finished, ready_by="2026-12-13")
    assert deadline(html) == "This fits: the plan ends on 13 Dec, you want to be ready by 13 Dec."
    finished.post("plan/tick/", {"step": "skill/sql/2", "done": "1"})
    finished.post("plan/tick/", {"step": "role/builder/1", "done": "1"})
    assert deadline(finished.text("plan/")) == ""


def test_a_plan_that_does_not_fit(finished: Person) -> None:
    """162 hours; until 17 January eight weeks are over, one of them off."""
    finished.post("target/", {"role": "modeller"})
    html = lay_out(finished, hours_per_week="5", ready_by="2027-01-17", weeks_off=["2026-12-21"])
    assert deadline(html) == (
        "This does not fit by 17 Jan 2027: it needs 24 hours a week, or until 18 Jul 2027. "
        "Or these steps first, 20 hours in all: of the steps as planned, no others take "
        "you further by then. They take you from 0.0 % to 30.6 %. Which 2 steps? "
        "Reach level 1: Statistics to level 1, 10 hours "
        "Reach level 1: Modelling to level 1, 10 hours"
    )
    fits = lay_out(finished, hours_per_week="24", ready_by="2027-01-17", weeks_off=["2026-12-21"])
    assert deadline(fits).startswith("This fits: the plan ends on 17 Jan 2027")
    just = lay_out(finished, hours_per_week="23", ready_by="2027-01-17", weeks_off=["2026-12-21"])
    assert deadline(just).startswith("This does not fit")


def test_no_time_at_all(finished: Person, clock: time_machine.Traveller) -> None:
    html = lay_out(finished, ready_by="2026-11-28")
    assert deadline(html) == (
        "This does not fit: no whole week of study is left until 28 Nov. It needs until 13 Dec."
    )
    clock.move_to("2026-12-01T12:00:00+00:00")
    assert deadline(finished.text("plan/")) == "28 Nov has passed. What is left takes until 20 Dec."
    finished.post("target/", {"role": "modeller"})
    html = lay_out(finished, ready_by="2026-12-13")
    assert "not even at 80 hours a week" in deadline(html)


def test_a_short_plan_is_measured_by_its_own_steps(finished: Person) -> None:
    finished.post("target/", {"role": "modeller"})
    html = lay_out(finished, plan_kind="fewest-hours", ready_by="2027-01-03")
    assert deadline(html).startswith(
        "This does not fit by 3 Jan 2027: it needs 20 hours a week, or until 14 Feb 2027."
    )


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("plan_start", "soon", "First day: enter a day, for example 30/11/2026"),
        ("plan_start", "2026-02-30", "First day: enter a day, for example 30/11/2026"),
        ("plan_start", "1999-12-31", "First day: enter a day in the years 2000 to 2199"),
        ("plan_start", "9999-12-31", "First day: enter a day in the years 2000 to 2199"),
        ("ready_by", "2200-01-01", "Ready by: enter a day in the years 2000 to 2199"),
        ("ready_by", "2026-12-01", "Ready by: enter a day after the first day"),
        ("weeks_off", ["2026-12-07", "never"], "Weeks off: choose from the weeks shown"),
        ("weeks_off", ["9999-12-31"], "Weeks off: choose from the weeks shown"),
        ("weeks_off", ["2026-12-07"] * 201, "Weeks off: choose at most 200"),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    finished: Person, field: str, typed: object, message: str
) -> None:
    form = {**PLAN, "hours_per_week": "7", "plan_start": "2026-12-01", field: typed}
    response = finished.post("plan/", form)
    html = response.content.decode()
    assert response.status_code == 422
    assert f">{message}</a>" in html
    assert 'value="7"' in html
    if isinstance(typed, str):
        assert f'value="{typed}"' in html
    row = finished.row
    assert (row.plan_start, row.ready_by, row.weeks_off, row.hours_per_week) == (None, None, [], 10)


@pytest.mark.parametrize("day", ["2001-01-01", "2026-11-25"])
@pytest.mark.parametrize("saved", ["", "2026-11-02"])
def test_without_a_first_day_the_plan_begins_with_the_completion(
    finished: Person, day: str, saved: str
) -> None:
    lay_out(finished, plan_start=saved)
    response = finished.post("plan/", {**PLAN, "ready_by": day})
    assert response.status_code == 422
    said = "Ready by: enter a day after the first day, 25 Nov"
    assert f">{said}</a>" in response.content.decode()
    assert finished.row.ready_by is None
    lay_out(finished, ready_by="2026-11-26")


def test_a_day_kept_from_before_may_stay(finished: Person, clock: time_machine.Traveller) -> None:
    """Whoever rates themselves again after the day to be ready by can still save their plan."""
    lay_out(finished, ready_by="2026-12-13")
    clock.move_to("2027-01-11T12:00:00+00:00")
    later = Person()
    later.client = finished.client
    later.key = finished.post("again/")["Location"].split("/")[2]
    later.finish()
    lay_out(later, ready_by="2026-12-13", hours_per_week="20")
    assert later.row.hours_per_week == 20
    assert later.post("plan/", {**PLAN, "ready_by": "2026-12-14"}).status_code == 422


@pytest.mark.parametrize("typed", ["30/11/2026", "30.11.2026", "30 November 2026", "30 Nov 2026"])
def test_days_as_people_write_them(finished: Person, typed: str) -> None:
    lay_out(finished, plan_start=typed)
    assert str(finished.row.plan_start) == "2026-11-30"
