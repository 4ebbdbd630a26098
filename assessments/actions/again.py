"""Carry what a person made of their plan over to the assessment that repeats the one it is for."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from assessments.engine.starting import place_of, title_at
from assessments.models import Assessment, OwnStep, Status, StepProgress
from assessments.queries import edition_of
from roles.editions import LoadedEdition

OWN, ROLE, SKILL = "own", "role", "skill"


@transaction.atomic
def carry_over(*, earlier: Assessment, assessment: Assessment, edition: LoadedEdition) -> None:
    """Copy own steps, and the progress of every step that is the same in ``edition``.

    A getting-started step is the same where it has the same title, wherever it stands.
    Learning steps that are done stay behind: the new ratings say what came of them.
    """
    own = _copy_own_steps(earlier, assessment, edition)
    before = edition_of(earlier)
    rows = list(StepProgress.objects.filter(assessment=earlier))
    kept: dict[str, StepProgress] = {}
    for row in rows:
        step = _same_step(row, own, before, edition)
        if step and step not in kept:
            row.pk, row.assessment, row.step = None, assessment, step
            kept[step] = row
    StepProgress.objects.bulk_create(kept.values())


def _copy_own_steps(
    earlier: Assessment, assessment: Assessment, edition: LoadedEdition
) -> dict[str, str]:
    """The new name of each own step, by its old one."""
    steps = list(OwnStep.objects.filter(assessment=earlier, role__in=edition.roles))
    old = [step.key for step in steps]
    for step in steps:
        step.pk, step.assessment = None, assessment
    copies = OwnStep.objects.bulk_create(steps)
    return dict(zip(old, (step.key for step in copies), strict=True))


def _same_step(
    row: StepProgress, own: Mapping[str, str], before: LoadedEdition, now: LoadedEdition
) -> str:
    """The step's name in the new assessment, "" when it has no place there."""
    kind, _, rest = row.step.partition("/")
    slug, _, place = rest.rpartition("/")
    if kind == OWN:
        return own.get(row.step, "")
    if kind == SKILL and slug in now.skills and row.status != Status.DONE:
        return row.step
    if kind == ROLE and slug in before.roles and slug in now.roles:
        title = title_at(before.roles[slug].getting_started, place)
        found = place_of(now.roles[slug].getting_started, title, place)
        return f"{ROLE}/{slug}/{found}" if found else ""
    return ""
