"""An assessment deleted in another tab, between looking at it and writing: a page not found."""

from collections.abc import Callable
from copy import copy
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from accounts.actions.account import delete_account
from assessments.actions import claim
from assessments.answering import actions as answering
from assessments.models import Assessment
from assessments.plan import actions as plan
from assessments.results import actions as results
from assessments.sharing import actions as sharing
from tests.accounts.conftest import ada  # noqa: F401  # fixture
from tests.assessments.person import PLAN, Person

pytestmark = pytest.mark.django_db

# What is posted where, and the action that then writes. KEY and TODAY are known in the test only.
POSTS: dict[str, tuple[str, dict[str, str]]] = {
    "start": ("/assessments/start/", {"from": "KEY"}),
    "start, of again": ("again/", {}),
    "choose_target": ("target/", {"role": "builder"}),
    "lay_out": ("plan/", PLAN),
    "weigh_interest": ("weight/", {"percent": "50"}),
    "tick_step": ("plan/tick/", {"step": "role/builder/1", "done": "1"}),
    "note_step": ("plan/note/", {"step": "role/builder/1", "status": "doing"}),
    "add_own_step": (
        "plan/own/",
        {"title": "Mine", "hours": "1", "phase": "build-foundation"},
    ),
    "share": ("take-along/share/", {"shows": "result", "ends_on": "TODAY"}),
    "make_feed": ("take-along/feed/", {}),
    "revoke_share": ("take-along/share/revoke/", {"share": "x"}),
    "revoke_feed": ("take-along/feed/revoke/", {}),
    "delete": ("delete/", {}),
}


def gone_before(name: str, person: Person) -> Any:
    """The action finds that somebody deleted everything just before it."""
    room = next(room for room in (answering, results, plan, sharing) if hasattr(room, name))
    action: Callable[..., Any] = getattr(room, name)

    def late(**named: Any) -> Any:
        Assessment.objects.all().delete()
        return action(**named)

    return patch.object(room, name, late)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("case", POSTS)
def test_what_comes_too_late(finished: Person, case: str) -> None:
    url, form = POSTS[case]
    known = {"KEY": finished.key, "TODAY": f"{timezone.localdate()}"}
    form = {name: known.get(value, value) for name, value in form.items()}
    with gone_before(case.split(",")[0], finished):
        answer = finished.client.post(url if url.startswith("/") else finished.url(url), form)
    if answer.status_code == 302:  # what is changed where nothing is left: the next page says so
        answer = finished.client.get(answer["Location"])
        assert answer.status_code == (200 if case == "delete" else 404)
    else:
        assert answer.status_code == 404
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("action", ["save_page", "complete"])
def test_questions_that_come_too_late(person: Person, action: str) -> None:
    person.answer_all()
    url, form = {
        "save_page": ("questions/1/", {"skill-python": "4"}),
        "complete": ("check/", {}),
    }[action]
    with gone_before(action, person):
        answer = person.post(url, form)
    if answer.status_code == 302:
        answer = person.client.get(answer["Location"])
    assert answer.status_code == 404


def test_an_account_deleted_meanwhile_owns_nothing(ada: Person) -> None:  # noqa: F811
    owner = ada.row.owner
    assert owner
    number = owner.pk
    other = Person().begin()
    for user in (copy(owner), owner):
        delete_account(user=user, sessions=[])
    assert claim(keys=[other.key], owner=number) == 0
    assert other.row.owner is None
