"""The editors' forms of what came later: saved, refused with a reason, merged."""

from typing import Any

import pytest
from django.test import Client

from roles.admin.merging import merge
from roles.draft.read import read_rows
from roles.draft.write import write_rows
from roles.models import CatalogueInfo, LearningStep, Skill, Tool
from tests.roles.document.test_later_fields import full_catalogue
from tests.roles.editing import builder, change_url, form_data, save, text
from tests.roles.factory import small_catalogue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]


def python() -> Skill:
    return Skill.objects.get(slug="python")


def test_everything_can_be_typed(editor: Client) -> None:
    saved = [
        save(
            editor,
            builder(),
            **{
                "aliases": "Maker\r\nConstructor, junior\r\n",
                "grade": "entry",
                "ladder": "Building",
                "former_slugs": "mason\r\ncarpenter",
                "requirements-0-essential": "on",
                "getting_started-0-skill": "SQL",
                "getting_started-0-level": "1",
            },
        ),
        save(editor, python(), aliases="Python 3", former_slugs="scripting"),
        save(editor, LearningStep.objects.get(slug="python-4"), in_post="on"),
        save(editor, Tool.objects.get(slug="postgresql"), aliases="Postgres\r\npgsql"),
        save(
            editor,
            CatalogueInfo.objects.get(),
            scale="none\r\nbasic\r\nsolid\r\ndeep\r\nmaster",
            name="Acme paths",
            home_text="Welcome.\r\n\r\nFind your way.",
            accent="#1D6F5C",
            accent_dark="#7fd1bb",
            sections="start\r\nskills\r\ndefinition",
        ),
    ]
    assert [response.status_code for response in saved] == [302] * 5
    draft, full = read_rows(), full_catalogue()
    assert (draft.scale, draft.site, draft.tools) == (full.scale, full.site, full.tools)
    role = draft.roles[0]
    assert role.replaced(related=full.roles[0].related) == full.roles[0]
    assert draft.skills[0].replaced(spread=0.5) == full.skills[0]


def test_a_form_sent_back_unchanged_changes_nothing(editor: Client) -> None:
    write_rows(full_catalogue())
    for row in (builder(), python(), Tool.objects.get(slug="git"), CatalogueInfo.objects.get()):
        assert save(editor, row).status_code == 302
    assert read_rows() == full_catalogue()
    assert "python" in text(editor.get(change_url(builder()))).lower()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"aliases": "Maker\r\nmaker"}, "names 'maker' twice"),
        ({"former_slugs": "Not a slug"}, "Use small letters, digits and single hyphens."),
        ({"former_slugs": "mason\r\nmason"}, "Name each slug once."),
        ({"ladder": "Building"}, "A role on a ladder needs a grade."),
        ({"title": "lead  BUILDER"}, "Another role is called that already"),
        ({"getting_started-0-level": "2"}, "Name both the skill and the level, or neither."),
    ],
)
def test_a_role_is_refused_with_the_reason(
    editor: Client, changes: dict[str, Any], message: str
) -> None:
    response = save(editor, builder(), **changes)
    assert response.status_code == 422
    assert message in response.content.decode().replace("&#x27;", "'")
    assert read_rows() == small_catalogue()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"scale": "low\r\nhigh"}, "must name 3 to 7 levels, from level 0 up; got 2"),
        ({"accent": "green"}, "Give a colour as # and six digits or letters a to f"),
        ({"accent": "#7fd1bb"}, "#7fd1bb is hard to read on the light ground"),
        ({"accent_dark": "#1d6f5c"}, "Take a lighter one."),
        ({"sections": "weather"}, "got 'weather'"),
    ],
)
def test_what_the_catalogue_says_is_refused_with_the_reason(
    editor: Client, changes: dict[str, Any], message: str
) -> None:
    response = save(editor, CatalogueInfo.objects.get(), **changes)
    assert response.status_code == 422
    assert message in response.content.decode().replace("&#x27;", "'")
    assert read_rows() == small_catalogue()


def test_names_that_are_taken_are_refused(editor: Client) -> None:
    for row in (python(), Tool.objects.get(slug="git")):
        taken = {"skill": "sql", "tool": "postgresql"}[str(row._meta.verbose_name)]
        response = save(editor, row, name=taken)
        assert "is called that already" in text(response)


def test_what_does_not_fit_is_told_on_the_form(editor: Client) -> None:
    save(editor, builder(), former_slugs="builder")
    CatalogueInfo.objects.update(scale="none\nsome\nmuch")
    page = text(editor.get(change_url(builder())))
    assert "is no former slug: a role in the catalogue has it" in page
    assert "level 3 is above the scale, which ends with 2 much" in page


# Two editors


def test_a_tick_and_a_text_meet(editor: Client) -> None:
    mine = form_data(editor, change_url(builder())) | {"aliases": "Maker"}
    save(editor, builder(), **{"requirements-0-essential": "on", "grade": "entry"})
    refused = editor.post(change_url(builder()), mine)
    page = text(refused)
    assert refused.status_code == 422
    assert "requirement “Python”: essential no yes nothing else: the form has what is now" in page
    form = refused.context["inline_admin_formsets"][1].formset.forms[0]
    assert form["essential"].value() is True
    assert refused.context["adminform"].form["grade"].value() == "entry"
    assert refused.context["adminform"].form["aliases"].value() == "Maker"


def state(**row: list[str]) -> dict[str, Any]:
    return {"": {"": {"": ["Row"], **row}}, "lines": {"7": {"": ["Line"], **row}}}


@pytest.mark.parametrize(
    ("shown", "now", "typed", "merged"),
    [
        ([], ["on"], [], ["on"]),  # somebody else ticked it
        (["on"], [], ["on"], []),  # somebody else unticked it
        (["on"], ["on"], [], []),  # unticked here
        ([], [], ["on"], ["on"]),  # ticked here
    ],
)
def test_boxes_are_merged(
    shown: list[str], now: list[str], typed: list[str], merged: list[str]
) -> None:
    data = {
        "lines-TOTAL_FORMS": ["1"],
        "lines-INITIAL_FORMS": ["1"],
        "lines-0-id": ["7"],
        **({"box": typed, "lines-0-box": typed} if typed else {}),
    }
    result = merge(state(box=shown), state(box=now), data)
    assert result.get("box", []) == merged
    assert result.get("lines-0-box", []) == merged
