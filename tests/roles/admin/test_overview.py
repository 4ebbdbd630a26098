"""Across roles: the matrix, the health of the catalogue, links, where a skill is used."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from roles.admin import overview
from roles.admin.role import RoleAdmin
from roles.document.alike import nearly_same_names, used_alike
from roles.document.types import Catalogue
from roles.draft.read import read_rows
from roles.models import LevelStatement, LinkCheck, Questionnaire, Requirement, Role, Skill
from tests.roles.editing import builder, change_url, text
from tests.roles.factory import URL as LINK
from tests.roles.factory import small_catalogue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]
MATRIX = "/admin/roles/role/matrix/?category=Making"
HEALTH = "/admin/roles/role/health/"
LINKS = "/admin/roles/role/links/"


def cells(client: Client) -> dict[str, str]:
    """What a browser would send back unchanged."""
    table = client.get(MATRIX).context["matrix"]
    data = {"seen": table.seen}
    for _role, row in table.rows:
        for cell in row:
            data |= {f"level-{cell.key}": cell.level, f"importance-{cell.key}": cell.importance}
    return data


def cell(role: str, skill: str) -> str:
    return f"{Role.objects.get(slug=role).pk}-{Skill.objects.get(slug=skill).pk}"


def asked() -> dict[tuple[str, str], tuple[float, float]]:
    rows = Requirement.objects.values_list("role__slug", "skill__slug", "level", "importance")
    return {(role, skill): (float(a), float(b)) for role, skill, a, b in rows}


# The matrix


def test_many_cells_at_once(editor: Client) -> None:
    before, data = asked(), cells(editor)
    assert len(data) == 1 + 2 * 6
    gone, new, changed = (
        cell("builder", "sql"),
        cell("modeller", "python"),
        cell("lead-builder", "python"),
    )
    data |= {f"level-{gone}": "", f"importance-{gone}": " "}
    data |= {f"level-{new}": "1.5", f"importance-{new}": "2", f"importance-{changed}": "4.25"}
    assert "3 cells changed." in text(editor.post(MATRIX, data, follow=True))
    after = {
        **before,
        ("modeller", "python"): (1.5, 2.0),
        ("lead-builder", "python"): (4.0, 4.25),
    }
    del after["builder", "sql"]
    assert asked() == after
    assert Role.objects.get(slug="modeller").requirements.last().skill.slug == "python"
    log = text(editor.get(reverse("admin:admin_logentry_changelist")))
    assert "SQL: level 2, importance 3 → not asked for" in log
    assert "Python: level 4, importance 5 → level 4, importance 4.25" in log


def test_unchanged_cells_are_not_touched(editor: Client) -> None:
    data = cells(editor)
    Requirement.objects.filter(role__slug="builder").update(level=1)
    assert "Nothing was changed." in text(editor.post(MATRIX, data, follow=True))
    assert asked()["builder", "python"] == (1, 5)
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    ("level", "importance", "message"),
    [
        ("5", "3", "level must be a number from 0 to 4"),
        ("2.555", "3", "level must be a number from 0 to 4, with two decimals at most"),
        ("NaN", "3", "level must be a number"),
        ("3", "much", "importance must be a number from 1 to 5"),
        ("3", "", "give both a level and an importance, or neither"),
        ("9" * 400, "1e999999", "level must be a number"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_saved(
    editor: Client, level: str, importance: str, message: str
) -> None:
    before, data = asked(), cells(editor)
    wrong, right = cell("builder", "python"), cell("builder", "sql")
    data |= {f"level-{wrong}": level, f"importance-{wrong}": importance, f"level-{right}": "1"}
    response = editor.post(MATRIX, data)
    assert response.status_code == 422
    assert f"Builder, Python : {message}" in text(response)
    assert f'value="{level}"' in response.content.decode()
    assert asked() == before


def test_a_cell_that_somebody_else_changed(editor: Client) -> None:
    data = cells(editor)
    Requirement.objects.filter(role__slug="builder", skill__slug="python").update(level=1)
    mine = cell("builder", "python")
    data[f"level-{mine}"] = "2"
    response = editor.post(MATRIX, data)
    assert "somebody else changed it meanwhile: level 1, importance 5 now" in text(response)
    assert asked()["builder", "python"] == (1, 5)
    data["seen"] = response.context["matrix"].seen
    assert editor.post(MATRIX, data).status_code == 302
    assert asked()["builder", "python"] == (2, 5)


@pytest.mark.parametrize("seen", ["", "nonsense"])
def test_a_form_that_does_not_say_what_it_showed(editor: Client, seen: str) -> None:
    before, data = asked(), cells(editor)
    key = cell("builder", "python")
    assert editor.post(MATRIX, {**data, "seen": seen, f"level-{key}": "1"}).status_code == 422
    assert asked() == before


def test_filters(editor: Client) -> None:
    page = editor.get("/admin/roles/role/matrix/?family=Keepers&category=Thinking")
    assert "nothing to show" in text(page)
    everything = editor.get("/admin/roles/role/matrix/?category=&family=nonsense")
    assert len(everything.context["matrix"].skills) == 4
    assert [s.slug for s in editor.get(MATRIX).context["matrix"].skills] == ["python", "sql"]


def test_a_table_too_large_asks_for_a_filter(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roles.admin.matrix.MOST_CELLS", 5)
    assert "too large a table" in text(editor.get(MATRIX))


def test_who_may_see_and_change_the_matrix(editor: Client) -> None:
    user = User.objects.create_user("viewer", is_staff=True)
    viewer = Client()
    viewer.force_login(user)
    assert viewer.get(MATRIX).status_code == 403
    user.user_permissions.set(Permission.objects.filter(codename="view_role"))
    page = viewer.get(MATRIX)
    assert "3, importance 5" in text(page)
    assert 'name="level-' not in page.content.decode()
    assert viewer.post(MATRIX, {}).status_code == 403


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (("lead-builder", "python", "1", "1"), ""),
        (("builder", "sql", "", ""), "you have no right to delete requirements"),
        (("modeller", "python", "1", "1"), "you have no right to add requirements"),
    ],
)
def test_each_kind_of_change_takes_its_own_right(
    editor: Client, change: tuple[str, str, str, str], error: str
) -> None:
    user = User.objects.create_user("helper", is_staff=True)
    rights = Permission.objects.filter(codename__in=["view_role", "change_requirement"])
    user.user_permissions.set(rights)
    editor.force_login(user)
    before, data = asked(), cells(editor)
    role, skill, level, importance = change
    key = cell(role, skill)
    data |= {f"level-{key}": level, f"importance-{key}": importance}
    response = editor.post(MATRIX, data)
    if error:
        assert error in text(response)
        assert asked() == before
    else:
        assert response.status_code == 302
        assert asked() != before


def test_a_role_deleted_while_its_pages_are_made(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    get = RoleAdmin.get_object

    def delete_meanwhile(*args: Any) -> Any:
        row = get(*args)
        Role.objects.filter(pk=row.pk).delete()
        return row

    monkeypatch.setattr(RoleAdmin, "get_object", delete_meanwhile)
    for name, role in (("preview", "builder"), ("differences", "modeller")):
        pk = Role.objects.get(slug=role).pk
        assert editor.get(reverse(f"admin:roles_role_{name}", args=[pk])).status_code == 404


# Health


def test_a_healthy_catalogue(editor: Client) -> None:
    page = text(editor.get(HEALTH))
    assert "The draft has no problems." in page
    assert "0 of 4 skills lack something" in page
    assert HEALTH in editor.get("/admin/").content.decode()


def test_what_is_missing_or_double(editor: Client) -> None:
    python = Skill.objects.get(slug="python")
    python.steps.all().delete()
    LevelStatement.objects.filter(skill__slug="sql", level=2).delete()
    Skill.objects.filter(slug="modelling").update(name="Statistic")
    page = text(editor.get(HEALTH))
    assert "2 of 4 skills lack something" in page
    assert "Python : no learning steps" in page
    assert "SQL : no statement for level 2" in page
    assert "“Statistics” and “Statistic”" in page
    Requirement.objects.update(level=0)
    assert "cannot be published before these are put right" in text(editor.get(HEALTH))
    Role.objects.filter(slug="builder").update(summary="a" * 6000)
    assert "role builder: summary:" in text(editor.get(HEALTH))


def test_what_was_deleted_meanwhile_is_not_listed(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    Skill.objects.filter(slug="modelling").update(name="Statistic")
    Role.objects.filter(slug="modeller").update(title="Builders")
    Skill.objects.get(slug="python").steps.all().delete()
    LevelStatement.objects.filter(skill__slug="modelling").delete()

    def delete_meanwhile() -> Catalogue:
        catalogue = read_rows()
        Role.objects.filter(slug="modeller").delete()
        Requirement.objects.all().delete()
        Questionnaire.objects.all().delete()
        Skill.objects.exclude(slug="python").delete()
        return catalogue

    monkeypatch.setattr(overview, "read_rows", delete_meanwhile)
    found = editor.get(HEALTH).context
    assert [item.name for item in found["skills"].shown] == ["Python"]
    assert found["names"].shown == []


def test_health_costs_the_same_however_much_there_is(editor: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            editor.get(HEALTH)
        return len(queries)

    before = count()
    first = builder()
    for number in range(5):
        Role.objects.create(
            slug=f"n-{number}",
            title=f"N {number}",
            family=first.family,
            seniority=first.seniority,
        )
    assert count() <= before + 1


def test_roles_that_are_hard_to_tell_apart(editor: Client) -> None:
    apart = reverse("admin:assessments_apart")
    assert apart in editor.get(HEALTH).content.decode()
    assert "Builder Lead builder 100 %" not in text(editor.get(apart))
    for slug, level in (("python", 3), ("sql", 2)):
        Requirement.objects.filter(role__slug="lead-builder", skill__slug=slug).update(level=level)
    assert "Builder Lead builder 100 %" in text(editor.get(apart))


def test_names_and_uses_alike() -> None:
    old = small_catalogue()
    sql = old.skills[1].replaced(slug="sql-querying", name="SQL-Python", steps=())
    other = sql.replaced(slug="other", name="Python, SQL")
    catalogue = old.replaced(skills=(*old.skills, sql, other))
    assert [(pair.first, pair.second) for pair in nearly_same_names(catalogue)] == [
        ("sql-querying", "other")
    ]
    assert used_alike(catalogue) == []
    roles = tuple(
        role.replaced(
            requirements=(
                {"skill": "python", "level": 2.0, "importance": 1.0},
                {"skill": "sql", "level": 2.25, "importance": 1.0},
            )
        )
        for role in old.roles
    )
    alike = used_alike(catalogue.replaced(roles=roles))
    assert [(pair.first, pair.second) for pair in alike] == [("python", "sql")]


# Links


def test_links_are_looked_at_once_a_year(editor: Client) -> None:
    assert "1 of 1 links to look at" in text(editor.get(HEALTH))
    assert LINK in editor.get(LINKS).content.decode()
    data: dict[str, Any] = {"url": [LINK, "https://elsewhere.example/"], "works": "yes"}
    assert "1 link marked as working." in text(editor.post(LINKS, data, follow=True))
    assert "All 1 links were looked at within a year" in text(editor.get(LINKS))
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert "by editor" in text(later().get(LINKS))
    editor.post(LINKS, {"url": LINK, "works": "no"})
    assert "1 broken" in text(editor.get(HEALTH))
    assert LinkCheck.objects.get().checked_by == "editor"


def later() -> Client:
    """The editor, signed in a year later."""
    client = Client()
    client.force_login(User.objects.get(username="editor"))
    return client


# Where a skill is used


def test_where_a_skill_is_used(editor: Client) -> None:
    page = text(editor.get(change_url(Skill.objects.get(slug="python"))))
    assert "2 roles ask for it" in page
    assert "Lead builder : level 4.00, importance 5.00" in page
    assert "Asked in All questions" in page
    assert "Comes before Modelling" in page
