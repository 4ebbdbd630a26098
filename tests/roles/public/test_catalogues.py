"""Two catalogues in one installation: commands, public pages, the editors' list."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roles import editions
from roles.document.parse import parse_catalogue
from roles.document.serialise import from_json, to_json
from roles.document.types import Catalogue
from roles.draft import actions
from roles.draft.read import read_rows
from roles.models import Catalogue as CatalogueRow
from roles.models import Edition
from tests.roles.factory import small_catalogue, small_plain
from tests.roles.pages import text_of
from tests.roles.sources.places import ONET, real_data

pytestmark = pytest.mark.django_db


def other_catalogue(title: str = "Other trades") -> Catalogue:
    """The small one under other names: the same slugs, two roles of three."""
    plain = small_plain()
    plain |= {"title": title, "attribution": "Somebody else.", "roles": plain["roles"][1:]}
    plain["roles"][0]["title"] = "Chief baker"
    return parse_catalogue(plain)


def run(*arguments: Any) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command(*(str(item) for item in arguments), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def refused(*arguments: Any) -> str:
    """Why the command refuses."""
    with pytest.raises(CommandError) as error:
        run(*arguments)
    return str(error.value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The other catalogue as a file."""
    path = tmp_path / "other.json"
    path.write_text(to_json(other_catalogue()), encoding="utf-8")
    return path


@pytest.fixture
def other(published: Edition, file: Path) -> Edition:
    """The other catalogue, published beside the first."""
    run("catalogue", "import", file, "--catalogue", "trades")
    return Edition.objects.of("trades").get()


def test_an_import_is_the_next_edition_of_its_catalogue(published: Edition, file: Path) -> None:
    draft = read_rows()
    told = run("catalogue", "import", file, "--catalogue", "trades", "--dry-run")
    assert "difference" in told
    assert not Edition.objects.of("trades").exists()
    told = run("catalogue", "import", file, "--catalogue", "trades", "--title", "Trades")
    assert "Published edition 1 of trades" in told
    assert "2 roles and 4 skills" in told
    assert CatalogueRow.objects.get(pk="trades").title == "Trades"
    again = run("catalogue", "import", file, "--catalogue", "trades")
    assert "Nothing to publish: it equals the newest edition of trades." in again
    file.write_text(to_json(other_catalogue("Changed")), encoding="utf-8")
    assert "edition 2 of trades" in run("catalogue", "import", file, "--catalogue", "trades")
    assert read_rows() == draft
    assert editions.current().catalogue == small_catalogue()
    assert editions.current_number() == 1
    assert editions.load(number=1, catalogue="trades").catalogue == other_catalogue()


def test_what_makes_no_edition_changes_nothing(published: Edition, file: Path) -> None:
    broken = other_catalogue().model_copy(update={"roles": ()})
    file.write_text(to_json(broken), encoding="utf-8")
    assert "Nothing was changed" in refused("catalogue", "import", file, "--catalogue", "trades")
    assert "leave out --catalogue" in refused("catalogue", "import", file, "--catalogue", "main")
    assert "small letters" in refused("catalogue", "import", file, "--catalogue", "No Slug")
    assert "goes with --catalogue" in refused("catalogue", "import", file, "--title", "Trades")
    jobs = refused("catalogue", "import", file, "--catalogue", "trades", "--format", "jobs")
    assert "leave out --catalogue" in jobs
    assert Edition.objects.count() == CatalogueRow.objects.count() == 1


def test_export_and_diff_of_a_catalogue(other: Edition, tmp_path: Path) -> None:
    run("catalogue", "export", tmp_path / "x.json", "--format", "json", "--catalogue", "trades")
    assert from_json((tmp_path / "x.json").read_text("utf-8")) == other_catalogue()
    same = run("catalogue", "diff", "--catalogue", "trades", "--edition", "1")
    assert "No differences." in same
    assert "has editions" in refused("catalogue", "diff", "--catalogue", "trades")
    missing = refused("catalogue", "diff", "--catalogue", "trades", "--edition", "9")
    assert missing == "There is no edition 9 of trades."
    assert "Nothing to publish" in refused("catalogue", "publish", "--note", "x")


