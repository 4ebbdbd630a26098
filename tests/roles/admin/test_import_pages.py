"""Outside sources through the editors' pages: send, look, confirm."""

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult
from structlog.testing import capture_logs

from roles import editions
from roles.document.serialise import to_json
from roles.draft import actions, dry_run, importing
from roles.draft.read import read_rows, rows_digest
from roles.models import Catalogue, Edition, FeaturedJob, JobTitle, PendingImport, Requirement
from tests.roles.editing import text
from tests.roles.factory import small_catalogue
from tests.roles.sources.places import SAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

IMPORT = "/admin/roles/edition/import/"
SALARIES = (
    "work_year,experience_level,employment_type,job_title,salary_in_usd,employee_residence\n"
    + "".join(f"2025,SE,FT,Builder,{100_000 + 1_000 * n},US\n" for n in range(40))
)


def zipped(folder: Path) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder.parent))
    return target.getvalue()


def send(client: Client, content: bytes, name: str, **data: str) -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content), **data})


def send_sample(client: Client, kind: str, **data: str) -> Any:
    return send(client, zipped(SAMPLES / kind), f"{kind}.zip", kind=kind, **data)


@pytest.mark.parametrize("kind", ["onet", "esco", "gdad"])
def test_into_the_draft(editor: Client, kind: str) -> None:
    address = send_sample(editor, kind)["Location"]
    page = text(editor.get(address))
    assert f"{kind}.zip holds 3 roles and 3 skills. Against the draft:" in page
    assert "What the source has that is left out:" in page
    assert read_rows() == small_catalogue()
    assert f"The draft is now as in {kind}.zip." in text(editor.post(address, follow=True))
    assert len(read_rows().roles) == 3
    again = text(editor.post(address, follow=True))
    assert f"The draft is now as in {kind}.zip." in again
    assert "no longer there" not in again
    assert LogEntry.objects.get().get_change_message().startswith(f"Imported {kind}.zip (")


def test_as_a_catalogue_of_its_own_and_its_next_edition(editor: Client) -> None:
    wish = {"into": "+", "slug": "onet", "title": "  Work \n of all kinds "}
    address = send_sample(editor, "onet", **wish)["Location"]
    assert "published at once as the first edition of onet" in text(editor.get(address))
    assert not Edition.objects.of("onet").exists()
    assert "Published Edition 1 of onet." in text(editor.post(address, follow=True))
    assert Catalogue.objects.get(pk="onet").title == "Work of all kinds"
    assert read_rows() == small_catalogue()
    assert LogEntry.objects.get().get_change_message() == "Published: Imported onet.zip"

    assert "Work of all kinds: published as its next" in text(editor.get(IMPORT))
    page = text(editor.get(send_sample(editor, "onet", into="onet")["Location"]))
    assert "It equals the newest edition of onet: there is nothing to import." in page
    address = send_sample(editor, "esco", into="onet")["Location"]
    assert "Against the newest edition of onet:" in text(editor.get(address))
    editor.post(address)
    assert editions.current("onet").catalogue.title.startswith("ESCO")


@pytest.mark.parametrize(
    ("slug", "message"),
    [
        ("", "This field cannot be blank."),
        ("O NET", "Use small letters, digits and single hyphens."),
        ("main", "There is a catalogue main already"),
        ("a-vs-b", "“vs” separates roles in an address"),
    ],
)
def test_a_new_catalogue_needs_a_name_of_its_own(editor: Client, slug: str, message: str) -> None:
    response = send_sample(editor, "onet", into="+", slug=slug, title="Kept as typed")
    assert response.status_code == 422
    assert message in text(response)
    assert 'value="Kept as typed"' in response.content.decode()
    assert not PendingImport.objects.exists()


def test_another_edition_meanwhile_refuses(editor: Client) -> None:
    address = send_sample(editor, "onet", into="+", slug="other")["Location"]
    actions.publish_of_its_own(
        catalogue=small_catalogue(), slug="other", title="", note="Sooner", author="tests"
    )
    response = editor.post(address)
    assert response.status_code == 422
    assert "Another edition was published since. Nothing was imported" in text(response)
    assert Edition.objects.of("other").count() == 1


