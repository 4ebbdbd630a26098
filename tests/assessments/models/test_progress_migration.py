"""Ticks from before steps had a status."""

from datetime import UTC, datetime

import pytest
from django_test_migrations.migrator import Migrator

BEFORE = ("assessments", "0003_way_and_interest_weight")
AFTER = ("assessments", "0004_progress_shares_owners")
DAYS = [datetime(2026, 3, day, 9, 30, tzinfo=UTC) for day in (1, 2)]


@pytest.mark.django_db(transaction=True)
def test_old_ticks_become_done_steps_with_their_day(migrator: Migrator) -> None:
    old = migrator.apply_initial_migration([BEFORE, ("roles", "0003_skill_spread")]).apps
    edition = old.get_model("roles", "Edition").objects.create(
        number=1, document={}, digest="0" * 64
    )
    assessment = old.get_model("assessments", "Assessment").objects.create(
        edition=edition, questionnaire="full", key="k"
    )
    StepDone = old.get_model("assessments", "StepDone")
    for day, step in zip(DAYS, ("skill/sql/1", "skill/sql/2"), strict=True):
        row = StepDone.objects.create(assessment=assessment, step=step)
        StepDone.objects.filter(pk=row.pk).update(done_at=day)

    new = migrator.apply_tested_migration(AFTER).apps
    StepProgress = new.get_model("assessments", "StepProgress")
    rows = StepProgress.objects.order_by("step").values_list(
        "step", "status", "done_at", "note", "way"
    )
    assert list(rows) == [
        ("skill/sql/1", "done", DAYS[0], "", ""),
        ("skill/sql/2", "done", DAYS[1], "", ""),
    ]
    assert StepProgress(assessment_id=assessment.pk, step="x").status == "todo"