def test_pages_stay_within_their_catalogue(other: Edition, client: Client) -> None:
    listed = text_of(client, "/catalogues/")
    assert 'href="/catalogues/trades/roles/"' in listed
    assert 'href="/roles/"' in listed
    index = text_of(client, "/catalogues/trades/roles/?q=chief")
    assert "Chief baker" in index
    assert "Somebody else." in index
    assert "Other trades" in index
    pages = [index, text_of(client, "/catalogues/trades/compare/")]
    pages.append(text_of(client, "/catalogues/trades/roles/lead-builder/"))
    pages.append(text_of(client, "/catalogues/trades/compare/lead-builder-vs-modeller/"))
    pages.append(text_of(client, "/catalogues/trades/roles/builder/", status=404))
    for page in pages:
        assert 'href="/roles/' not in page
        assert 'href="/compare/' not in page
        assert 'href="/catalogues/"' in page
    assert 'href="/assessments/?catalogue=trades"' in pages[2]
    swapped = client.get("/catalogues/trades/compare/modeller-vs-lead-builder/")
    assert swapped["Location"] == "/catalogues/trades/compare/lead-builder-vs-modeller/"
    chosen = client.get("/catalogues/trades/compare/?first=modeller&second=lead-builder")
    assert chosen["Location"] == "/catalogues/trades/compare/lead-builder-vs-modeller/"


def test_the_usual_addresses_stay(other: Edition, client: Client) -> None:
    page = text_of(client, "/roles/lead-builder/")
    assert "Lead builder" in page
    assert "Chief baker" not in page
    assert "Somebody else." not in page
    assert client.get("/catalogues/main/roles/?q=a")["Location"] == "/roles/?q=a"
    assert client.get("/catalogues/trades/")["Location"] == "/catalogues/trades/roles/"
    assert client.get("/catalogues/unknown/roles/").status_code == 404
    assert client.get("/catalogues/no%00ne/roles/").status_code < 500


def test_one_catalogue_alone_is_as_it_was(published: Edition, client: Client) -> None:
    page = text_of(client, "/roles/")
    assert 'href="/catalogues/' not in page
    assert "Small catalogue" in text_of(client, "/catalogues/")


def test_the_number_of_queries_does_not_grow(other: Edition, client: Client) -> None:
    def queries() -> int:
        client.get("/catalogues/")
        with CaptureQueriesContext(connection) as found:
            client.get("/catalogues/")
        return len(found)

    before = queries()
    for slug in ("third", "fourth"):
        actions.publish_of_its_own(
            catalogue=other_catalogue(slug), slug=slug, title="", note="", author="tests"
        )
    assert queries() == before


def test_a_title_of_its_own_is_on_every_page(other: Edition, client: Client) -> None:
    page = text_of(client, "/catalogues/trades/roles/")
    assert "Other trades" in page
    CatalogueRow.objects.filter(pk="trades").update(title="Trades at ours")
    for path in ("catalogues/", "catalogues/trades/roles/", "catalogues/trades/roles/modeller/"):
        page = text_of(client, f"/{path}")
        assert "Trades at ours" in page
        assert "Other trades" not in page


def test_editors_see_which_catalogue_an_edition_is_of(other: Edition, editor: Client) -> None:
    page = text_of(editor, reverse("admin:roles_edition_changelist") + "?catalogue__slug=trades")
    assert "Publish again" in page
    restore = reverse("admin:roles_edition_restore", args=[other.pk])
    assert "cannot be restored into the draft" in text_of(editor, restore)
    editor.post(restore)
    assert Edition.objects.of("trades").count() == 2
    assert Edition.objects.of("main").count() == 1
    assert read_rows() == small_catalogue()
    sent = editor.get("/admin/roles/edition/export/?edition=trades-1&format=json")
    assert from_json(sent.content.decode()) == other_catalogue()


def test_numbers_are_counted_within_a_catalogue(other: Edition) -> None:
    assert (other.number, str(other)) == (1, "Edition 1 of trades")
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(catalogue_id="trades", number=1, digest="", document="")
    assert actions.restore(number=1, author="tests").number == 2


@pytest.mark.django_db(transaction=True)
def test_editions_there_are_belong_to_main_and_stay_unchangeable() -> None:
    _migrate([("roles", "0006_featured_jobs")])
    old = MigrationExecutor(connection).loader.project_state([("roles", "0006_featured_jobs")])
    old.apps.get_model("roles", "Edition").objects.create(number=7, digest="d", document="x")
    _migrate(MigrationExecutor(connection).loader.graph.leaf_nodes("roles"))
    edition = Edition.objects.get()
    assert (edition.number, edition.catalogue_id) == (7, "main")
    with (
        pytest.raises(IntegrityError, match="cannot be changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE roles_edition SET note = 'changed'")


def _migrate(targets: list[tuple[str, str]]) -> None:
    MigrationExecutor(connection).migrate(targets)


@real_data
def test_onet_beside_the_usual_catalogue(published: Edition, client: Client) -> None:
    told = run("catalogue", "import", ONET, "--format", "onet", "--catalogue", "onet")
    assert "Published edition 1 of onet" in told
    assert "O*NET" in text_of(client, "/catalogues/")
    start = text_of(client, "/assessments/?catalogue=onet")
    assert "You begin here." in start
    begun = client.post("/assessments/start/", {"way": "quick", "catalogue": "onet"})
    assert client.get(begun["Location"], follow=True).status_code == 200
