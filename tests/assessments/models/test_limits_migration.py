"""Rows from before the database held the limits."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django_test_migrations.migrator import Migrator

BEFORE = ("assessments", "0007_chosen_families")
AFTER = ("assessments", "0009_limits")
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PAST, EARLIER = NOW - timedelta(days=9), NOW - timedelta(days=10)
TO_COME = datetime(2190, 1, 1, tzinfo=UTC)
MONDAYS = [str(date(2026, 11, 23) + timedelta(weeks=week)) for week in range(-150, 151)]

# Before, after; what is not named stays as it is.
ROWS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "within": ({"started_at": EARLIER, "completed_at": PAST, "weeks_off": MONDAYS[:3]}, {}),
    "unfinished": ({"started_at": EARLIER, "completed_at": None}, {}),
    "completed in the future": (
        {"started_at": EARLIER, "completed_at": TO_COME},
        {"completed_at": NOW},
    ),
    "begun in the future": (
        {"started_at": TO_COME, "completed_at": PAST},
        {"started_at": PAST},
    ),
    "all in the future": (
        {"started_at": TO_COME, "completed_at": TO_COME},
        {"started_at": NOW, "completed_at": NOW},
    ),
    "completed before the start": (
        {"started_at": PAST, "completed_at": EARLIER},
        {"completed_at": PAST},
    ),
    "days far off": (
        {"plan_start": date(1950, 1, 1), "ready_by": date(2200, 5, 5)},
        {"plan_start": date(2000, 1, 1), "ready_by": date(2199, 12, 31)},
    ),
    "ready before the start": (
        {"plan_start": date(2026, 1, 5), "ready_by": date(2026, 1, 5)},
        {"ready_by": date(2026, 1, 6)},
    ),
    "no day after the last": (
        {"plan_start": date(2200, 1, 1), "ready_by": date(2200, 1, 2)},
        {"plan_start": date(2199, 12, 31), "ready_by": None},
    ),
    "too many weeks off": ({"weeks_off": MONDAYS}, {"weeks_off": MONDAYS[101:]}),
    "too many weeks to come": (
        {"weeks_off": MONDAYS[140:] + [f"21{year}-01-04" for year in range(10, 99)]},
        {"weeks_off": MONDAYS[150:] + [f"21{year}-01-04" for year in range(10, 59)]},
    ),
    "weeks out of this world": (
        {"weeks_off": ["1999-12-27", "2026-11-23", "2200-01-06"]},
        {"weeks_off": ["1999-12-27", "2026-11-23"]},
    ),
    "many families": ({"families": ["D", "C", "B", "A"]}, {"families": ["D", "C", "B"]}),
}


@pytest.mark.django_db(transaction=True)
def test_every_row_is_kept_and_brought_inside(migrator: Migrator) -> None:
    old = migrator.apply_initial_migration([BEFORE, ("roles", "0010_related_roles")]).apps
    Catalogue, Edition = (old.get_model("roles", name) for name in ("Catalogue", "Edition"))
    edition = Edition.objects.create(
        catalogue=Catalogue.objects.first(), number=1, document={}, digest="0" * 64
    )
    Assessment = old.get_model("assessments", "Assessment")
    for key, (values, _) in ROWS.items():
        row = Assessment.objects.create(edition=edition, questionnaire="full", key=key)
        Assessment.objects.filter(pk=row.pk).update(**{"started_at": EARLIER, **values})
    Progress, OwnStep = (old.get_model("assessments", n) for n in ("StepProgress", "OwnStep"))
    Progress.objects.create(assessment=row, step="a", status="done", done_at=TO_COME, note="n")
    Progress.objects.create(assessment=row, step="b", status="done", done_at=PAST, note="z" * 2001)
    own = OwnStep.objects.create(assessment=row, role="r", title="t", hours=1, phase="connect")
    OwnStep.objects.filter(pk=own.pk).update(added_at=TO_COME)
    before = {row["key"]: row for row in Assessment.objects.values()}

    with time_machine.travel(NOW, tick=False):
        new = migrator.apply_tested_migration(AFTER).apps
    after = {row["key"]: row for row in new.get_model("assessments", "Assessment").objects.values()}
    assert after == {key: {**before[key], **changed} for key, (_, changed) in ROWS.items()}
    steps = new.get_model("assessments", "StepProgress").objects.order_by("step")
    assert list(steps.values_list("done_at", "note")) == [(NOW, "n"), (PAST, "z" * 2000)]
    assert new.get_model("assessments", "OwnStep").objects.get().added_at == NOW
