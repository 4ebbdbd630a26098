"""The page of what would have to change for a role to come first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessments.engine.marks import Marks
from assessments.engine.plan import PlanStep
from assessments.models import Assessment
from assessments.presenters.lines import Choice, RankedRole, ranked, role_choices
from assessments.queries import Scored
from roles.catalogue.document import Role


@dataclass(frozen=True)
class FirstPage:
    """The fewest hours after which ``role`` comes first by fit.

    ``now_first``: it does already. ``still_ahead`` names the roles before it with everything
    learnt, where no learning puts it first. ``weighed``: enjoyment counts in the order as shown.
    """

    assessment: Assessment
    edition: int
    role: Role
    line: RankedRole
    now_first: bool
    leader: str
    steps: list[PlanStep]
    hours: int
    weeks: int
    reachable: bool
    still_ahead: list[str]
    weighed: bool
    set_aside: bool
    choices: list[Choice]


def first_page(scored: Scored, role: Role, marks: Marks) -> FirstPage:
    """What would put ``role`` first; steps that ``marks`` has done count as learnt."""
    row = scored.profiles.role_index(role.slug)
    titles = [item.title for item in scored.edition.catalogue.roles]
    leader = int(np.argmax(scored.recommendation.fit.log_likelihood))
    found, steps = scored.overtaking(role.slug, marks)
    hours_per_week = scored.assessment.hours_per_week
    return FirstPage(
        assessment=scored.assessment,
        edition=scored.edition.number,
        role=role,
        line=ranked(scored, row),
        now_first=found.reachable and not found.keys,
        leader=titles[leader],
        steps=steps,
        hours=found.hours,
        weeks=-(-found.hours // hours_per_week),
        reachable=found.reachable,
        still_ahead=[titles[other] for other in found.still_ahead],
        weighed=scored.recommendation.weight > 0,
        set_aside=bool(scored.plan(role.slug, marks).skipped),
        choices=role_choices(scored, role.slug),
    )
