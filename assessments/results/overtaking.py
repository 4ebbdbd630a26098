"""The page of what somebody would have to learn for a role to come first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessments.engine.plan import PlanStep
from assessments.engine.step_marks import Marks
from assessments.models import Assessment
from assessments.pages.lines import RankedRole, ranked, target_picker
from assessments.pages.order import Order, order_of
from assessments.result import AssessmentResult
from roles.document.types import Role
from roles.public.picking import RolePicker


@dataclass(frozen=True)
class OvertakingPage:
    """The fewest hours after which ``role`` comes first by fit.

    ``line`` and everything else count ticked steps as learnt where ``ticked``; ``rated_rank`` is
    the place as rated. ``now_first``: it is first already. ``still_ahead`` names the roles before
    it with everything learnt, where no learning puts it first. ``order`` is what orders
    the roles as shown. ``unrated``: how many of the steps are for skills without a rating.
    """

    assessment: Assessment
    edition: int
    role: Role
    line: RankedRole
    ticked: bool
    rated_rank: int
    now_first: bool
    leader: str
    steps: list[PlanStep]
    unrated: int
    hours: int
    weeks: int
    reachable: bool
    still_ahead: list[str]
    order: Order
    set_aside: bool
    picker: RolePicker


def overtaking_page(scored: AssessmentResult, role: Role, marks: Marks) -> OvertakingPage:
    """What would put ``role`` first; steps that ``marks`` has done count as learnt.

    The solver may take up to a second or two.
    """
    row = scored.profiles.role_index(role.slug)
    titles = [item.title for item in scored.edition.catalogue.roles]
    learnt = scored.with_steps(sorted(marks.done))
    # By fit alone, which learning changes; the order as shown may count enjoyment, too.
    leader = int(np.argmax(learnt.recommendation.fit.log_likelihood))
    found, steps = learnt.overtaking(role.slug, marks)
    hours_per_week = scored.assessment.hours_per_week
    return OvertakingPage(
        assessment=scored.assessment,
        edition=scored.edition.number,
        role=role,
        line=ranked(learnt, row),
        ticked=learnt is not scored,
        rated_rank=scored.recommendation.rank(row),
        now_first=found.reachable and not found.keys,
        leader=titles[leader],
        steps=steps,
        unrated=sum(step.unrated for step in steps),
        hours=found.hours,
        weeks=-(-found.hours // hours_per_week),  # rounded up
        reachable=found.reachable,
        still_ahead=[titles[other] for other in found.still_ahead],
        order=order_of(scored),
        set_aside=bool(scored.plan(role.slug, marks).skipped),
        picker=target_picker(scored, role.slug),
    )
