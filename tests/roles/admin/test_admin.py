"""The editors' pages: editing, what is refused, what differs."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roles.draft import actions
from roles.models import CatalogueInfo, LearningStep, Questionnaire, Role, Section, Skill
from tests.roles.editing import PUBLISH, builder, change_url, save, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]
PARTS = [
    "responsibilities",
    "requirements",
    "activities",
    "education",
    "certificates",
    "role_tools",
    "industries",
    "outlook",
    "salaries",
    "getting_started",
    "related",
    "sources",
]
LISTS = [
    "activity",
    "category",
    "catalogueinfo",
    "edition",
    "family",
    "learningstep",
    "questionnaire",
    "role",
    "section",
    "seniority",
    "skill",
    "tool",
]


# Editing


@pytest.mark.parametrize("model", LISTS)
def test_list_pages_cost_the_same_however_long(editor: Client, model: str) -> None:
    url = reverse(f"admin:roles_{model}_changelist")
    with CaptureQueriesContext(connection) as queries:
        response = editor.get(url, {"q": ""})
    assert response.status_code == 200
    assert len(queries) <= 10


@pytest.mark.parametrize("model", [Role, Skill, LearningStep, Questionnaire, Section])
def test_an_unchanged_form_changes_nothing(editor: Client, model: Any) -> None:
    for row in model.objects.all()[:2]:
        assert save(editor, row).status_code == 302
    draft = editor.get(reverse(PUBLISH)).context["draft"]
    assert (draft.account.shown, draft.problems) == ([], [])


@pytest.mark.parametrize(
    "model",
    [
        "activity",
        "category",
        "family",
        "learningstep",
        "questionnaire",
        "role",
        "seniority",
        "skill",
        "tool",
    ],
)
def test_add_pages_open(editor: Client, model: str) -> None:
    assert editor.get(reverse(f"admin:roles_{model}_add")).status_code == 200


def test_parts_come_in_reading_order(editor: Client) -> None:
    response = editor.get(change_url(builder()))
    prefixes = [inline.formset.prefix for inline in response.context["inline_admin_formsets"]]
    assert prefixes == PARTS


def test_pages_need_no_inline_script_or_style(editor: Client) -> None:
    for url in (reverse("admin:index"), change_url(builder()), reverse(PUBLISH)):
        html = editor.get(url).content.decode()
        assert not re.search(r"<script(?![^>]*(src=|application/json))", html)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html)


def test_a_new_row_without_a_place_comes_last(editor: Client) -> None:
    save(
        editor,
        builder(),
        **{
            "responsibilities-TOTAL_FORMS": 3,
            "responsibilities-2-text": "Rest.",
            "responsibilities-2-position": 0,
            "responsibilities-2-role": builder().pk,
        },
    )
    texts = [item.text for item in builder().responsibilities.all()]
    assert texts == ["Do the work.", "Check the work.", "Rest."]


def test_a_new_tool_comes_last(editor: Client) -> None:
    data = {"name": "New", "slug": "new", "position": 0}
    add = reverse("admin:roles_tool_add")
    assert "leave 0 to put a new entry at the end" in text(editor.get(add))
    assert editor.post(add, data).status_code == 302
    assert editor.get(reverse(PUBLISH)).context["draft"].account.shown[0].change.path == "tools.new"


def test_line_ends_from_a_browser_are_no_difference(editor: Client) -> None:
    Role.objects.filter(slug="builder").update(definition="One.\nTwo.")
    actions.publish(note="Lines", author="tests")
    save(editor, builder(), definition="One.\r\nTwo.")
    assert editor.get(reverse(PUBLISH)).context["draft"].account.shown == []


# What is refused, on the page and never with an error page


WRONG = {
    "requirements-0-level": ("5", "less than or equal to 4"),
    "requirements-1-level": ("2.555", "no more than 3 digits in total"),
    "requirements-0-importance": ("0", "greater than or equal to 1"),
    "salaries-0-n": ("29", "greater than or equal to 30"),
    "salaries-0-currency": ("euro", "at most 3 characters"),
    "sources-0-url": ("javascript:alert(1)", "Enter a valid URL"),
    "getting_started-0-phase": ("later", "Select a valid choice"),
}


def test_wrong_values_are_form_errors(editor: Client) -> None:
    response = save(editor, builder(), **{field: value for field, (value, _) in WRONG.items()})
    assert response.status_code == 422
    for _value, message in WRONG.values():
        assert message in text(response)


@pytest.mark.parametrize(
    ("slug", "message"),
    [
        ("a-vs-b", "separates roles in an address"),
        ("lead-builder", "Role with this Slug already exists"),
        ("Big Words", "Enter a valid"),
    ],
)
def test_a_wrong_slug_is_a_form_error(editor: Client, slug: str, message: str) -> None:
    data = {"title": "New", "slug": slug, "position": 0}
    assert message in text(editor.post(reverse("admin:roles_role_add"), with_no_parts(data)))


def with_no_parts(data: dict[str, Any]) -> dict[str, Any]:
    """The form of a role without any children."""
    counts = ("TOTAL_FORMS", "INITIAL_FORMS")
    return data | {f"{part}-{count}": 0 for part in PARTS for count in counts}


def test_salaries_out_of_order_are_a_form_error(editor: Client) -> None:
    assert "is violated" in text(save(editor, builder(), **{"salaries-0-p25": "25"}))


def test_one_requirement_per_skill(editor: Client) -> None:
    python = Skill.objects.get(slug="python")
    response = save(editor, builder(), **{"requirements-1-skill": python.pk})
    assert "Please correct the duplicate" in text(response)


def test_two_requirements_may_trade_skills(editor: Client) -> None:
    first, second = builder().requirements.all()
    response = save(
        editor,
        builder(),
        **{"requirements-0-skill": second.skill_id, "requirements-1-skill": first.skill_id},
    )
    assert response.status_code == 302
    assert [(item.pk, item.skill.slug) for item in builder().requirements.all()] == [
        (first.pk, "sql"),
        (second.pk, "python"),
    ]


def test_a_requirement_may_take_over_a_deleted_one(editor: Client) -> None:
    first, second = builder().requirements.all()
    changes = {"requirements-0-skill": second.skill_id, "requirements-1-DELETE": "on"}
    assert save(editor, builder(), **changes).status_code == 302
    assert [(item.pk, item.skill.slug) for item in builder().requirements.all()] == [
        (first.pk, "sql")
    ]


def test_one_statement_per_level(editor: Client) -> None:
    response = save(editor, Skill.objects.get(slug="python"), **{"level_statements-0-level": "2"})
    assert "Please correct the duplicate" in text(response)


@pytest.mark.parametrize("hours", ["0", "2001", "many"])
def test_hours_of_a_step(editor: Client, hours: str) -> None:
    response = save(editor, LearningStep.objects.get(slug="python-1"), hours=hours)
    assert response.status_code == 422
    assert response.context["adminform"].form.errors["hours"]


def test_a_skill_in_use_is_not_deleted(editor: Client) -> None:
    python = Skill.objects.get(slug="python")
    url = reverse("admin:roles_skill_delete", args=[python.pk])
    for response in (editor.get(url), editor.post(url, {"post": "yes"})):
        assert "protected related objects" in text(response)
    assert Skill.objects.filter(slug="python").exists()


def test_the_catalogue_has_one_description(editor: Client) -> None:
    info = CatalogueInfo.objects.get()
    assert editor.get(reverse("admin:roles_catalogueinfo_add")).status_code == 403
    delete = reverse("admin:roles_catalogueinfo_delete", args=[info.pk])
    assert editor.post(delete, {"post": "yes"}).status_code == 403
    listed = editor.get(reverse("admin:roles_catalogueinfo_changelist"))
    assert listed.context["title"] == "About the catalogue"
    assert save(editor, info, title="Renamed").status_code == 302
    assert CatalogueInfo.objects.get().title == "Renamed"


# What differs, and the public page


def test_what_differs_in_one_role(editor: Client) -> None:
    save(editor, builder(), **{"requirements-0-level": "1.5", "title": "<b>Maker</b>"})
    save(editor, Role.objects.get(slug="modeller"), title="Other")
    url = reverse("admin:roles_role_differences", args=[builder().pk])
    assert url in editor.get(change_url(builder())).content.decode()
    response = editor.get(url)
    told = response.context["account"].shown
    assert [(item.change.path, item.change.after) for item in told] == [
        ("roles.builder.title", "<b>Maker</b>"),
        ("roles.builder.requirements.python.level", "1.5"),
    ]
    assert b"<b>Maker" not in response.content


def test_what_differs_in_a_role_that_cannot_be_read(editor: Client) -> None:
    Role.objects.filter(slug="builder").update(summary="a" * 6000)
    url = reverse("admin:roles_role_differences", args=[builder().pk])
    assert "role builder: summary:" in text(editor.get(url))


def test_no_such_role(editor: Client) -> None:
    assert editor.get(reverse("admin:roles_role_differences", args=[999])).status_code == 404


def test_only_a_published_role_is_seen_on_the_site(editor: Client) -> None:
    assert "View on site" in text(editor.get(change_url(builder())))
    Role.objects.filter(slug="builder").update(slug="maker")
    role = Role.objects.get(slug="maker")
    assert "View on site" not in text(editor.get(change_url(role)))
