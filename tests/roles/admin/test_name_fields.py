"""Choosing a skill, activity or tool in a form by its name or slug, without scripts too."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from roles.admin import name_fields as choosing
from roles.models import LearningStep, Requirement, Section, Skill
from tests.roles.editing import builder, change_url, form_data, save, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]


def asked(place: int) -> str:
    return list(builder().requirements.values_list("skill__slug", flat=True))[place]


def test_a_row_shows_its_skill_by_name(editor: Client) -> None:
    html = editor.get(change_url(builder())).content.decode()
    field = re.search(r'<input[^>]*name="requirements-0-skill"[^>]*>', html)
    assert field
    assert 'value="Python"' in field[0]
    assert 'list="names-of-skill"' in field[0]
    assert 'aria-label="Skill (Python)"' in field[0]
    assert html.count('<option value="Statistics">') == 1


@pytest.mark.parametrize("typed", ["Statistics", "statistics", " STATISTICS ", "{key}"])
def test_a_name_a_slug_or_a_number(editor: Client, typed: str) -> None:
    statistics = Skill.objects.get(slug="statistics")
    response = save(editor, builder(), **{"requirements-1-skill": typed.format(key=statistics.pk)})
    assert response.status_code == 302
    assert asked(1) == "statistics"


@pytest.mark.parametrize("typed", ["Statisticks", "9" * 30, "a" * 5000, "☃", "x (y)", "<b>"])
def test_no_such_name(editor: Client, typed: str) -> None:
    response = save(editor, builder(), **{"requirements-1-skill": typed, "title": "Maker"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "names no skill, or more than one" in page
    assert response.context["inline_admin_formsets"][1].formset.forms[1]["skill"].value() == typed
    assert asked(1) == "sql"
    assert builder().title == "Builder"


def test_two_of_the_same_name_are_told_apart(editor: Client) -> None:
    Skill.objects.filter(slug="statistics").update(name="SQL")
    html = editor.get(change_url(builder())).content.decode()
    assert 'value="SQL (sql)"' in html
    assert 'value="SQL (statistics)"' in html
    assert save(editor, builder(), **{"requirements-1-skill": "SQL"}).status_code == 422
    save(editor, builder(), **{"requirements-1-skill": "SQL (statistics)"})
    assert asked(1) == "statistics"
    save(editor, builder(), **{"requirements-1-skill": "sql"})
    assert asked(1) == "sql"


def test_names_go_through_the_merge_of_two_editors(editor: Client) -> None:
    other = Client()
    other.force_login(User.objects.create_superuser("other"))
    url = change_url(builder())
    mine = {**form_data(editor, url), "requirements-1-skill": "Statistics"}
    save(other, builder(), **{"requirements-0-skill": "modelling"})
    refused = editor.post(url, mine)
    assert "Nothing is saved yet" in text(refused)
    html = refused.content.decode()
    shown = re.findall(r'name="requirements-[01]-skill" value="([^"]*)"', html)
    assert shown == ["Modelling", "Statistics"]
    mine["seen"] = refused.context["adminform"].form["seen"].value()
    assert editor.post(url, {**mine, "requirements-0-skill": "Modelling"}).status_code == 302
    assert [asked(0), asked(1)] == ["modelling", "statistics"]


def test_too_many_to_list_are_asked_for(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "MOST_LISTED", 1)
    html = editor.get(change_url(builder())).content.decode()
    assert 'value="Python"' in html
    found = re.search(r'<datalist id="names-of-skill" data-url="([^"]*)"></datalist>', html)
    assert found
    answer = editor.get(found[1].replace("&amp;", "&") + "&term=stat").json()
    assert [row["text"] for row in answer["results"]] == ["Statistics"]
    save(editor, builder(), **{"requirements-1-skill": "Statistics"})
    assert asked(1) == "statistics"


@pytest.mark.parametrize("typed", ["Ökonometrie", "ökonometrie", "ÖKONOMETRIE"])
def test_capitals_beyond_z(editor: Client, typed: str) -> None:
    Skill.objects.filter(slug="statistics").update(name="Ökonometrie")
    assert save(editor, builder(), **{"requirements-1-skill": typed}).status_code == 302
    assert asked(1) == "statistics"
    double = save(editor, Skill.objects.get(slug="sql"), name=typed)
    assert "Another skill is called that already" in text(double)


def test_forms_of_one_row_take_names_too(editor: Client) -> None:
    step = LearningStep.objects.filter(skill__slug="python").first()
    assert step
    save(editor, step, skill="sql")
    step.refresh_from_db()
    assert step.skill.slug == "sql"
    assert "names no skill" in text(save(editor, step, skill="nothing"))
    section = Section.objects.first()
    assert section
    assert save(editor, section, **{"skill_rows-0-skill": "nonsense"}).status_code == 422


def test_a_role_costs_few_queries_to_look_at_and_to_save(editor: Client) -> None:
    url = change_url(builder())
    editor.get(url)
    with CaptureQueriesContext(connection) as looked:
        editor.get(url)
    assert len(looked) <= 25
    data = form_data(editor, url)
    with CaptureQueriesContext(connection) as saved:
        editor.post(url, data)
    for place, slug in enumerate(("statistics", "modelling"), 3):
        skill = Skill.objects.get(slug=slug)
        Requirement.objects.create(
            role=builder(), skill=skill, level=1, importance=1, position=place
        )
    data = form_data(editor, url)
    with CaptureQueriesContext(connection) as longer:
        editor.post(url, data)
    asked_before = sum('FROM "roles_skill"' in query["sql"] for query in saved)
    assert sum('FROM "roles_skill"' in query["sql"] for query in longer) == asked_before
