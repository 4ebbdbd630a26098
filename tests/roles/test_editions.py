"""Publishing, restoring, and that what is published stays as it is."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from roles import editions
from roles.document.diff import compare
from roles.document.parse import CatalogueError, parse_catalogue
from roles.document.serialise import digest, from_json, to_json
from roles.document.types import Catalogue
from roles.draft import actions
from roles.draft.read import read_role, read_rows
from roles.models import Edition, ImmutableError, Requirement, Role, Skill, Tool
from tests.roles.factory import small_catalogue, small_plain

pytestmark = pytest.mark.django_db


def set_level(level: float) -> None:
    Requirement.objects.filter(role__slug="builder", skill__slug="python").update(level=level)


def test_rows_say_what_was_imported() -> None:
    actions.import_catalogue(catalogue=small_catalogue())
    assert read_rows() == small_catalogue()


def test_the_builtin_catalogue_goes_through_the_rows(builtin: Catalogue) -> None:
    actions.import_catalogue(catalogue=builtin)
    assert compare(builtin, read_rows()) == []
    with CaptureQueriesContext(
        connection,
    ) as queries:
        read_rows()
    assert len(queries) < 40


def test_a_role_row_as_a_document(published: Edition) -> None:
    assert read_role(Role.objects.get(slug="builder")) == small_catalogue().roles[0]


def test_a_role_row_that_makes_no_document(published: Edition) -> None:
    Role.objects.filter(slug="builder").update(summary="a" * 6000)
    for read in (lambda: read_role(Role.objects.get(slug="builder")), read_rows):
        with pytest.raises(CatalogueError, match=r"role builder: summary: .* at most 5000"):
            read()


def test_tools_of_one_group_stay_together(published: Edition) -> None:
    role = Role.objects.get(slug="builder")
    third = Tool.objects.create(slug="new", name="New", position=3)
    role.role_tools.create(group="Now and then", tool=third, position=1)
    groups = read_role(role).tools
    assert [(group.group, group.items) for group in groups] == [
        ("Every day", ("git", "postgresql")),
        ("Now and then", ("new",)),
    ]


def test_rows_stay_the_same_rows(published: Edition) -> None:
    before = {row.slug: row.pk for model in (Role, Skill) for row in model.objects.all()}
    plain = small_plain()
    plain["roles"].reverse()
    plain["roles"][0]["title"] = "Renamed"
    actions.import_catalogue(catalogue=parse_catalogue(plain))
    assert {row.slug: row.pk for model in (Role, Skill) for row in model.objects.all()} == before
    assert read_rows() == parse_catalogue(plain)


def test_what_is_gone_from_the_catalogue_is_gone_from_the_rows(published: Edition) -> None:
    plain = small_plain()
    plain["roles"] = plain["roles"][:1]
    plain["families"] = ["Builders"]
    actions.import_catalogue(catalogue=parse_catalogue(plain))
    assert read_rows() == parse_catalogue(plain)


def test_a_refused_import_changes_nothing(published: Edition) -> None:
    plain = small_plain()
    plain["roles"][0]["family"] = "None"
    plain["roles"][1]["seniority"] = "none"
    with pytest.raises(CatalogueError) as caught:
        actions.import_catalogue(catalogue=parse_catalogue(plain))
    assert len(caught.value.problems) == 2
    assert read_rows() == small_catalogue()


def test_publish(published: Edition) -> None:
    assert (published.number, published.note, published.author) == (1, "First", "tests")
    assert published.digest == digest(published.document)
    assert from_json(published.document) == small_catalogue()
    with pytest.raises(actions.UnchangedError, match="the draft equals the current edition"):
        actions.publish(note="Again", author="tests")
    set_level(1)
    assert actions.publish(note="Lower", author="tests").number == 2


def test_publishing_is_refused_with_the_full_list(published: Edition) -> None:
    set_level(0)
    Requirement.objects.update(level=0)
    with pytest.raises(CatalogueError) as caught:
        actions.publish(note="", author="")
    assert [problem.where for problem in caught.value.problems] == [
        "role builder",
        "role lead-builder",
        "role modeller",
    ]
    assert Edition.objects.count() == 1


def test_an_edition_does_not_follow_the_rows(published: Edition) -> None:
    set_level(1)
    assert editions.current().roles["builder"].requirements[0].level == 3
    actions.publish(note="Lower", author="tests")
    assert editions.current().roles["builder"].requirements[0].level == 1
    assert editions.load(number=1).roles["builder"].requirements[0].level == 3


def test_nothing_published() -> None:
    with pytest.raises(editions.NoEditionError):
        editions.current()


def test_restore(published: Edition) -> None:
    set_level(1)
    actions.publish(note="Lower", author="tests")
    restored = actions.restore(number=1, author="someone")
    assert (restored.number, restored.digest) == (3, published.digest)
    assert (restored.note, restored.author) == ("Restored from edition 1", "someone")
    assert read_rows() == small_catalogue()


def test_only_what_exists_is_restored(published: Edition) -> None:
    with pytest.raises(Edition.DoesNotExist):
        actions.restore(number=7, author="")


def test_an_altered_edition_is_noticed(published: Edition) -> None:
    forged = Edition.objects.create(number=2, digest="0" * 64, document=to_json(small_catalogue()))
    with pytest.raises(editions.DamagedEditionError):
        editions.load(number=forged.number)
    with pytest.raises(editions.DamagedEditionError):
        actions.restore(number=forged.number, author="")


# What the process holds


def test_what_is_worked_out_lives_and_dies_with_the_edition() -> None:
    calls: list[tuple[int, tuple[str, ...]]] = []

    @editions.once_per_edition
    def work(edition: editions.LoadedEdition, *names: str) -> None:
        calls.append((edition.number, names))

    one, two = (editions.wrap(small_catalogue(), number=number) for number in (1, 2))
    for edition in (one, two, one):
        for names in ((), ("a",), ("b",)):
            work(edition, *names)
    assert calls == [(n, names) for n in (1, 2) for names in ((), ("a",), ("b",))]
    for number in range(editions.MOST_KEPT * 3):
        work(one, str(number))
    assert len(one.derived[work.__wrapped__]) <= editions.MOST_KEPT  # type: ignore[attr-defined]


# Immutability


def change_by_save(edition: Edition) -> None:
    edition.note = "changed"
    edition.save()


def change_by_insert(edition: Edition) -> None:
    Edition.objects.bulk_create(
        [Edition(number=1, digest="", document="", note="changed")],
        update_conflicts=True,
        unique_fields=["catalogue", "number"],
        update_fields=["note"],
    )


def change_by_sql(edition: Edition) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE roles_edition SET note = 'changed'")


@pytest.mark.parametrize(
    "change",
    [
        change_by_save,
        lambda edition: Edition.objects.update(note="changed"),
        lambda edition: Edition.objects.filter(number=1).update(note="changed"),
        lambda edition: Edition.objects.bulk_update([edition], ["note"]),
        lambda edition: Edition.objects.update_or_create(number=1, defaults={"note": "changed"}),
        lambda edition: edition.delete(),
        lambda edition: Edition.objects.all().delete(),
        change_by_insert,
        change_by_sql,
    ],
)
def test_a_published_edition_cannot_be_changed(published: Edition, change: Any) -> None:
    with pytest.raises((ImmutableError, DatabaseError), match="cannot be"), transaction.atomic():
        change(published)
    assert Edition.objects.get().note == "First"
