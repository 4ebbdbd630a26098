"""An import and an editor who saves at the same moment."""

import threading
import time

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from roles.document.serialise import to_json
from roles.draft import actions
from roles.draft.read import read_rows
from roles.models import Edition, Requirement
from tests.roles.factory import small_catalogue

SAVING = 0.5  # seconds that the editor's transaction stays open


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time: nothing can race"
)
@pytest.mark.django_db(transaction=True)
def test_a_save_under_way_is_waited_for_and_not_overwritten(published: Edition) -> None:
    author = User.objects.create_superuser("editor")
    row = actions.begin_import(
        file_name="a.json", file=b"", kind="", into="main", title="", author=author
    )
    actions.hold_import(pk=row.pk, document=to_json(small_catalogue().replaced(title="Other")))
    actions.claim_import(key=row.key, author=author)
    begun = threading.Event()

    def save() -> None:
        try:
            with transaction.atomic():
                Requirement.objects.filter(role__slug="builder").update(note="Typed just now")
                begun.set()
                time.sleep(SAVING)
        finally:
            connection.close()

    editor = threading.Thread(target=save)
    editor.start()
    assert begun.wait(10)
    with pytest.raises(actions.ChangedError):
        actions.confirm_import(pk=row.pk, size="")
    editor.join()
    assert read_rows().title == small_catalogue().title
    assert Requirement.objects.filter(note="Typed just now").exists()
