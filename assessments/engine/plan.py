"""The plan: learning steps for one person and one target role, in order, over weeks."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from assessments.engine.readiness import SkillPart
from assessments.engine.rounding import round_parts
from assessments.engine.step_key import StepKey
from assessments.engine.step_marks import NO_MARKS, Marks, OwnWork
from roles.document.types import LearningStep, Phase, Resource, Role, Skill

PHASES = tuple(Phase)


@dataclass(frozen=True)
class PlanStep:
    """One step. ``key`` names it; ``skill`` is "" for the role's steps and the person's own.

    ``points`` is what it adds to readiness, in percentage points as shown; ``generic`` marks a
    step that the catalogue does not have; ``unrated`` one whose skill the person did not rate.
    ``alternatives`` are the learning steps to choose among, empty where there is no choice, and
    ``alternative`` the slug of the one taken. ``first_week`` and ``last_week`` count from 1; 0 for
    a step that is done or skipped. ``begins`` and ``ends`` are the same as days, once the plan has
    dates (assessments.engine.schedule).
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
    unrated: bool
    done: bool
    doing: bool = False
    skipped: bool = False
    alternative: str = ""
    alternatives: tuple[LearningStep, ...] = ()
    first_week: int = 0
    last_week: int = 0
    begins: date | None = None
    ends: date | None = None

    @property
    def open(self) -> bool:
        """Still to be done."""
        return not (self.done or self.skipped)

    @property
    def own_number(self) -> int:
        """The number of a step that the person added, 0 for any other."""
        key = StepKey.parse(self.key)
        return key.number if key and key.is_own else 0

    @property
    def anchor(self) -> str:
        """The key as a fragment of an address."""
        return self.key.replace("/", "-")


@dataclass(frozen=True)
class Plan:
    """Every step in order, and what they come to.

    ``skipped`` steps are apart: they take no hours and add nothing. ``readiness`` is the low end
    as shown, ``projected`` the same with done steps counted; readiness + the points of all steps,
    skipped ones too, = 100, unless the plan is a short one. ``hours_left``, ``weeks_left``:
    without done steps. ``ends`` is the last day, once the plan has dates.
    """

    steps: tuple[PlanStep, ...]
    readiness: float
    projected: float
    hours_left: int
    weeks_left: int
    skipped: tuple[PlanStep, ...] = ()
    ends: date | None = None

    @property
    def every_step(self) -> tuple[PlanStep, ...]:
        """The steps and the skipped ones."""
        return self.steps + self.skipped

    @property
    def upcoming(self) -> list[PlanStep]:
        """What is still to be done: first what is under way, then the others in order."""
        return sorted((step for step in self.steps if step.open), key=lambda step: not step.doing)

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
    marks: Marks = NO_MARKS,
    chosen: Collection[str] | None = None,
) -> Plan:
    """Lay the gaps of ``role`` out as steps: phases in order, prerequisites first.

    ``parts`` are the role's readiness parts (assessments.engine.readiness), ``skills`` the
    edition's skills by slug, ``marks`` what the person makes of the steps. An unknown rating is
    planned from level 0 and marked. ``chosen`` are the keys of a short plan
    (assessments.engine.shortest): then only these learning steps, the done ones and the person's
    own are laid out, each at its cheapest unless the person chose another, without the role's
    getting-started steps. Raises ValueError when ``hours_per_week`` is below 1.
    """
    if hours_per_week < 1:
        raise ValueError("hours_per_week must be at least 1")
    steps = learning_steps(skills, parts, marks=marks, cheapest=chosen is not None)
    readiness = round(sum(part.has for part in parts), 1) if parts else 100.0
    gained = sum(step.points for step in steps if step.done)
    if chosen is None:
        steps += _marked(_starting(role), marks)
    else:
        steps = [step for step in steps if step.done or step.skipped or step.key in chosen]
    own = [_own(work) for work in marks.own if work.role == role.slug]
    steps = _in_order(steps + _marked(own, marks), skills)
    hours_left = sum(step.hours for step in steps if step.open)
    laid = [step for step in steps if not step.skipped]
    return Plan(
        steps=tuple(_over_weeks(laid, hours_per_week)),
        readiness=readiness,
        projected=round(readiness + gained, 1),
        hours_left=hours_left,
        weeks_left=math.ceil(hours_left / hours_per_week),
        skipped=tuple(step for step in steps if step.skipped),
    )


