"""CONTRIBUTING.md keeps its word: a registry is the only list to touch."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from assessments.exports import formats as exports
from assessments.exports.record import Record
from careerpath.env import Production
from roles.document.parse import Reading
from roles.draft.read import read_rows
from roles.formats import registry as forms
from roles.models import Edition
from roles.sources.base import Imported
from roles.sources.registry import SOURCES, OutsideFormat
from tests.assessments.person import Person
from tests.roles.factory import small_catalogue

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_place_it_names_is_there() -> None:
    named = re.findall(r"`([\w./]+/[\w.]*)`|\]\(([\w./]+)\)", GUIDE)
    places = [place for pair in named for place in pair if place]
    assert len(places) > 15
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_a_setting_stands_in_the_table_of_operations() -> None:
    operations = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    names = [str(field.validation_alias) for field in Production.model_fields.values()]
    assert len(names) > 10
    inner = {"CAREERPATH_TESTING"}  # set by the tests alone
    assert [name for name in names if f"`{name}`" not in operations and name not in inner] == []


def test_a_format_to_take_along(published: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(record: Record) -> bytes:
        return record.role.title.encode()

    toy = exports.ExportFormat("toy", "A toy format", "To play with.", "toy", "text/plain", write)
    monkeypatch.setattr(exports, "ALL", (*exports.ALL, toy))
    finished = Person().begin().answer_all().finish()
    assert "A toy format" in finished.text("take-along/")
    assert finished.client.get(finished.url("export/toy/")).content == b"Builder"


@pytest.fixture
def editor(published: Edition, admin_client: Client) -> Client:
    return admin_client


def test_an_outside_source(
    editor: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any
) -> None:
    toy = small_catalogue().replaced(title="Toys")
    source = OutsideFormat("Toy source", "a .toy file", read=lambda place, progress: Imported(toy))
    monkeypatch.setitem(SOURCES, "toy", source)
    assert "Toy source: a .toy file" in editor.get("/admin/roles/edition/import/").content.decode()
    call_command("catalogue", "import", str(tmp_path), "--format", "toy")
    assert read_rows().title == "Toys"


def test_a_form_of_a_catalogue(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    toy = forms.Format(
        "toy",
        "A toy form",
        read=lambda path: Reading(small_catalogue()),
        suffix=".toy",
        media_type="text/plain",
        pack=lambda catalogue: catalogue.title.encode(),
    )
    monkeypatch.setitem(forms.FORMATS, "toy", toy)
    assert "A toy form" in editor.get("/admin/roles/edition/export/").content.decode()
