"""The plan: learning steps for one person and one target role, in order, over weeks."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from assessments.engine.readiness import SkillPart
from assessments.engine.rounding import round_parts
from roles.catalogue.document import LearningStep, Phase, Resource, Role, Skill

PHASES = tuple(Phase)


@dataclass(frozen=True)
class PlanStep:
    """One step. ``key`` names it within the edition; ``skill`` is "" for the role's own steps.

    ``points`` is what it adds to readiness, in percentage points as shown; ``generic`` marks a
    step that the catalogue does not have; ``unsure`` one whose skill the person did not rate.
    ``first_week`` and ``last_week`` count from 1; 0 for a step already done.
    """

    key: str
    phase: Phase
    title: str
    what: str
    done_when: str
    hours: int
    points: float
    skill: str
    skill_name: str
    level: int
    resources: tuple[Resource, ...]
    generic: bool
    unsure: bool
    done: bool
    first_week: int = 0
    last_week: int = 0

    @property
    def anchor(self) -> str:
        """The key as a fragment of an address."""
        return self.key.replace("/", "-")


@dataclass(frozen=True)
class Plan:
    """Every step in order, and what they come to.

    ``readiness`` is the low end as shown, ``projected`` the same with done steps counted;
    readiness + the points of all steps = 100. ``hours_left``, ``weeks_left``: without done steps.
    """

    steps: tuple[PlanStep, ...]
    readiness: float
    projected: float
    hours_left: int
    weeks_left: int

    @property
    def done_count(self) -> int:
        """Number of steps done."""
        return sum(step.done for step in self.steps)


def make_plan(
    role: Role,
    skills: Mapping[str, Skill],
    parts: list[SkillPart],
    *,
    hours_per_week: int,
    done: Collection[str] = (),
) -> Plan:
    """Lay the gaps of ``role`` out as steps: phases in order, prerequisites first.

    ``parts`` are the role's readiness parts (assessments.engine.readiness), ``skills`` the
    edition's skills by slug, ``done`` keys of ticked steps. An unknown rating is planned from
    level 0 and marked. Raises ValueError when ``hours_per_week`` is below 1.
    """
    if hours_per_week < 1:
        raise ValueError("hours_per_week must be at least 1")
    depth = _depths(skills)
    learning = [
        step for part in parts if part.cost > 0 or part.gap > 0 for step in _steps(part, skills)
    ]
    readiness = round(sum(part.has for part in parts), 1) if parts else 100.0
    learning = _with_points(learning, parts)
    ordered = sorted(
        [*_starting(role), *learning],
        key=lambda step: (
            PHASES.index(step.phase),
            step.level,
            depth.get(step.skill, 0),
            -step.points,
        ),
    )
    finished = set(done)
    steps = _over_weeks(
        [replace(step, done=step.key in finished) for step in ordered], hours_per_week
    )
    gained = sum(step.points for step in steps if step.done)
    hours_left = sum(step.hours for step in steps if not step.done)
    return Plan(
        steps=tuple(steps),
        readiness=readiness,
        projected=round(readiness + gained, 1),
        hours_left=hours_left,
        weeks_left=math.ceil(hours_left / hours_per_week),
    )


def _depths(skills: Mapping[str, Skill]) -> dict[str, int]:
    """Length of the longest chain of prerequisites above each skill. The graph has no cycles."""
    depths: dict[str, int] = {}

    def depth(slug: str) -> int:
        if slug not in depths:
            before = skills[slug].prerequisites if slug in skills else ()
            depths[slug] = 1 + max((depth(other) for other in before), default=-1)
        return depths[slug]

    for slug in skills:
        depth(slug)
    return depths


def _steps(part: SkillPart, skills: Mapping[str, Skill]) -> list[PlanStep]:
    """One step for each level between the rating and what the role asks."""
    levels = range((part.rating or 0) + 1, math.ceil(part.required) + 1)
    return [_step(skills[part.skill], level, unsure=part.rating is None) for level in levels]


def _step(skill: Skill, level: int, *, unsure: bool) -> PlanStep:
    found = next((step for step in skill.steps if step.level == level), None)
    step = found or _generic(skill, level)
    return PlanStep(
        key=f"skill/{skill.slug}/{level}",
        phase=_phase(level),
        title=step.title,
        what=step.what,
        done_when=step.done_when,
        hours=step.hours,
        points=0.0,
        skill=skill.slug,
        skill_name=skill.name,
        level=level,
        resources=step.resources,
        generic=found is None,
        unsure=unsure,
        done=False,
    )


def _phase(level: int) -> Phase:
    """Levels 1-2 are the foundation, 3-4 are practice, so that no level comes before a lower one.

    A step's own phase in the catalogue may differ; across skills only this rule keeps
    prerequisites first.
    """
    return Phase.BUILD_FOUNDATION if level <= 2 else Phase.GAIN_EXPERIENCE


def _generic(skill: Skill, level: int) -> LearningStep:
    statement = skill.levels.get(level, "")
    return LearningStep(
        slug="generic",
        level=level,
        phase=_phase(level),
        title=f"Raise {skill.name} to level {level}"[:200],
        what=(
            "The catalogue has no step for this yet. Ask somebody who does this work what they "
            "would practise, and try it on a small task of your own."
        ),
        hours=(10, 40, 90, 200)[level - 1],
        done_when=statement or "Somebody who works at this level agrees that you do too.",
    )


def _starting(role: Role) -> list[PlanStep]:
    return [
        PlanStep(
            key=f"role/{role.slug}/{place}",
            phase=step.phase,
            title=step.title,
            what=step.text,
            done_when="",
            hours=step.hours,
            points=0.0,
            skill="",
            skill_name="",
            level=0,
            resources=(),
            generic=False,
            unsure=False,
            done=False,
        )
        for place, step in enumerate(role.getting_started, 1)
    ]


def _with_points(steps: list[PlanStep], parts: list[SkillPart]) -> list[PlanStep]:
    """Share each skill's cost among its steps, by the levels each covers; parts add up exactly."""
    points: dict[str, float] = {}
    for part in parts:
        own = [step for step in steps if step.skill == part.skill]
        if not own:
            continue
        start = part.rating or 0
        covered = np.array(
            [min(step.level, part.required) - max(step.level - 1, start) for step in own]
        )
        shares = round_parts(covered / covered.sum() * part.cost, total=part.cost)
        points |= {step.key: float(share) for step, share in zip(own, shares, strict=True)}
    return [replace(step, points=points.get(step.key, 0.0)) for step in steps]


def _over_weeks(steps: list[PlanStep], hours_per_week: int) -> list[PlanStep]:
    """Give each open step its weeks: one after another, no hour left unused."""
    laid, spent = [], 0
    for step in steps:
        if step.done:
            laid.append(step)
            continue
        first = spent // hours_per_week + 1
        spent += step.hours
        laid.append(
            replace(step, first_week=first, last_week=max(first, math.ceil(spent / hours_per_week)))
        )
    return laid