def learning_steps(
    skills: Mapping[str, Skill],
    parts: list[SkillPart],
    *,
    marks: Marks = NO_MARKS,
    cheapest: bool = False,
) -> list[PlanStep]:
    """One step for each level of each gap in ``parts``, with its points, in no order of doing.

    Where the catalogue has several steps to a level, one is enough: the one that the person
    chose, or else the first, or with ``cheapest`` the one of fewest hours (the first of these).
    """
    steps = [
        step
        for part in parts
        if part.cost > 0 or part.gap > 0
        for step in _steps(part, skills, marks, cheapest=cheapest)
    ]
    return _marked(_with_points(steps, parts), marks)


def in_reach(steps: list[PlanStep]) -> list[PlanStep]:
    """The steps but skipped ones and, until one of these is done, what is above in its skill."""
    best: dict[str, int] = {}
    for step in steps:
        if step.done:
            best[step.skill] = max(best.get(step.skill, 0), step.level)
    closed: dict[str, int] = {}
    for step in steps:
        if step.skipped and step.level > best.get(step.skill, 0):
            closed[step.skill] = min(closed.get(step.skill, step.level), step.level)
    return [
        step
        for step in steps
        if not step.skipped and not (step.skill in closed and step.level > closed[step.skill])
    ]


def _marked(steps: list[PlanStep], marks: Marks) -> list[PlanStep]:
    return [
        replace(
            step,
            done=step.key in marks.done,
            doing=step.key in marks.doing,
            skipped=step.key in marks.skipped,
        )
        for step in steps
    ]


def _in_order(steps: list[PlanStep], skills: Mapping[str, Skill]) -> list[PlanStep]:
    depth = _depths(skills)
    return sorted(
        steps,
        key=lambda step: (
            PHASES.index(step.phase),
            step.own_number > 0,
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


def _steps(
    part: SkillPart, skills: Mapping[str, Skill], marks: Marks, *, cheapest: bool
) -> list[PlanStep]:
    """One step for each level between the rating and what the role asks."""
    skill, unrated = skills[part.skill], part.rating is None
    levels = range((part.rating or 0) + 1, math.ceil(part.required) + 1)
    return [_step(skill, level, marks, cheapest=cheapest, unrated=unrated) for level in levels]


def _step(skill: Skill, level: int, marks: Marks, *, cheapest: bool, unrated: bool) -> PlanStep:
    key = str(StepKey.of_skill(skill.slug, level))
    several = [step for step in skill.steps if step.level == level]
    wanted = [step for step in several if step.slug == marks.alternatives.get(key)]
    usual = sorted(several, key=lambda step: step.hours) if cheapest else several
    step = next(iter(wanted or usual), None) or _generic(skill, level)
    return PlanStep(
        key=key,
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
        generic=not several,
        unrated=unrated,
        done=False,
        alternative=step.slug if several else "",
        alternatives=tuple(several) if len(several) > 1 else (),
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
        _without_skill(
            str(StepKey.of_role(role.slug, n)), step.phase, step.title, step.text, step.hours
        )
        for n, step in enumerate(role.getting_started, 1)
    ]


def _own(work: OwnWork) -> PlanStep:
    return _without_skill(work.key, work.phase, work.title, work.what, work.hours)


def _without_skill(key: str, phase: Phase, title: str, what: str, hours: int) -> PlanStep:
    """A step that belongs to no skill."""
    return PlanStep(
        key=key,
        phase=phase,
        title=title,
        what=what,
        done_when="",
        hours=hours,
        points=0.0,
        skill="",
        skill_name="",
        level=0,
        resources=(),
        generic=False,
        unrated=False,
        done=False,
    )


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
