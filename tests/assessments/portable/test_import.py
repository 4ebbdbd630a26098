"""Importing an assessment: the same comes back, and whatever else is sent does no harm."""

import copy
import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from assessments import store
from assessments.models import AnswerMode, Assessment, OwnStep, PlanKind, Status, StepProgress
from assessments.portable.actions import import_assessment
from assessments.portable.read import MOST_BYTES, read_transfer
from assessments.portable.schema import Transfer, write_transfer
from assessments.portable.write import document_of
from assessments.result import compute_result
from roles import editions
from roles.document.parse import parse_catalogue
from roles.document.types import Phase
from roles.draft import actions
from tests.assessments.person import Person
from tests.roles.factory import small_catalogue, small_plain


def export(person: Person) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(person.get("export/json/").content)
    return data


def send(client: Client, content: Any) -> HttpResponse:
    """Import ``content``: bytes as they are, anything else as JSON."""
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post("/assessments/import/", {"file": SimpleUploadedFile("x.json", raw)})


def refused(client: Client, content: Any) -> str:
    """What is said about ``content``, which changes nothing."""
    before = Assessment.objects.count()
    response = send(client, content)
    text = response.content.decode()
    assert response.status_code == 422, text
    assert "Error: Import an assessment" in text
    assert Assessment.objects.count() == before
    return text


def imported(client: Client, content: Any) -> Person:
    """The owner of what became of ``content``."""
    response = send(client, content)
    assert response.status_code == 302, response.content.decode()
    owner = Person()
    owner.client, owner.key = client, response["Location"].split("/")[2]
    takes_along(owner)
    return owner


def takes_along(owner: Person) -> None:
    """Whatever came in goes out again. (The PDF takes seconds.)"""
    for rest in ("calendar.ics", "export/md/", "export/csv/", "export/xlsx/", "export/json/"):
        assert owner.get(rest).status_code == 200, rest


@pytest.fixture
def busy(finished: Person) -> Person:
    """Somebody who has made something of the plan."""
    finished.post("target/", {"role": "lead-builder", "show": "plan"})
    finished.post("plan/tick/", {"step": "skill/sql/2", "done": "1"})
    OwnStep.objects.create(
        assessment=finished.row, role="builder", title="Gone", hours=3, phase="connect"
    ).delete()
    own = OwnStep.objects.create(
        assessment=finished.row, role="lead-builder", title="Ask Ann", hours=3, phase="connect"
    )
    for step, note in ((own.key, "Her café,\r\non Tuesday"), ("own/9999", "its step is gone")):
        StepProgress.objects.create(assessment=finished.row, step=step, note=note)
    return finished


def plain(html: str) -> str:
    """A page without what differs by nature: tokens, and the numbers of own steps."""
    html = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", html)
    return re.sub(r"(own[-/])\d+", r"\1", html)


@pytest.mark.django_db
def test_the_same_comes_back_in_another_browser(busy: Person, stranger: Client) -> None:
    pages = ("", "plan/", "roles/builder/")
    before, texts = export(busy), [busy.text(page) for page in pages]
    busy.post("delete/")
    owner = imported(stranger, before)
    assert "the same answers on the same edition" in owner.text()
    assert export(owner) == before
    for page, text in zip(pages, texts, strict=True):
        assert plain(owner.text(page)) == plain(text.replace(busy.key, owner.key))
    assert stranger.get("/assessments/").content.decode().count("Results of") == 1


@pytest.mark.django_db
def test_importing_twice_makes_two_and_touches_neither(busy: Person) -> None:
    before = export(busy)
    first, second = imported(busy.client, before), imported(busy.client, before)
    assert len({busy.key, first.key, second.key}) == 3
    assert export(busy) == export(first) == export(second) == before


@pytest.mark.django_db
def test_it_goes_to_the_edition_it_was_answered_on(busy: Person, stranger: Client) -> None:
    before = export(busy)
    changed = small_plain()
    changed["roles"][0]["requirements"][0]["level"] = 1
    actions.import_catalogue(catalogue=parse_catalogue(changed))
    actions.publish(note="Second", author="tests")
    owner = imported(stranger, before)
    assert owner.row.edition.number == 1
    assert export(owner) == before
    # Another installation counts its editions differently.
    owner = imported(stranger, {**before, "edition": {**before["edition"], "number": 2}})
    assert owner.row.edition.number == 1


