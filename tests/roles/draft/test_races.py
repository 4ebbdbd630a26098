"""The draft as a whole and an editor who saves at the same moment."""

import contextlib
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roles.admin import edit_conflicts, matrix
from roles.document.parse import parse_catalogue
from roles.document.serialise import from_json, to_json
from roles.document.types import Catalogue
from roles.draft import actions, read
from roles.draft.read import read_rows
from roles.models import Edition, Requirement, ScheduledEdition, Skill
from tests.roles.editing import builder, change_url, form_data, text
from tests.roles.factory import small_catalogue, small_plain

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has one writer at a time: none can race"
    ),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("quiet"),
]
HOLD = 0.5  # seconds that a transaction stays open


def begin(work: Callable[[], Any]) -> threading.Thread:
    """Do ``work`` in a thread with a connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def held_open(work: Callable[[], Any]) -> threading.Thread:
    """Do ``work`` in a transaction that stays open for a while; returns when the work is done."""
    done = threading.Event()

    def run() -> None:
        with transaction.atomic():
            work()
            done.set()
            time.sleep(HOLD)

    thread = begin(run)
    assert done.wait(10)
    return thread


def renamed() -> Catalogue:
    """The small catalogue with other names throughout."""
    plain = small_plain()
    for part in (*plain["skills"], *plain["roles"]):
        key = "name" if "name" in part else "title"
        part[key] += " renamed"
    return parse_catalogue(plain)


def publish() -> str:
    Requirement.objects.update(note="To be published")
    return actions.publish(note="a", author="tests").document


def schedule() -> str:
    at = timezone.now() + timedelta(days=1)
    actions.schedule(note="a", author="tests", publish_at=at)
    return ScheduledEdition.objects.get().document


@pytest.mark.parametrize("keep", [publish, schedule])
def test_an_edition_is_one_state_of_the_draft(
    published: Edition, monkeypatch: pytest.MonkeyPatch, keep: Callable[[], str]
) -> None:
    rest, imports = read._plain_roles, []

    def import_between() -> Any:
        monkeypatch.setattr(read, "_plain_roles", rest)
        imports.append(begin(lambda: actions.import_catalogue(catalogue=renamed())))
        imports[0].join(HOLD)
        return rest()

    monkeypatch.setattr(read, "_plain_roles", import_between)
    document = from_json(keep())
    imports[0].join()
    assert [role.title for role in document.roles] == [r.title for r in small_catalogue().roles]
    assert [skill.name for skill in document.skills] == [s.name for s in small_catalogue().skills]
    assert read_rows() == renamed()


def restore(_folder: Path) -> None:
    actions.restore(number=1, author="tests")


def import_by_command(folder: Path) -> None:
    file = folder / "catalogue.json"
    file.write_text(to_json(small_catalogue()), encoding="utf-8")
    call_command("catalogue", "import", str(file))


@pytest.mark.parametrize("replace", [restore, import_by_command])
@pytest.mark.parametrize("slug", ["python", "statistics"])  # the first is asked for anyway
def test_a_save_under_way_is_replaced_whole(
    published: Edition, tmp_path: Path, replace: Callable[[Path], None], slug: str
) -> None:
    role, skill = builder(), Skill.objects.get(slug=slug)
    Requirement.objects.filter(role=role, skill=skill).delete()
    saving = held_open(
        lambda: Requirement.objects.create(
            role=role, skill=skill, level=Decimal(2), importance=Decimal(3), position=9
        )
    )
    replace(tmp_path)
    saving.join()
    assert read_rows() == small_catalogue()


def test_a_form_and_an_import_wait_for_each_other_in_turn(
    published: Edition, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(User.objects.create_superuser("editor"))
    mine = form_data(client, change_url(builder())) | {"requirements-0-level": "2.5"}
    check, imports = edit_conflicts.check, []

    def import_between(*args: Any) -> Any:
        imports.append(begin(lambda: actions.import_catalogue(catalogue=renamed())))
        imports[0].join(HOLD)
        return check(*args)

    monkeypatch.setattr(edit_conflicts, "check", import_between)
    assert client.post(change_url(builder()), mine).status_code == 302
    imports[0].join()
    assert read_rows() == renamed()


def test_a_skill_is_not_deleted_under_the_matrix(
    published: Edition, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(User.objects.create_superuser("editor"))
    category = Skill.objects.get(slug="python").category
    skill = Skill.objects.create(slug="new", name="New", category=category, prompt="?")
    url = reverse("admin:roles_matrix") + f"?category={category}"
    key = f"{builder().pk}-{skill.pk}"
    data = {"seen": client.get(url).context["matrix"].seen}
    data |= {f"level-{key}": "2", f"importance-{key}": "3"}
    stored, deletions = matrix.stored, []

    def delete() -> None:
        with contextlib.suppress(IntegrityError):  # it is asked for by then
            skill.delete()

    def delete_between(chosen: matrix.Filtered) -> Any:
        deletions.append(begin(delete))
        deletions[0].join(HOLD)
        return stored(chosen)

    monkeypatch.setattr(matrix, "stored", delete_between)
    assert client.post(url, data).status_code == 302
    deletions[0].join()
    assert builder().requirements.filter(skill__slug="new").exists()


def test_a_form_that_waited_for_an_import_is_told(published: Edition, client: Client) -> None:
    client.force_login(User.objects.create_superuser("editor"))
    mine = form_data(client, change_url(builder())) | {"summary": "Mine."}
    importing = held_open(lambda: actions.import_catalogue(catalogue=renamed()))
    refused = client.post(change_url(builder()), mine)
    importing.join()
    assert "title Builder Builder renamed" in text(refused)
    assert refused.status_code == 422
    assert read_rows() == renamed()
