"""The impact of a draft on people who have answered: from rows, in batches, to a few counts.

Work that is soon done happens in the request, more of it in the background. A run that died with
its process can be begun again: nothing is lost but time.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from django.db.models import QuerySet
from django_tasks import task

from assessments.engine.impact import Impact, People, simulated
from assessments.engine.profiles import RoleProfiles, compile_profiles
from assessments.impact import actions
from assessments.models import Answer, Assessment, ImpactRun, Kind
from careerpath import background
from roles import editions
from roles.document.serialise import digest, from_json, to_json
from roles.document.types import Catalogue
from roles.models import MAIN

FEWEST = 100  # completed assessments; with fewer, people are simulated
IN_REQUEST = 5_000  # completed assessments; more are looked at in the background
BATCH = 5_000  # people scored at a time, which bounds memory and tells how far a run is
MOST_MOVES = 10


def latest(catalogue: Catalogue) -> ImpactRun | None:
    """The newest run of this draft against the current edition, None where there is none."""
    runs = ImpactRun.objects.filter(
        digest=digest(to_json(catalogue)), edition_number=editions.current_number()
    )
    return runs.first()


def begin(catalogue: Catalogue, author: str) -> None:
    """Work out the impact of a draft; in the background where there are many people."""
    stored = _completed().count()
    # The whole draft goes into the row: editors may change it while the work is under way.
    document = to_json(catalogue)
    make = partial(
        actions.begin_run,
        edition_number=editions.current_number(),
        digest=digest(document),
        document=document,
        total=stored,
        simulated=stored < FEWEST,
        author=author,
    )
    background.begin(make, work_out, lambda run: run.total > IN_REQUEST)


@task
def work_out(pk: int) -> None:
    """The task: do the work of the run ``pk`` and store what it finds, if it is still wanted."""
    background.perform(ImpactRun, pk, _work_out, _fail)


def _work_out(run: ImpactRun) -> None:
    actions.end_run(run=run.pk, result=_result(run))


def _fail(run: ImpactRun) -> None:
    actions.end_run(run=run.pk, result=None)


def _result(run: ImpactRun) -> dict[str, Any]:
    before = compile_profiles(editions.load(number=run.edition_number).catalogue.scorable())
    impact = Impact(before, compile_profiles(from_json(run.document).scorable()))
    if run.simulated:
        impact.add(simulated(before))
    else:
        done = 0
        for count, people in _batches(before):
            impact.add(people)
            done += count
            if not actions.report_progress(run=run.pk, done=done):
                break  # somebody began anew: nobody waits for this one
    return _stored_form(impact)


def _completed() -> QuerySet[Assessment]:
    """Completed assessments of the main catalogue, the only one that has a draft."""
    return Assessment.objects.filter(completed_at__isnull=False, edition__catalogue=MAIN)


def _batches(profiles: RoleProfiles) -> Iterator[tuple[int, People]]:
    """Everybody who has completed an assessment, a batch at a time, each with its size.

    Two queries a batch for answers and one for assessments.
    """
    rows = _completed().order_by("pk")
    last = 0
    while True:
        batch = list(
            # By key, not by offset: what is deleted meanwhile shifts nobody past a batch.
            rows.filter(pk__gt=last).values_list("pk", "interest_weight", "target_role")[:BATCH]
        )
        if not batch:
            return
        last = batch[-1][0]
        yield len(batch), _people(profiles, batch)


def _people(profiles: RoleProfiles, batch: list[tuple[int, int, str]]) -> People:
    rows = {pk: row for row, (pk, _weight, _target) in enumerate(batch)}
    ratings = np.full((len(batch), len(profiles.skill_slugs)), np.nan)
    interests = np.full((len(batch), len(profiles.activity_slugs)), np.nan)
    for kind, slugs, table in (
        (Kind.SKILL, profiles.skill_slugs, ratings),
        (Kind.ACTIVITY, profiles.activity_slugs, interests),
    ):
        columns = {slug: column for column, slug in enumerate(slugs)}
        answers = Answer.objects.filter(
            kind=kind,
            assessment_id__gte=batch[0][0],
            assessment_id__lte=batch[-1][0],
            value__isnull=False,
        ).values_list("assessment_id", "slug", "value")
        # The range of keys holds answers to other assessments, too: these have no row here.
        for pk, slug, value in answers.iterator(chunk_size=20_000):
            row, column = rows.get(pk), columns.get(slug)
            if row is not None and column is not None:
                table[row, column] = value
    return People(
        ratings=ratings,
        interests=interests,
        weights=np.array([weight / 100 for _pk, weight, _target in batch]),
        targets=tuple(target for _pk, _weight, target in batch),
    )


def _stored_form(impact: Impact) -> dict[str, Any]:
    """What was found as JSON types: counts and means only, nobody's answers."""
    tally = impact.tally
    return {
        "people": tally.people,
        "moved": tally.moved,
        "moves": [
            {
                "from": move[0],
                "to": move[1],
                "people": count,
                "causes": [
                    {
                        "role": cause.role,
                        "skill": cause.skill,
                        "before": cause.before,
                        "after": cause.after,
                        "share": cause.share,
                    }
                    for cause in impact.causes(move)
                ],
            }
            for move, count in tally.moves.most_common(MOST_MOVES)
        ],
        "targets": [
            {
                "role": slug,
                "people": moved.people,
                "before": moved.before / moved.people,
                "after": moved.after / moved.people,
                "up": moved.up,
                "down": moved.down,
            }
            for slug, moved in sorted(tally.targets.items())
            if moved.up or moved.down
        ],
        "with_target": sum(moved.people for moved in tally.targets.values()),
    }