@pytest.mark.django_db
def test_an_edition_that_is_not_here_is_replaced_by_the_newest(
    busy: Person, stranger: Client
) -> None:
    data = export(busy)
    data["edition"]["digest"] = "0" * 64
    data["answers"]["ratings"]["cobol"] = 4
    data["answers"]["interests"]["sleep"] = None
    data["background"]["tools"].append("abacus")
    data["plan"]["target_role"] = "king"
    data["plan"]["own_steps"].insert(0, {**data["plan"]["own_steps"][0], "role": "king"})
    data["plan"]["progress"][1]["step"] = "own/2"
    data["plan"]["progress"].append({"step": "skill/cobol/1", "status": "todo"})
    owner = imported(stranger, data)
    text = owner.text()
    assert "does not have the edition that you answered on, so its newest, edition 1" in text
    assert "2 answers, 2 steps, 2 other choices" in text
    assert OwnStep.objects.get(assessment=owner.row).title == "Ask Ann"
    assert export(owner)["plan"]["progress"][1]["note"] == "Her café,\r\non Tuesday"


NOT_OURS = [
    (b"", "The file is empty"),
    (b" " * (MOST_BYTES + 1), "larger than 1 MB"),
    ("{}".encode("utf-16"), "not UTF-8 text"),
    (b"{", "not JSON: line 1, column 2"),
    (b'{"schema": "careerpath-assessment", "a": NaN}', "NaN is not a number"),
    (b"[" * 100_000, "nested too deeply"),
    (b'{"a":' * 100_000, "nested too deeply"),
    (b'{"a": ' + b"9" * 5000 + b"}", "too long to read"),
    (b'{"a": 1, "a": 2}', "key &quot;a&quot; stands twice"),
    (b'{"\\ud800": 1, "\\ud800": 2}', "twice"),
    (b"[]", "not an exported assessment"),
    (b'{"schema": "something-else"}', "not an exported assessment"),
    (b'{"schema": "careerpath-assessment", "version": 2}', "a newer CareerPath"),
    (
        b'{"schema": "careerpath-assessment", "version": 1' + 400 * b"0" + b"}",
        "This file has a later version than 1, which this site reads",
    ),
    (b'{"schema": "careerpath-assessment", "version": 1e999}', "version: must be a"),
    (b'{"schema": "careerpath-assessment", "version": true}', "version: must be a whole number"),
    (b'{"schema": "careerpath-assessment"}', "version: is missing"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "said"), NOT_OURS, ids=[said for _, said in NOT_OURS])
def test_other_files_are_explained(
    published: object, stranger: Client, content: bytes, said: str
) -> None:
    assert said in refused(stranger, content)


@pytest.mark.django_db
def test_of_somebody_signed_in_it_does_not_say_this_browser(published: object) -> None:
    client = Client()
    client.force_login(User.objects.create_user("ada"))
    assert "in this browser" not in client.get("/assessments/import/").content.decode()


def test_a_file_must_be_sent(published: object, stranger: Client) -> None:
    for form in ({}, {"file": "text"}):
        response = stranger.post("/assessments/import/", form)
        assert response.status_code == 422
        assert "Choose the JSON file that you took along" in response.content.decode()


