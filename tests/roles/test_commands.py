"""manage.py catalogue and manage.py setup_site."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roles.document.serialise import digest, from_json, to_json
from roles.draft import actions
from roles.draft.read import read_rows
from roles.formats.folder import read_folder, write_folder
from roles.management.commands import setup_site
from roles.models import Edition, Requirement, Role
from tests.roles.factory import small_catalogue, small_plain

pytestmark = pytest.mark.django_db


def run(*arguments: Any) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command(*(str(argument) for argument in arguments), stdout=out)
    return out.getvalue()


def refused(*arguments: Any) -> tuple[list[str], str]:
    """The lines on stderr and the last word."""
    err = io.StringIO()
    with pytest.raises(CommandError) as caught:
        call_command(*(str(item) for item in arguments), stdout=io.StringIO(), stderr=err)
    assert caught.value.returncode == 1
    return err.getvalue().splitlines(), str(caught.value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small catalogue as YAML, with one requirement changed."""
    plain = small_plain()
    plain["roles"][0]["requirements"][0]["level"] = 1
    write_folder(from_json(json.dumps(plain)), tmp_path / "small")
    return tmp_path / "small"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A JSON file with two problems."""
    plain = small_plain()
    plain["roles"][0]["family"] = "None"
    plain["roles"][1]["seniority"] = "none"
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(plain), encoding="utf-8")
    return path


def test_validate(published: Edition, folder: Path) -> None:
    assert run("catalogue", "validate") == "No problems: 3 roles and 4 skills.\n"
    assert run("catalogue", "validate", folder) == "No problems: 3 roles and 4 skills.\n"


@pytest.mark.parametrize("command", [("validate",), ("import",), ("import", "--dry-run")])
def test_every_problem_has_a_line(
    published: Edition, broken: Path, command: tuple[str, ...]
) -> None:
    lines, last = refused("catalogue", *command, broken)
    assert [line.split(" (line 1, column ")[0] for line in lines] == [
        "role builder: family: 'None' is not in the catalogue",
        "role lead-builder: seniority: 'none' is not in the catalogue",
    ]
    assert last == "2 problems. Nothing was changed."
    assert read_rows() == small_catalogue()


def test_validate_the_draft(published: Edition) -> None:
    Role.objects.filter(slug="builder").update(summary="a" * 6000)
    lines, _last = refused("catalogue", "validate")
    assert len(lines) == 1
    assert lines[0].startswith("role builder: summary: ")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.json", None, "does not exist"),
        ("people.csv", b"", "name its --format"),
    ],
)
def test_what_cannot_be_read(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    _lines, last = refused("catalogue", "validate", tmp_path / name)
    assert message in last


@pytest.mark.parametrize("content", [b"\xff\xfe\xfa", b"{", b"[]"])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file.json").write_bytes(content)
    lines, _last = refused("catalogue", "import", tmp_path / "file.json")
    assert len(lines) == 1


def test_import(published: Edition, folder: Path) -> None:
    assert run("catalogue", "import", folder) == "The draft now holds 3 roles and 4 skills.\n"
    assert read_rows() == read_folder(folder)


def test_an_import_is_logged_for_a_user(published: Edition, folder: Path) -> None:
    get_user_model().objects.create_user("editor")
    run("catalogue", "import", folder, "--user", "editor")
    assert LogEntry.objects.get().get_change_message().startswith("Imported small (")
    _lines, last = refused("catalogue", "import", folder, "--user", "nobody")
    assert last == "There is no user nobody."


def test_a_dry_run_shows_the_difference_and_changes_nothing(
    published: Edition, folder: Path
) -> None:
    assert run("catalogue", "import", folder, "--dry-run").splitlines() == [
        "changed roles.builder.requirements.python.level: 3 -> 1",
        "1 difference.",
    ]
    assert read_rows() == small_catalogue()


def test_export_json_has_the_digest_of_the_edition(published: Edition, tmp_path: Path) -> None:
    run("catalogue", "export", tmp_path / "one.json", "--format", "json")
    assert digest((tmp_path / "one.json").read_text(encoding="utf-8")) == published.digest


def test_export_an_edition_or_the_draft(published: Edition, tmp_path: Path) -> None:
    Requirement.objects.update(level=1)
    for edition in ("1", "draft"):
        target = tmp_path / edition
        run("catalogue", "export", target, "--format", "yaml", "--edition", edition)
    assert read_folder(tmp_path / "1") == small_catalogue()
    assert read_folder(tmp_path / "draft") == read_rows() != small_catalogue()


@pytest.mark.parametrize("edition", ["7", "newest", "9" * 40])
def test_there_is_no_such_edition(published: Edition, tmp_path: Path, edition: str) -> None:
    _lines, last = refused(
        "catalogue", "export", tmp_path / "a.json", "--format", "json", "--edition", edition
    )
    assert last == f"There is no edition {edition}."


@pytest.mark.parametrize("name", ["catalogue.xlsx", "catalogue.json", "catalogue.zip"])
def test_every_form_goes_out_and_comes_back(published: Edition, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    kind = {"zip": "yaml"}.get(path.suffix[1:], path.suffix[1:])
    run("catalogue", "export", path, "--format", kind)
    assert run("catalogue", "validate", path) == "No problems: 3 roles and 4 skills.\n"
    assert run("catalogue", "import", path, "--dry-run") == "No differences.\n"
    Requirement.objects.update(level=1)
    run("catalogue", "import", path, "--format", kind)
    assert read_rows() == small_catalogue()


def test_export_spares_other_folders(published: Edition, tmp_path: Path) -> None:
    (tmp_path / "roles").mkdir()
    (tmp_path / "roles" / "playbook.yaml").write_text("mine", encoding="utf-8")
    lines, _last = refused("catalogue", "export", tmp_path, "--format", "yaml")
    assert "choose another folder" in lines[0]
    assert (tmp_path / "roles" / "playbook.yaml").exists()


def test_export_to_where_nothing_can_be_written(published: Edition, tmp_path: Path) -> None:
    _lines, last = refused("catalogue", "export", tmp_path / "no" / "a.json", "--format", "json")
    assert last.endswith("No such file or directory")


def test_diff_and_publish(published: Edition) -> None:
    assert run("catalogue", "diff") == "No differences.\n"
    _lines, last = refused("catalogue", "publish", "--note", "Nothing")
    assert last == "Nothing to publish: the draft equals the current edition."
    Requirement.objects.filter(role__slug="builder", skill__slug="sql").delete()
    assert run("catalogue", "diff").splitlines() == [
        "removed roles.builder.requirements.sql: sql",
        "1 difference.",
    ]
    assert run("catalogue", "publish", "--note", "Less", "--author", "me").startswith(
        "Published edition 2 ("
    )
    edition = Edition.objects.newest_first()[0]
    assert (edition.note, edition.author) == ("Less", "me")
    assert run("catalogue", "diff", "--edition", "1").endswith("1 difference.\n")


def test_publish_needs_a_note_that_fits(published: Edition) -> None:
    for note in (" ", "a" * 501):
        _lines, last = refused("catalogue", "publish", "--note", note)
        assert last == "The note must have 1 to 500 characters."


def test_the_first_edition() -> None:
    _lines, last = refused("catalogue", "diff")
    assert last == "Nothing has been published yet."
    actions.import_catalogue(catalogue=small_catalogue())
    run("catalogue", "publish", "--note", "First")
    assert Edition.objects.get().document == to_json(small_catalogue())


# setup_site


@pytest.fixture
def content(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """The small catalogue in the place of the built-in one."""
    monkeypatch.setattr(setup_site, "CONTENT", folder)
    return folder


def test_setup_publishes_and_makes_an_editor(content: Path, settings: Any) -> None:
    settings.DEBUG = True
    printed = run("setup_site")
    password = printed.split("password ")[1].split()[0]
    editor = get_user_model().objects.get(username="editor")
    assert editor.is_superuser
    assert editor.check_password(password)
    assert from_json(Edition.objects.get().document) == read_folder(content)


def test_setup_twice_does_nothing_more(content: Path, settings: Any) -> None:
    settings.DEBUG = True
    run("setup_site")
    with CaptureQueriesContext(connection) as queries:
        assert "password" not in run("setup_site")
    writes = ("INSERT", "UPDATE", "DELETE")
    assert not [query["sql"] for query in queries if query["sql"].startswith(writes)]
    assert Edition.objects.count() == get_user_model().objects.count() == 1


def test_setup_makes_nobody_in_production(content: Path, settings: Any) -> None:
    settings.DEBUG = False
    assert "createsuperuser" in run("setup_site")
    assert not get_user_model().objects.exists()


def test_setup_keeps_a_draft(content: Path) -> None:
    actions.import_catalogue(catalogue=small_catalogue())
    assert "nothing is published" in run("setup_site")
    assert read_rows() == small_catalogue()
    assert not Edition.objects.exists()
