"""A role without ratings can be read, and is never recommended."""

import numpy as np
import pytest
from django.contrib.auth.models import User
from django.test import Client

from assessments.engine.profiles import compile_profiles
from assessments.engine.recommend import recommend
from assessments.impact.work import begin
from assessments.models import ImpactRun
from assessments.result import profiles_of
from roles.document.types import Catalogue
from roles.editions import current, with_scorable_roles
from tests.assessments.person import ANSWERS, Person
from tests.roles.factory import small_catalogue
from tests.roles.pages import store, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue() -> Catalogue:
    small = small_catalogue()
    first = small.roles[0]
    unrated = first.model_copy(
        update={"slug": "sleeper", "title": "Sleeper", "requirements": (), "activities": ()}
    )
    return small.model_copy(update={"roles": (unrated, *small.roles)})


def test_it_would_come_first_for_who_can_do_nothing(catalogue: Catalogue) -> None:
    everything = compile_profiles(catalogue)
    result = recommend(everything, np.zeros(4), np.full(2, np.nan))
    assert everything.role_slugs[int(result.order[0])] == "sleeper"
    assert result.readiness.low[0] == 100


def test_it_is_not_scored(catalogue: Catalogue) -> None:
    store(catalogue)
    edition = current()
    assert "sleeper" in edition.roles
    assert "sleeper" not in profiles_of(edition).role_slugs
    assert "sleeper" not in with_scorable_roles(edition).roles
    assert with_scorable_roles(with_scorable_roles(edition)) is with_scorable_roles(edition)


def test_nobody_meets_it(catalogue: Catalogue, client: Client) -> None:
    store(catalogue)
    someone = Person().begin()
    someone.leave(1, {"skill-python": "0", "skill-sql": "0"})
    someone.leave(2, {"skill-statistics": "0", "skill-modelling": "0"})
    someone.leave(3)
    someone.leave(4, ANSWERS[4])
    someone.finish()
    for page in ("", "why/", "plan/", "what-if/builder/", "roles/builder/"):
        assert "Sleeper" not in someone.text(page), page
    assert "Builder" in someone.client.get("/assessments/history/").content.decode()
    store(catalogue.model_copy(update={"title": "Newer"}))
    for page in ("current/", "changes/", "compare/"):
        assert "Sleeper" not in someone.text(page), page
    for page in ("roles/sleeper/", "roles/sleeper/first/", "what-if/sleeper/"):
        assert someone.get(page).status_code == 404, page
    assert someone.post("target/", {"role": "sleeper"}).status_code in (400, 404)
    assert "Sleeper" in text_of(client, "/roles/sleeper/")
    assert "Sleeper" in text_of(client, "/compare/sleeper-vs-builder/")
    assert "Sleeper" in text_of(client, "/roles/")


def test_nobody_meets_it_on_coming_back(catalogue: Catalogue) -> None:
    store(catalogue)
    finished = Person().begin().answer_all().finish()
    later = Person()
    later.client = finished.client
    later.key = finished.post("again/")["Location"].split("/")[2]
    later.post("again/questions/", {"skill-statistics": "2", "go": "results"})
    assert later.row.completed_at
    store(catalogue.model_copy(update={"attribution": "Somebody else"}))
    for page in ("changes/", "current/"):
        text = later.text(page)
        assert "Builder" in text, page
        assert "Sleeper" not in text, page
        assert later.get(f"{page}?role=sleeper").status_code == 404, page
    history = text_of(later.client, "/assessments/history/")
    assert "Builder" in history
    assert "Sleeper" not in history


def test_editors_are_not_told_that_anybody_would_meet_it(catalogue: Catalogue) -> None:
    store(small_catalogue())
    begin(catalogue, "tests")
    run = ImpactRun.objects.get()
    assert run.result["people"]
    assert run.result["moved"] == 0
    editor = Client()
    editor.force_login(User.objects.create_superuser("editor"))
    assert "Sleeper" not in text_of(editor, "/admin/assessments/impactrun/impact/")