WRONG = [
    ("answers.ratings.sql", 5, "answers.ratings.sql: must be 0 to 4 or null"),
    ("answers.ratings.sql", True, "answers.ratings.sql: must be 0 to 4 or null"),
    ("answers.ratings.sql", "3", "answers.ratings.sql: must be 0 to 4 or null"),
    ("answers.ratings.sql", 10**400, "answers.ratings.sql: must be 0 to 4 or null"),
    ("answers.ratings.sql", 2.5, "answers.ratings.sql: must be 0 to 4 or null"),
    (
        "answers.ratings.S Q L",
        2,
        "answers.ratings.S Q L: must be small letters, digits and single hyphens",
    ),
    ("answers.ratings.\ud800", 2, "hex escape at line 1"),
    ("answers.ratings", [], "answers.ratings: must be an object"),
    ("answers.ratings", {}, "no rating of a skill that this site has"),
    ("answers.ratings", {"sql": None}, "no rating of a skill that this site has"),
    ("answers.extra", 1, "answers.extra: is not a key this file has"),
    ("questionnaire", "other", "this site has no questionnaire other"),
    ("way", "slow", "way: must be"),
    ("edition.digest", "abc", "edition.digest: is not written as it should be"),
    ("edition.number", 10**30, "edition.number: must be at most"),
    ("completed_at", None, "completed_at: must be a time"),
    ("completed_at", 0, "completed_at: must be a time"),
    ("completed_at", "2026-01-01T10:00:00", "completed_at: must have a time zone"),
    ("completed_at", "0001-01-01T00:00:00+10:00", "completed_at: must be between"),
    ("completed_at", "2001-01-01T00:00:00Z", "completed_at: must not be before &quot;started_at"),
    ("completed_at", "2150-01-01T00:00:00Z", "completed_at: must not be in the future"),
    ("families", ["A", "B", "C", "D"], "families: must be at most 3 in number"),
    ("background.education", "x" * 1001, "background.education: must have at most 1000"),
    ("background.education", "a\0b", "background.education: must not contain a NUL"),
    ("background.education", "\ud800", "hex escape at line 1"),
    ("background.tools", ["git", "git"], "background.tools: names git twice"),
    ("plan.hours_per_week", 0, "plan.hours_per_week: must be at least 1"),
    ("plan.hours_per_week", 10**30, "plan.hours_per_week: must be at most 80"),
    ("plan.start", "soon", "plan.start: must be a date such as"),
    ("plan.start", "9999-12-31", "plan.start: must be between 2000 and 2199"),
    ("plan.ready_by", "2200-01-01", "plan.ready_by: must be between 2000 and 2199"),
    ("plan.weeks_off", ["2200-01-06"], "plan.weeks_off: must be between 2000 and 2199"),
    ("plan.weeks_off", ["2026-11-23"] * 201, "plan.weeks_off: must be at most 200 in number"),
    ("plan.weeks_off", ["2026-11-25"], "plan.weeks_off: must be Mondays"),
    ("plan.weeks_off", ["2026-11-23", "2026-11-23"], "names 2026-11-23 twice"),
    ("plan.progress", [{"step": "a", "status": "done"}], "goes with status"),
    ("plan.progress", [{"step": "a", "status": "todo"}] * 2, "plan.progress: names a twice"),
    ("plan.own_steps", [{"title": "x"}], "plan.own_steps.0.hours: is missing"),
    ("plan.own_steps", [{"title": " "}], "plan.own_steps.0.title: must not be empty"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "value", "said"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_located(
    finished: Person, stranger: Client, path: str, value: Any, said: str
) -> None:
    data = export(finished)
    *parents, last = path.split(".")
    place = data
    for name in parents:
        place = place[name]
    place[last] = value
    assert said in refused(stranger, data)


@pytest.mark.django_db
def test_what_has_not_happened_yet_is_refused(busy: Person, stranger: Client) -> None:
    """Such a result would be the newest until then, whatever somebody answers meanwhile."""
    data, to_come = export(busy), (timezone.now() + timedelta(hours=1)).isoformat()
    data["completed_at"] = to_come
    data["plan"]["progress"][0]["done_at"] = to_come
    data["plan"]["own_steps"][0]["added_at"] = to_come
    text = refused(stranger, data)
    for place in ("completed_at", "plan.progress.0.done_at", "plan.own_steps.0.added_at"):
        assert f"{place}: must not be in the future" in text


@pytest.mark.django_db
def test_clocks_of_two_machines_may_differ_a_little(finished: Person, stranger: Client) -> None:
    data = export(finished)
    data["completed_at"] = (timezone.now() + timedelta(minutes=4)).isoformat()
    imported(stranger, data)


@pytest.mark.django_db
def test_a_day_to_be_ready_by_comes_after_the_start(finished: Person, stranger: Client) -> None:
    data = export(finished)
    data["plan"] |= {"start": "2026-11-25", "ready_by": "2026-11-25"}
    assert "plan.ready_by: must be after &quot;start&quot;" in refused(stranger, data)
    # Whoever rates themselves again may be past the day, and begins on another.
    data["plan"] |= {"start": None, "ready_by": "2001-01-01"}
    imported(stranger, data)


@pytest.mark.django_db
def test_a_choice_that_this_edition_lacks_does_not_block_the_form(
    finished: Person, stranger: Client
) -> None:
    data = export(finished)
    chosen = {"way": "evening-class", "resource": "https://example.org/gone"}
    data["plan"]["progress"] = [{"step": "skill/sql/2", "status": "todo", **chosen}]
    new = imported(stranger, data)
    sent = {"step": "skill/sql/2", "status": "doing", "note": "Begun"}
    assert new.post("plan/note/", sent).status_code == 302
    row = StepProgress.objects.get(assessment=new.row)
    assert (row.note, row.way, row.resource) == ("Begun", *chosen.values())


@pytest.mark.django_db
def test_steps_that_no_plan_has_are_left_out(finished: Person, stranger: Client) -> None:
    file = export(finished)
    done = {"status": "done", "done_at": "2026-11-20T10:00:00Z"}
    names = ("skill/sql/2", "skill/sql/9", "skill/sql/x", "role/builder/1", "role/builder/7")
    file["plan"]["progress"] = [{"step": name, **done} for name in names]
    new = imported(stranger, file)
    kept = StepProgress.objects.filter(assessment=new.row).values_list("step", flat=True)
    assert set(kept) == {"skill/sql/2", "role/builder/1"}
    assert "3 steps" in new.text()
    again = new.post("again/")
    assert new.client.get(again["Location"]).status_code == 200


@pytest.mark.django_db
def test_no_more_steps_of_ones_own_than_the_plan_takes(finished: Person, stranger: Client) -> None:
    file = export(finished)
    step = {"role": "builder", "title": "x", "hours": 1, "phase": "connect"}
    file["plan"]["own_steps"] = [{**step, "added_at": "2026-11-20T10:00:00Z"}] * 51
    assert "plan.own_steps: must be at most 50 in number" in refused(stranger, file)


@pytest.mark.django_db
def test_many_problems_are_not_all_listed(finished: Person, stranger: Client) -> None:
    data = export(finished)
    data["answers"]["ratings"] = {f"s-{number}": 9 for number in range(5000)}
    text = refused(stranger, data)
    assert "And 4990 more." in text
    assert len(text) < 20_000


@pytest.mark.django_db
def test_every_single_change_is_taken_or_refused(finished: Person, stranger: Client) -> None:
    """Whatever stands in any one place, nothing breaks."""
    data = export(finished)
    places: list[tuple[str, ...]] = []

    def walk(value: Any, path: tuple[str, ...]) -> None:
        places.append(path)
        if isinstance(value, dict):
            for key in value:
                walk(value[key], (*path, key))

    walk(data, ())
    for path in places[1:]:
        for odd in (None, [], {}, [[]], -1, 1e308, "", "\0", {"a": {"b": []}}):
            changed = copy.deepcopy(data)
            place = changed
            for name in path[:-1]:
                place = place[name]
            place[path[-1]] = odd
            response = send(stranger, changed)
            assert response.status_code in (302, 422), (path, odd)
            if response.status_code == 302:
                for rest in ("", "plan/", "export/csv/"):
                    found = stranger.get(f"{response['Location']}{rest}")
                    assert found.status_code == 200, (path, odd)


def test_without_an_edition_there_is_nothing_to_import_to(db: None, stranger: Client) -> None:
    assert stranger.get("/assessments/import/").status_code == 503


MOMENTS = st.datetimes(datetime(2001, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))
DAYS = st.dates(date(2000, 1, 1), date(2199, 12, 31))
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
RATINGS = st.none() | st.integers(0, 4)


def _answers(slugs: list[str], least: int = 0) -> st.SearchStrategy[dict[str, int | None]]:
    return st.dictionaries(st.sampled_from(slugs), RATINGS, min_size=least)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A file of somebody who answered the small catalogue."""
    own = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "role": st.sampled_from(["builder", "modeller"]),
                    "title": TEXTS.filter(str.strip),
                    "what": TEXTS,
                    "hours": st.integers(1, 2000),
                    "phase": st.sampled_from([phase.value for phase in Phase]),
                }
            ),
            max_size=3,
        )
    )
    begun, completed = sorted([draw(MOMENTS), draw(MOMENTS)])
    start, ready_by = sorted([draw(DAYS), draw(DAYS)])
    for place, step in enumerate(own):
        step["added_at"] = (begun + timedelta(seconds=place)).isoformat()
    known = ["skill/sql/2", "skill/python/4", "role/builder/1"]
    known += [f"own/{place}" for place in range(1, len(own) + 1)]
    steps = draw(st.lists(st.sampled_from(known), unique=True))
    status = st.sampled_from(Status.values)
    progress = []
    for step in steps:
        line = {"step": step, "title": "Meet"} if step.startswith("role/") else {"step": step}
        line |= {"status": draw(status), "note": draw(TEXTS), "way": draw(TEXTS)}
        line |= {"evidence": draw(TEXTS), "intention": draw(TEXTS), "resource": draw(TEXTS)}
        done = line["status"] == Status.DONE
        progress.append({**line, "done_at": draw(MOMENTS).isoformat() if done else None})
    ratings = draw(_answers(["python", "sql", "statistics", "modelling"]))
    mondays = {day - timedelta(days=day.weekday()) for day in draw(st.lists(DAYS, max_size=4))}
    return {
        "schema": "careerpath-assessment",
        "version": 1,
        "edition": {"number": 1, "digest": "0" * 64},
        "questionnaire": "full",
        "way": draw(st.sampled_from(AnswerMode.values)),
        "families": draw(st.lists(st.sampled_from(["Builders", "Keepers"]), unique=True)),
        "started_at": begun.isoformat(),
        "completed_at": completed.isoformat(),
        "answers": {
            "ratings": {"python": draw(st.integers(0, 4)), **ratings, "sql": 2},
            "interests": draw(_answers(["build", "explain"])),
        },
        "background": {
            "education": draw(TEXTS),
            "tools": draw(st.lists(st.sampled_from(["git", "postgresql"]), unique=True)),
        },
        "plan": {
            "target_role": draw(st.sampled_from(["", "builder", "modeller"])),
            "interest_weight": draw(st.integers(0, 100)),
            "hours_per_week": draw(st.integers(1, 80)),
            "kind": draw(st.sampled_from(PlanKind.values)),
            "target": draw(st.integers(1, 100)),
            "budget": draw(st.integers(1, 5000)),
            "start": draw(st.sampled_from([None, str(start)])),
            "ready_by": str(ready_by) if ready_by > start and draw(st.booleans()) else None,
            "weeks_off": [str(day) for day in sorted(mondays)],
            "progress": progress,
            "own_steps": own,
        },
    }


class RoundTrip(TestCase):
    """What is exported and imported again is the same."""

    @classmethod
    def setUpTestData(cls) -> None:
        actions.import_catalogue(catalogue=small_catalogue())
        cls.digest = actions.publish(note="First", author="tests").digest

    def take(self, document: Transfer) -> Assessment:
        made = import_assessment(document=document, edition=editions.current(), now=timezone.now())
        assert made.left.answers == made.left.steps == made.left.others == 0
        found = store.find_assessment(made.assessment.key)
        assert found is not None
        return found

    @given(documents())
    @settings(max_examples=60, deadline=None)
    def test_import_of_export_is_the_same(self, data: dict[str, Any]) -> None:
        data["edition"]["digest"] = self.digest
        document = read_transfer(json.dumps(data).encode())
        assert read_transfer(write_transfer(document).encode()) == document
        first = self.take(document)
        assert document_of(first) == document
        second = self.take(read_transfer(write_transfer(document_of(first)).encode()))
        assert document_of(second) == document
        results = [compute_result(row).recommendation for row in (first, second)]
        for name in ("order", "score", "interest"):
            one, other = (getattr(result, name).tolist() for result in results)
            assert str(one) == str(other)  # not a number equals itself as text