def test_salaries_by_titles_that_editors_keep(editor: Client) -> None:
    page = text(editor.get(send(editor, SALARIES.encode(), "s.csv", kind="salaries")["Location"]))
    assert "It equals the draft" in page
    add = reverse("admin:roles_jobtitle_add")
    assert editor.post(add, {"role": "nobody", "title": "Builder"}).status_code == 422
    wrong = {"role": "builder", "title": "Builder", "levels": "XX"}
    assert editor.post(add, wrong).status_code == 422
    assert not JobTitle.objects.exists()
    editor.post(add, {"role": "builder", "title": "Builder", "levels": "SE+EX"})
    address = send(editor, SALARIES.encode(), "s.csv", kind="salaries", into="+")["Location"]
    editor.post(address)
    salaries = read_rows().roles[0].salaries
    assert {(item.n, item.median) for item in salaries} == {(30, 20), (40, 119_500)}


def test_a_draft_that_changes_while_a_file_is_read_is_not_overwritten(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    JobTitle.objects.create(role="builder", title="Builder")
    read = importing.read_source

    def and_meanwhile(*arguments: Any) -> Any:
        found = read(*arguments)
        Requirement.objects.filter(role__slug="builder").update(note="New")
        return found

    monkeypatch.setattr(importing, "read_source", and_meanwhile)
    address = send(editor, SALARIES.encode(), "s.csv", kind="salaries")["Location"]
    assert editor.post(address).status_code == 422
    assert Requirement.objects.filter(role__slug="builder", note="New").exists()


@time_machine.travel(date(2026, 6, 15), tick=False)
def test_jobs(editor: Client) -> None:
    content = (SAMPLES / "jobs.json").read_bytes()
    address = send(editor, content, "jobs.json", kind="jobs", into="+")["Location"]
    page = text(editor.get(address))
    assert "jobs.json holds 2 postings for roles of the current edition" in page
    assert "builder Senior Builder (f/m/d) &amp; more Bricks Ltd Leeds, GB 30 June 2026" in page
    assert "posting 3 (Baker): names no known role" in page
    assert not FeaturedJob.objects.exists()
    done = editor.post(address, follow=True)
    assert "Featured jobs: 2 brought in, 0 expired removed." in text(done)
    assert done.redirect_chain[-1][0] == reverse("admin:roles_featuredjob_changelist")
    assert FeaturedJob.objects.count() == 2
    assert Edition.objects.count() == 1


def test_jobs_need_a_published_catalogue(client: Client) -> None:
    client.force_login(User.objects.create_superuser("editor"))
    response = send(client, (SAMPLES / "jobs.json").read_bytes(), "jobs.json", kind="jobs")
    assert response.status_code == 422
    assert "jobs.json" in text(response)


@pytest.mark.parametrize("kind", ["onet", "esco", "gdad", "salaries", "jobs"])
@pytest.mark.parametrize("name", ["a.zip", "a.csv", "a.json", "ü" * 90 + ".zip", "a\x00b.zip"])
def test_what_is_no_such_source_is_refused(editor: Client, kind: str, name: str) -> None:
    before = rows_digest()
    for content in (b"PK", b"\x00" * 50, b"[]", b"a,b\n1,2\n", zipped(SAMPLES / "esco")[:-40]):
        response = send(editor, content, name, kind=kind, into="+", slug="other")
        assert response.status_code in (400, 422)
    assert rows_digest() == before
    assert not PendingImport.objects.filter(state="waiting").exists()


def mutated(kind: str, seed: int) -> bytes:
    """The sample with one of its files cut, shuffled, in another encoding, or with a huge cell."""
    chance = random.Random(seed)
    source = SAMPLES / kind
    files = {path: path.read_bytes() for path in sorted(source.rglob("*")) if path.is_file()}
    path = chance.choice(list(files))
    content = files[path]
    place = chance.randrange(len(content))
    files[path] = chance.choice(
        [
            content[:place],
            content[place:] + content[:place],
            content.decode().encode(chance.choice(["utf-16", "cp500"])),
            content[:place] + b"A" * 140_000 + content[place:],
            content[:place] + bytes(chance.randrange(256) for _ in range(9)) + content[place:],
        ]
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in files.items():
            archive.writestr(name.name, part)
    return target.getvalue()


@pytest.mark.parametrize("kind", ["onet", "esco", "gdad"])
def test_damaged_sources_end_in_a_dry_run_or_a_clear_refusal(editor: Client, kind: str) -> None:
    before = rows_digest()
    refused = 0
    for seed in range(30):
        response = send(editor, mutated(kind, seed), "a.zip", kind=kind)
        assert response.status_code in (302, 422)
        if response.status_code == 422:
            refused += 1
            assert response.context["problems"]
            assert "for a reason of ours" not in text(response)
        else:
            assert editor.get(response["Location"]).status_code == 200
    assert refused >= 10
    assert rows_digest() == before
    assert not Edition.objects.exclude(catalogue="main").exists()


def test_a_fault_of_ours_is_told_and_changes_nothing(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "read_source", lambda *_arguments: 1 / 0)
    response = send_sample(editor, "onet")
    assert response.status_code == 422
    assert "for a reason of ours" in text(response)
    monkeypatch.undo()
    address = send_sample(editor, "onet")["Location"]
    monkeypatch.setattr(actions, "confirm_import", lambda **_arguments: 1 / 0)
    response = editor.post(address)
    assert response.status_code == 422
    assert "for a reason of ours" in text(response)
    assert read_rows() == small_catalogue()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything counts as large."""
    monkeypatch.setattr(importing, "IN_REQUEST", 10)


@pytest.mark.usefixtures("large")
def test_large_ones_are_done_in_the_background(editor: Client, later: Callable[[], None]) -> None:
    address = send_sample(editor, "onet")["Location"]
    row = PendingImport.objects.get()
    actions.report_import(pk=row.pk, progress="Skills.txt: 20,000 rows")
    response = editor.get(address)
    assert "onet.zip is being read." in text(response)
    assert "Skills.txt: 20,000 rows" in text(response)
    assert response["Refresh"] == "2"
    assert "onet.zip is being read." in text(editor.post(address, follow=True))
    later()
    response = editor.get(address)
    assert "Against the draft:" in text(response)
    assert "Refresh" not in response

    response = editor.post(address, follow=True)
    assert "onet.zip is being brought in, all of it or nothing." in text(response)
    assert editor.post(address, follow=True).redirect_chain
    assert read_rows() == small_catalogue()
    later()
    assert "The draft is now as in onet.zip." in text(editor.get(address, follow=True))
    assert len(read_rows().roles) == 3


@pytest.mark.usefixtures("large")
def test_a_large_file_that_is_refused(editor: Client, later: Callable[[], None]) -> None:
    address = send(editor, b"PK and no more", "a.zip", kind="onet")["Location"]
    later()
    assert "a.zip – – is not a whole zip file" in text(editor.get(address))
    assert not PendingImport.objects.exclude(file=b"").exists()


@pytest.mark.usefixtures("large")
def test_a_worker_brings_a_large_one_in(editor: Client, worker: Callable[[], None]) -> None:
    address = send_sample(editor, "onet")["Location"]
    assert "onet.zip is being read." in text(editor.get(address))
    worker()
    assert "Against the draft:" in text(editor.get(address))
    assert "is being brought in" in text(editor.post(address, follow=True))
    worker()
    assert "The draft is now as in onet.zip." in text(editor.get(address, follow=True))
    assert len(read_rows().roles) == 3


@pytest.mark.usefixtures("large")
def test_one_whose_worker_died_is_offered_again(editor: Client, worker: Callable[[], None]) -> None:
    address = send_sample(editor, "onet")["Location"]
    DBTaskResult.objects.get().claim("a worker that is killed")
    PendingImport.objects.update(seen_at=timezone.now() - timedelta(minutes=6))
    response = editor.get(address)
    assert "This stopped before its end, and nothing was imported." in text(response)
    assert "Refresh" not in response
    again = send_sample(editor, "onet")["Location"]
    worker()
    assert "Against the draft:" in text(editor.get(again))


@pytest.mark.usefixtures("large")
def test_what_a_page_called_stopped_is_not_brought_in_late(
    editor: Client, later: Callable[[], None]
) -> None:
    address = send_sample(editor, "onet")["Location"]
    later()
    editor.post(address)
    PendingImport.objects.update(seen_at=timezone.now() - timedelta(minutes=6))
    assert "nothing was imported" in text(editor.get(address))
    later()
    assert "nothing was imported" in text(editor.get(address))
    assert read_rows() == small_catalogue()


@pytest.mark.usefixtures("large", "later")
def test_what_is_at_work_outlives_its_hour(editor: Client) -> None:
    reading, working, dead = (send_sample(editor, "onet")["Location"] for _ in range(3))
    rows = PendingImport.objects.order_by("pk")
    pks = list(rows.values_list("pk", flat=True))
    rows.update(made_at=timezone.now() - timedelta(hours=2))
    rows.filter(pk=pks[1]).update(state="working")
    rows.filter(pk=pks[2]).update(seen_at=timezone.now() - timedelta(minutes=6))
    send_sample(editor, "onet")
    assert "is being read" in text(editor.get(reading))
    assert "is being brought in" in text(editor.get(working))
    assert editor.get(dead)["Location"] == IMPORT
    assert not rows.filter(pk=pks[2]).exists()


@pytest.mark.usefixtures("large")
def test_one_that_is_gone_is_passed_over(editor: Client, worker: Callable[[], None]) -> None:
    address = send_sample(editor, "onet")["Location"]
    PendingImport.objects.all().delete()
    worker()
    assert editor.get(address)["Location"] == IMPORT
    importing.bring_in.call(0)
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_one_that_goes_while_it_is_brought_in(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = send_sample(editor, "onet")["Location"]
    look = dry_run.look

    def and_it_goes(row: PendingImport) -> Any:
        found = look(row)
        PendingImport.objects.all().delete()
        return found

    monkeypatch.setattr(dry_run, "look", and_it_goes)
    with capture_logs() as lines:
        assert editor.post(address)["Location"] == IMPORT
    assert [line["event"] for line in lines] == ["run_gone"]
    assert read_rows() == small_catalogue()
    assert not PendingImport.objects.exists()


@pytest.mark.usefixtures("large", "worker")
def test_a_row_and_its_task_are_kept_together(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DatabaseBackend, "_task_to_db_task", lambda *_arguments: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send_sample(editor, "onet")
    assert not PendingImport.objects.exists()


@pytest.mark.usefixtures("large")
def test_a_failed_run_is_named_in_the_log(
    editor: Client, later: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = send_sample(editor, "onet")["Location"]
    monkeypatch.setattr(importing, "read_source", lambda *_arguments: 1 / 0)
    with capture_logs() as lines:
        later()
    assert "for a reason of ours" in text(editor.get(address))
    run = f"pendingimport-{PendingImport.objects.get().pk}"
    assert lines == [{"event": "run_failed", "run": run, "exc_info": True, "log_level": "error"}]


def test_rights_that_went_meanwhile(published: Edition, client: Client) -> None:
    user = User.objects.create_user("publisher", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="add_edition"))
    client.force_login(user)
    assert send_sample(client, "onet", into="main").status_code == 422
    address = send_sample(client, "onet", into="+", slug="onet")["Location"]
    user.user_permissions.set(Permission.objects.filter(content_type__model="featuredjob"))
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403
    assert not Edition.objects.of("onet").exists()


@pytest.mark.parametrize("wish", [{}, {"kind": ""}, {"into": "main"}, {"kind": "onet"}])
def test_who_features_jobs_sends_no_catalogue(
    published: Edition, client: Client, wish: dict[str, str]
) -> None:
    """Compared with the draft, it would show what is in the draft."""
    user = User.objects.create_user("jobs", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__model="featuredjob"))
    client.force_login(user)
    response = send(client, to_json(small_catalogue()).encode(), "a.json", **wish)
    assert response.status_code == 422
    assert "kind" in response.context["form"].errors
    assert not PendingImport.objects.exists()


def test_groups_may_do_their_part(published: Edition, client: Client) -> None:
    actions.make_groups()
    for name, expected in (
        (actions.VIEWERS, None),
        (actions.WRITERS, {"main"}),
        (actions.PUBLISHERS, {"+"}),
    ):
        user = User.objects.create_user(name, is_staff=True)
        user.groups.set(User.groups.field.related_model.objects.filter(name=name))
        client.force_login(user)
        response = client.get(IMPORT)
        if expected is None:
            assert response.status_code == 403
        else:
            assert set(dict(response.context["form"].fields["into"].choices)) == expected
