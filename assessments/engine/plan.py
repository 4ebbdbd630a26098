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
    readiness + the points of all steps = 100, unless the plan is a short one. ``hours_left``,
    ``weeks_left``: without done steps.
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

    @property
    def reached(self) -> float:
        """Readiness as shown once every step is done."""
        return round(self.projected + sum(step.points for step in self.steps if not step.done), 1)


def make_plan(
    role: Role,
    skills: Mapping[str, Skill],
    parts: list[SkillPart],
    *,
    hours_per_week: int,
    done: Collection[str] = (),
    chosen: Collection[str] | None = None,
) -> Plan:
    """Lay the gaps of ``role`` out as steps: phases in order, prerequisites first.

    ``parts`` are the role's readiness parts (assessments.engine.readiness), ``skills`` the
    edition's skills by slug, ``done`` keys of ticked steps. An unknown rating is planned from
    level 0 and marked. ``chosen`` are the keys of a short plan (assessments.engine.shortest):
    then only these learning steps and the done ones are laid out, each at its cheapest, without
    the role's getting-started steps. Raises ValueError when ``hours_per_week`` is below 1.
    """
    if hours_per_week < 1:
        raise ValueError("hours_per_week must be at least 1")
    steps = learning_steps(skills, parts, done=done, cheapest=chosen is not None)
    readiness = round(sum(part.has for part in parts), 1) if parts else 100.0
    gained = sum(step.points for step in steps if step.done)
    if chosen is None:
        steps += _starting(role, done)
    else:
        steps = [step for step in steps if step.done or step.key in chosen]
    hours_left = sum(step.hours for step in steps if not step.done)
    return Plan(
        steps=tuple(_over_weeks(_in_order(steps, skills), hours_per_week)),
        readiness=readiness,
        projected=round(readiness + gained, 1),
        hours_left=hours_left,
        weeks_left=math.ceil(hours_left / hours_per_week),
    )


def learning_steps(
    skills: Mapping[str, Skill],
    parts: list[SkillPart],
    *,
    done: Collection[str] = (),
    cheapest: bool = False,
) -> list[PlanStep]:
    """One step for each level of each gap in ``parts``, with its points, in no order of doing.

    Where the catalogue has several steps to a level, one is enough: the first, or with
    ``cheapest`` the one of fewest hours (the first of these).
    """
    steps = [
        step
        for part in parts
        if part.cost > 0 or part.gap > 0
        for step in _steps(part, skills, cheapest=cheapest)
    ]
    return [replace(step, done=step.key in done) for step in _with_points(steps, parts)]


def _in_order(steps: list[PlanStep], skills: Mapping[str, Skill]) -> list[PlanStep]:
    depth = _depths(skills)
    return sorted(
        steps,
        key=lambda step: (
            PHASES.index(step.phase),
            step.level,
            depth.get(step.skill, 0),
            -step.points,
        ),
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


def _steps(part: SkillPart, skills: Mapping[str, Skill], *, cheapest: bool) -> list[PlanStep]:
    """One step for each level between the rating and what the role asks."""
    skill, unsure = skills[part.skill], part.rating is None
    levels = range((part.rating or 0) + 1, math.ceil(part.required) + 1)
    return [_step(skill, level, cheapest=cheapest, unsure=unsure) for level in levels]


def _step(skill: Skill, level: int, *, cheapest: bool, unsure: bool) -> PlanStep:
    ways = [step for step in skill.steps if step.level == level]
    if cheapest:
        ways.sort(key=lambda step: step.hours)
    step = ways[0] if ways else _generic(skill, level)
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
        generic=not ways,
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


def _starting(role: Role, done: Collection[str]) -> list[PlanStep]:
    return [
        PlanStep(
            key=(key := f"role/{role.slug}/{place}"),
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
            done=key in done,
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
