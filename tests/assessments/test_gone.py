"""An assessment deleted in another tab, between looking at it and writing: a page not found."""

import inspect
from collections.abc import Callable
from copy import copy
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.utils import timezone

from accounts import actions as accounts
from assessments.actions import claim
from assessments.answering import actions as answering
from assessments.models import Assessment, OwnStep
from assessments.plan import actions as plan
from assessments.results import actions as results
from assessments.sharing import actions as sharing
from roles.models import Edition
from tests.assessments.person import PLAN, Person

OWN = {"title": "Mine", "hours": "1", "phase": "build-foundation"}
STEP = {"step": "role/builder/1"}
SHARE = {"shows": "result", "ends_on": "TODAY"}
REMINDER = {"weekday": "0", "every_weeks": "1"}
ANSWER = {"skill-python": "4"}

# The action that writes, where one posts what; KEY, STEP and TODAY are known in the test only.
FINISHED: list[tuple[ModuleType, str, str, dict[str, str]]] = [
    (answering, "start", "/assessments/start/", {"from": "KEY"}),
    (answering, "start", "again/", {}),
    (answering, "add_answers", "roles/modeller/questions/", {"skill-statistics": "1"}),
    (answering, "add_answers", "quick/statistics/", {"answer": "1"}),
    (answering, "delete", "delete/", {}),
    (results, "choose_target", "target/", {"role": "builder"}),
    (results, "weigh_interest", "weight/", {"percent": "50"}),
    (plan, "lay_out", "plan/", PLAN),
    (plan, "tick_step", "plan/tick/", {**STEP, "done": "1"}),
    (plan, "note_step", "plan/note/", {**STEP, "status": "doing"}),
    (plan, "add_own_step", "plan/own/", OWN),
    (plan, "change_own_step", "plan/own/STEP/", OWN),
    (plan, "remove_own_step", "plan/own/STEP/remove/", {}),
    (sharing, "share", "take-along/share/", SHARE),
    (sharing, "make_feed", "take-along/feed/", {}),
    (sharing, "revoke_share", "take-along/share/revoke/", {"share": "x"}),
    (sharing, "revoke_feed", "take-along/feed/revoke/", {}),
    (sharing, "revoke_share", "/account/assessments/KEY/shares/revoke/", {"share": "x"}),
    (sharing, "revoke_feed", "/account/assessments/KEY/feed/revoke/", {}),
    (accounts, "remind", "/account/assessments/KEY/reminder/", REMINDER),
    (accounts, "stop_reminder", "/account/assessments/KEY/reminder/", {"go": "stop"}),
]
UNFINISHED = [
    (answering, "save_page", "questions/1/", ANSWER),
    (answering, "save_page", "again/questions/", {"skill-statistics": "1"}),
    (answering, "save_page", "quick/python/", {"answer": "3"}),
    (answering, "complete", "check/", {}),
    (answering, "complete", "quick/python/", {"go": "stop"}),
    (answering, "complete", "again/questions/", {"skill-statistics": "1", "go": "results"}),
]


def with_account(person: Person) -> User:
    """The person gets an account without the mails, whose number is limited."""
    user = User.objects.create_user("ada")
    EmailAddress.objects.create(user=user, email="ada@example.org", verified=True, primary=True)
    Assessment.objects.filter(key=person.key).update(owner=user)
    person.client.force_login(user)
    return user


def gone_before(room: ModuleType, name: str) -> Any:
    """The action finds that somebody deleted everything just before it."""
    action: Callable[..., Any] = getattr(room, name)

    def late(**named: Any) -> Any:
        Assessment.objects.all().delete()
        return action(**named)

    return patch.object(room, name, late)


def named(case: tuple[ModuleType, str, str, dict[str, str]]) -> str:
    return f"{case[1]} {case[2]}"


def is_not_found(
    person: Person, case: tuple[ModuleType, str, str, dict[str, str]], step: int = 0
) -> None:
    room, name, url, form = case
    url = url.replace("KEY", person.key).replace("STEP", str(step))
    known = {"KEY": person.key, "TODAY": f"{timezone.localdate()}"}
    form = {field: known.get(value, value) for field, value in form.items()}
    with gone_before(room, name):
        answer = person.client.post(url if url.startswith("/") else person.url(url), form)
    assert answer.status_code == 404
    assert not Assessment.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("case", FINISHED, ids=named)
def test_what_comes_too_late(
    finished: Person, case: tuple[ModuleType, str, str, dict[str, str]], settings: Any
) -> None:
    settings.SENDS_MAIL, settings.SITE_URL = True, "https://example.org"
    if case[2].startswith("/account/"):
        with_account(finished)
    finished.post("plan/own/", OWN)
    is_not_found(finished, case, OwnStep.objects.get().pk)


@pytest.mark.django_db
@pytest.mark.parametrize("case", UNFINISHED, ids=named)
def test_questions_that_come_too_late(
    published: Edition, case: tuple[ModuleType, str, str, dict[str, str]]
) -> None:
    person = Person().begin("quick" if case[2].startswith("quick/") else "full")
    person.answer_all()
    if case[2].startswith("again/"):
        answer = person.finish().post("again/")
        person.key = answer["Location"].split("/")[2]
    is_not_found(person, case)


@pytest.mark.parametrize("room", [answering, results, plan, sharing, accounts])
def test_no_action_is_forgotten(room: ModuleType) -> None:
    """Every one that writes to an assessment somebody has looked at is posted to above."""
    writers = {
        name
        for name, action in inspect.getmembers(room, inspect.isfunction)
        if {"assessment", "earlier"} & set(inspect.signature(action).parameters)
        and hasattr(action, "__wrapped__")  # by transaction.atomic
    }
    tried = {name for where, name, *_ in [*FINISHED, *UNFINISHED] if where is room}
    assert writers - {"carry_over"} == tried  # which start does


@pytest.mark.parametrize(
    ("url", "form"),
    [("take-along/share/revoke/", {"share": "x"}), ("take-along/feed/revoke/", {})],
)
@pytest.mark.django_db
def test_nothing_to_revoke_does_no_harm(finished: Person, url: str, form: dict[str, str]) -> None:
    for _ in range(2):
        assert finished.post(url, form).status_code == 302


@pytest.mark.django_db
def test_an_account_deleted_meanwhile_owns_nothing(finished: Person) -> None:
    owner = with_account(finished)
    number = owner.pk
    other = Person().begin()
    for user in (copy(owner), owner):
        accounts.delete_account(user=user, sessions=[])
    assert claim(keys=[other.key], owner=number) == 0
    assert other.row.owner is None
