"""A role on one screen: its requirements with their statements, what is missing, the preview."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roles.document.completeness import role_hints, skill_hints
from roles.document.diff import compare
from roles.document.word_diff import marked, tell
from roles.models import Edition, LevelStatement, Requirement, Role, Skill
from tests.roles.editing import builder, change_url, save, text
from tests.roles.factory import small_catalogue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]


def preview(role: Role) -> str:
    return reverse("admin:roles_role_preview", args=[role.pk])


def test_each_level_says_what_one_can_do(editor: Client) -> None:
    html = editor.get(change_url(builder())).content.decode()
    assert '<p data-level="3">You can do Python at level 3.</p>' in html
    assert '<p data-level="4" hidden>You can do Python at level 4.</p>' in html
    assert 'aria-label="Level (Python)"' in html
    assert 'aria-label="Delete (SQL)"' in html
    LevelStatement.objects.filter(skill__slug="python", level=3).delete()
    assert "No statement for level 3 yet." in editor.get(change_url(builder())).content.decode()


def test_what_is_missing_stands_on_top(editor: Client) -> None:
    role = builder()
    assert "Asks for 2 skills only" in text(editor.get(change_url(role)))
    role.responsibilities.all().delete()
    role.sources.all().delete()
    LevelStatement.objects.filter(skill__slug="python").delete()
    page = text(editor.get(change_url(role)))
    assert "4 things missing; it may be published so" in page
    assert "No responsibilities" in page
    assert "No source" in page
    assert "No “You can ...” statement for the level asked: Python" in page
    Requirement.objects.filter(role=role).update(level=0)
    page = text(editor.get(change_url(role)))
    assert "1 problem to put right before publishing" in page
    assert "must ask for at least one skill above level 0" in page


def test_a_draft_as_readers_will_see_it(editor: Client) -> None:
    save(editor, builder(), title="Maker", summary="A new summary.")
    assert preview(builder()) in editor.get(change_url(builder())).content.decode()
    response = editor.get(preview(builder()))
    assert "This is the draft." in text(response)
    assert "A new summary." in text(response)
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "A new summary." not in text(Client().get("/roles/builder/"))


def test_a_role_that_was_never_published(editor: Client) -> None:
    first = builder()
    Role.objects.create(
        slug="new", title="New one", family=first.family, seniority=first.seniority, position=9
    )
    new = Role.objects.get(slug="new")
    assert "New one" in text(editor.get(preview(new)))
    assert "no salaries" in text(editor.get(change_url(new))).lower()


def test_a_draft_that_makes_no_document(editor: Client) -> None:
    Role.objects.filter(slug="builder").update(summary="a" * 6000)
    for url in (preview(builder()), change_url(builder())):
        assert "role builder: summary:" in text(editor.get(url))


def test_previews_are_for_editors(published: Edition, client: Client) -> None:
    assert client.get(preview(builder())).status_code == 302
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    assert client.get(preview(builder())).status_code == 403
    client.force_login(User.objects.create_superuser("editor"))
    assert client.get(reverse("admin:roles_role_preview", args=[999])).status_code == 404


def test_the_form_costs_the_same_however_many_requirements(editor: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            editor.get(change_url(builder()))
        return len(queries)

    count()
    before = count()
    for place, slug in enumerate(("statistics", "modelling"), 3):
        skill = Skill.objects.get(slug=slug)
        builder().requirements.create(skill=skill, level=1, importance=1, position=place)
    assert count() == before


def test_differences_in_words() -> None:
    old = small_catalogue()
    first = old.roles[0]
    changed = first.replaced(
        title="Maker",
        requirements=(
            first.requirements[0].replaced(level=2.0, importance=3.0),
            {"skill": "statistics", "level": 1.0, "importance": 1.0},
        ),
    )
    new = old.replaced(roles=(changed, *old.roles[2:]))
    assert [told.sentence for told in tell(compare(old, new), old, new).shown] == [
        "Role “Maker”: title is changed.",
        "Maker asks for less Python: working (2) instead of practitioner (3).",
        "Python counts less in Maker: 3 of 5 instead of 5.",
        "Maker now asks for Statistics.",
        "Maker no longer asks for SQL.",
        "Role “Lead builder” is removed.",
    ]
    account = tell(compare(old, new), old, new, most=2)
    assert (len(account.shown), account.total, account.more) == (2, 6, 4)


def test_only_words_that_differ_are_marked() -> None:
    left, right = marked("You can read it.", "You can write it.")
    assert [(piece.kind, piece.text) for piece in left if piece.kind != "same"] == [
        ("gone", "read")
    ]
    assert "".join(piece.text for piece in right) == "You can write it."


def test_hints() -> None:
    catalogue = small_catalogue()
    role = catalogue.roles[0].replaced(summary="", sources=())
    skills = {skill.slug: skill for skill in catalogue.skills}
    python = skills["python"].replaced(levels={}, steps=())
    found = [hint.message for hint in role_hints(role, {**skills, "python": python})]
    assert found[0] == "no summary"
    assert found[-1] == "no source"
    assert any(message.endswith("level asked: Python") for message in found)
    assert [hint.part for hint in skill_hints(python, catalogue)] == ["levels", "steps"]
    assert skill_hints(skills["sql"], catalogue) == []
