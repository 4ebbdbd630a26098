"""Values at every limit: the file takes them, every page and format holds them, no more fits."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from assessments.models import Assessment, OwnStep, PlanKind, StepProgress, limits
from assessments.plan.forms import PlanForm
from roles.draft import actions
from tests.assessments.person import PLAN, Person
from tests.roles.factory import small_catalogue

WEEK = timedelta(weeks=1)
FIRST_WEEKS = [limits.FIRST_MONDAY + n * WEEK for n in range(limits.MOST_WEEKS_OFF)]
LAST_WEEKS = sorted(date(2199, 12, 30) - n * WEEK for n in range(limits.MOST_WEEKS_OFF))
ODD = ["x", "é", "=", "-", "<", "\\", "|", "*", "\n", "\r", "\x0b", "\x1f", "\u2028", "\U0001f600"]


def text(longest: int) -> st.SearchStrategy[str]:
    """Nothing, or a text as long as it may be."""
    return st.just("") | st.sampled_from(ODD).map(lambda letter: letter * longest)


def ends(pair: tuple[int, int]) -> st.SearchStrategy[int]:
    return st.sampled_from(pair)


@st.composite
def files(draw: st.DrawFn, most: bool = False) -> dict[str, Any]:
    """A file each of whose values is at one of its limits; ``most``: all at the highest."""

    def one(values: st.SearchStrategy[Any], highest: Any) -> Any:
        return highest if most else draw(values)

    def end(pair: tuple[int, int]) -> int:
        return int(one(ends(pair), pair[1]))

    def words(longest: int) -> str:
        return str(one(text(longest), ("word " * longest)[-longest - 1 : -1]))

    first, now = datetime(2001, 1, 1, tzinfo=UTC), timezone.now()
    moments = sorted([one(st.sampled_from([first, now]), now), one(st.just(first), first)])
    start = one(st.sampled_from([None, limits.FIRST_DAY, date(2199, 12, 30)]), limits.FIRST_DAY)
    own = {
        "role": "builder",
        "title": "x" + words(limits.LONGEST_TITLE - 1),
        "what": words(limits.LONGEST_WHAT),
        "hours": end(limits.OWN_STEP_HOURS),
        "phase": "connect",
        "added_at": str(moments[0]),
    }
    count = limits.MOST_OWN_STEPS if most else draw(st.sampled_from([0, 1]))
    line = {
        "status": "done",
        "note": words(limits.LONGEST_NOTE),
        "evidence": words(limits.LONGEST_EVIDENCE),
        "intention": words(limits.LONGEST_INTENTION),
        "way": words(limits.LONGEST_WAY),
        "resource": words(limits.LONGEST_RESOURCE),
        "done_at": str(moments[1]),
    }
    return {
        "schema": "careerpath-assessment",
        "version": 1,
        "edition": {"number": 1, "digest": "0" * 64},
        "questionnaire": "full",
        "way": "full",
        "started_at": str(moments[0]),
        "completed_at": str(moments[1]),
        "answers": {"ratings": {"python": one(st.sampled_from([0, 4]), 4)}, "interests": {}},
        "background": {"education": words(limits.LONGEST_EDUCATION), "tools": []},
        "plan": {
            "target_role": "builder",
            "interest_weight": end(limits.INTEREST_WEIGHT),
            "hours_per_week": end(limits.HOURS_A_WEEK),
            "kind": one(st.sampled_from(PlanKind.values), PlanKind.MOST_READINESS),
            "target": end(limits.PLAN_TARGET),
            "budget": end(limits.PLAN_BUDGET),
            "start": start and str(start),
            "ready_by": one(st.sampled_from([None, "2199-12-31"]), "2199-12-31"),
            "weeks_off": [
                str(day) for day in one(st.sampled_from([[], FIRST_WEEKS, LAST_WEEKS]), LAST_WEEKS)
            ],
            "progress": [
                {"step": step, **line}
                for step in ("skill/sql/2", "own/1" if count else "skill/python/1")
            ],
            "own_steps": [own] * count,
        },
    }


def bring_in(client: Client, data: dict[str, Any]) -> Person:
    sent = SimpleUploadedFile("x.json", json.dumps(data).encode())
    response = client.post("/assessments/import/", {"file": sent})
    assert response.status_code == 302, response.content.decode()
    person = Person()
    person.client, person.key = client, response["Location"].split("/")[2]
    return person


def goes_out_again(person: Person, *formats: str) -> None:
    for rest in ("", "plan/", "calendar.ics", *(f"export/{slug}/" for slug in formats)):
        assert person.get(rest).status_code == 200, rest
    exported = person.get("export/json/").content
    assert bring_in(person.client, json.loads(exported)).get("export/json/").content == exported


def saved_untouched(person: Person) -> None:
    """The form of the plan takes what it shows."""
    form = PlanForm(person.row, timezone.localdate())
    sent = {name: form[name].value() for name in form.fields}
    response = person.post("plan/", {name: value for name, value in sent.items() if value})
    assert response.status_code == 302, response.content.decode()


class AtTheLimits(TestCase):
    """Whatever the file takes can be looked at, saved as it is and exported in every format."""

    @classmethod
    def setUpTestData(cls) -> None:
        actions.import_catalogue(catalogue=small_catalogue())
        cls.digest = actions.publish(note="First", author="tests").digest

    @given(files())
    @settings(max_examples=20, deadline=None)
    def test_any_of_them(self, data: dict[str, Any]) -> None:
        data["edition"]["digest"] = self.digest
        person = bring_in(Client(), data)
        goes_out_again(person, "md", "csv", "xlsx")
        saved_untouched(person)

    @given(files(most=True))
    @settings(max_examples=1, deadline=None)
    def test_all_at_once(self, data: dict[str, Any]) -> None:
        person = bring_in(Client(), data)
        goes_out_again(person, "md", "csv", "xlsx", "pdf")
        saved_untouched(person)


TOO_MUCH = [
    (Assessment, {"hours_per_week": limits.HOURS_A_WEEK[1] + 1}),
    (Assessment, {"interest_weight": limits.INTEREST_WEIGHT[1] + 1}),
    (Assessment, {"plan_target": limits.PLAN_TARGET[1] + 1}),
    (Assessment, {"plan_budget": limits.PLAN_BUDGET[1] + 1}),
    (Assessment, {"completed_at": datetime(2001, 1, 1, tzinfo=UTC)}),
    (Assessment, {"plan_start": date(1999, 12, 31)}),
    (Assessment, {"ready_by": date(2200, 1, 1)}),
    (Assessment, {"plan_start": date(2026, 1, 1), "ready_by": date(2026, 1, 1)}),
    (Assessment, {"weeks_off": [str(day) for day in (*FIRST_WEEKS, LAST_WEEKS[0])]}),
    (Assessment, {"families": ["A", "B", "C", "D"]}),
    (Assessment, {"education": "x" * 1001}),
    (StepProgress, {"note": "x" * 2001}),
    (StepProgress, {"evidence": "x" * 2001}),
    (OwnStep, {"what": "x" * 2001}),
    (OwnStep, {"hours": limits.OWN_STEP_HOURS[1] + 1}),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "values"), TOO_MUCH, ids=lambda value: str(value)[:60])
def test_the_database_refuses_more(finished: Person, model: Any, values: dict[str, Any]) -> None:
    row = finished.row
    StepProgress.objects.create(assessment=row, step="skill/sql/2")
    OwnStep.objects.create(assessment=row, role="builder", title="x", hours=1, phase="connect")
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        model.objects.update(**values)


@pytest.mark.django_db
def test_a_week_off_that_began_before_the_first_day_may_be_kept(finished: Person) -> None:
    sent = {**PLAN, "weeks_off": [str(limits.FIRST_DAY)]}
    for _ in range(2):
        assert finished.post("plan/", sent).status_code == 302
        assert finished.row.weeks_off == ["1999-12-27"]
        sent["weeks_off"] = finished.row.weeks_off
    goes_out_again(finished, "csv")
