"""Related roles, through every form a catalogue has."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from roles.document.diff import compare
from roles.document.parse import CatalogueError, parse_catalogue
from roles.document.serialise import digest, from_json, to_json
from roles.document.types import Catalogue
from roles.document.validate import find_problems
from roles.document.word_diff import tell
from roles.draft.read import read_rows
from roles.draft.write import write_rows
from roles.formats.registry import packers, unpack
from roles.models import RelatedRole, Role
from tests.roles.editing import builder, change_url, save, text
from tests.roles.factory import small_catalogue, small_plain
from tests.roles.pages import store, text_of

RELATED = ("modeller", "lead-builder")


def related_plain(*slugs: str) -> dict[str, Any]:
    """The small catalogue with these roles related to the builder."""
    plain = small_plain()
    plain["roles"][0]["related"] = list(slugs or RELATED)
    return plain


def related_catalogue(*slugs: str) -> Catalogue:
    return parse_catalogue(related_plain(*slugs))


@pytest.fixture
def drafted(db: None) -> None:
    write_rows(related_catalogue())


# The document


def test_a_document_without_any_is_written_as_before() -> None:
    assert "related" not in to_json(small_catalogue())
    assert digest(to_json(small_catalogue())) == (
        "793f609e0de421a2a4c03875b947a76d8ea7ab2369c0a7474f448fe4b49e4779"
    )


@pytest.mark.parametrize("name", sorted(packers()))
def test_every_form_keeps_their_order(name: str) -> None:
    form = packers()[name]
    assert form.pack
    content = form.pack(related_catalogue())
    assert unpack(content, f"a{form.suffix}").catalogue == related_catalogue()


@pytest.mark.parametrize(
    ("slugs", "message"),
    [
        (("pirate",), "'pirate' is not in the catalogue"),
        (("modeller", "modeller"), "'modeller' appears more than once"),
        (("modeller", "builder"), "a role is not related to itself"),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands(slugs: tuple[str, ...], message: str) -> None:
    catalogue = related_catalogue(*slugs)
    [problem] = find_problems(catalogue)
    assert str(problem) == f"role builder: related: {message}"
    assert problem.loc == ("roles", 0, "related", len(slugs) - 1)
    for form in packers().values():
        assert form.pack
        with pytest.raises(CatalogueError, match=message) as caught:
            unpack(form.pack(catalogue), f"a{form.suffix}")
        place = caught.value.problems[0].place
        wanted = rf"sheet Related roles, cell B{len(slugs) + 1}|roles/builder.yaml, line|^line"
        assert re.search(wanted, place), place


def test_a_workbook_from_before_has_no_such_sheet(tmp_path: Any) -> None:
    path = tmp_path / "a.xlsx"
    form = packers()["xlsx"]
    assert form.pack
    path.write_bytes(form.pack(related_catalogue()))
    workbook = load_workbook(path)
    del workbook["Related roles"]
    workbook.save(path)
    assert unpack(path.read_bytes(), path.name).catalogue == small_catalogue()


def test_a_slug_is_no_text_of_any_kind() -> None:
    with pytest.raises(CatalogueError, match=r"roles\.0\.related\.0: .*must be small letters"):
        parse_catalogue(related_plain("Not a slug"))


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ((), ("modeller",), "Builder is now related to Modeller."),
        (RELATED, ("modeller",), "Builder is no longer related to Lead builder."),
        (
            ("modeller",),
            ("lead-builder",),
            "Builder is now related to Lead builder and no longer related to Modeller.",
        ),
        (RELATED, RELATED[::-1], "Builder: the related roles are in another order."),
    ],
)
def test_differences_in_words(
    before: tuple[str, ...], after: tuple[str, ...], sentence: str
) -> None:
    old = related_catalogue(*before) if before else small_catalogue()
    new = related_catalogue(*after)
    [told] = tell(compare(old, new), old, new).shown
    assert told.sentence == sentence
    assert "".join(piece.text for piece in told.after).startswith(("Modeller", "Lead builder"))


# The rows


def test_rows_keep_them(drafted: None) -> None:
    assert read_rows() == related_catalogue()
    write_rows(related_catalogue(*RELATED[::-1]))
    assert read_rows() == related_catalogue(*RELATED[::-1])


def test_a_role_that_goes_leaves_nothing_behind(drafted: None) -> None:
    Role.objects.get(slug="modeller").delete()
    assert [role.related for role in read_rows().roles] == [("lead-builder",), ()]
    plain = small_plain()
    del plain["roles"][1]
    write_rows(parse_catalogue(plain))
    assert not RelatedRole.objects.exists()


def test_the_database_refuses_what_cannot_be(drafted: None) -> None:
    for other in ("builder", "modeller"):
        with pytest.raises(IntegrityError), transaction.atomic():
            RelatedRole.objects.create(role=builder(), other=Role.objects.get(slug=other))


# The editors' form


@pytest.fixture
def chief(drafted: None, client: Client) -> Client:
    client.force_login(User.objects.create_superuser("chief", "chief@example.org", "secret"))
    return client


def test_the_form_finds_nothing_wrong(chief: Client) -> None:
    page = text(chief.get(change_url(builder())))
    assert "Related roles" in page
    assert "is not in the catalogue" not in page


def test_the_form_orders_and_removes(chief: Client) -> None:
    response = save(chief, builder(), **{"related-0-position": "3"})
    assert response.status_code == 302
    assert read_rows().roles[0].related == RELATED[::-1]
    save(chief, builder(), **{"related-0-DELETE": "on"})
    assert read_rows().roles[0].related == ("modeller",)


def test_the_form_refuses_the_role_itself_and_doubles(chief: Client) -> None:
    itself = save(chief, builder(), **{"related-0-other": str(builder().pk)})
    assert "A role is not related to itself." in text(itself)
    other = Role.objects.get(slug="lead-builder")
    double = save(chief, builder(), **{"related-0-other": str(other.pk)})
    assert double.status_code == 422
    assert read_rows().roles[0].related == RELATED


def test_the_preview_shows_them(chief: Client) -> None:
    page = chief.get(reverse("admin:roles_role_preview", args=[builder().pk])).content.decode()
    assert '<h2 id="related">Related roles</h2>' in page


# The public page


def test_the_page_links_them_in_order(db: None, client: Client) -> None:
    store(related_catalogue())
    page = text_of(client, "/roles/builder/")
    section = page.split('<h2 id="related">')[1].split("</section>")[0]
    assert re.findall(r'<a href="(.*?)">(.*?)</a>', section) == [
        ("/roles/modeller/", "Modeller"),
        ("/roles/lead-builder/", "Lead builder"),
    ]
    assert 'href="#related"' in page
    assert "related" not in text_of(client, "/roles/modeller/").lower()


def test_an_edition_stored_before_is_still_read(db: None, client: Client) -> None:
    document = to_json(small_catalogue())
    assert from_json(document) == small_catalogue()
    store(small_catalogue())
    assert "Related roles" not in text_of(client, "/roles/builder/")
