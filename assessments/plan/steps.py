"""Steps of the plan as lines: days, notes, alternatives and resources to choose among."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from assessments.engine.plan import Plan, PlanStep
from assessments.engine.shortest import options_of
from assessments.models import Status, StepProgress
from assessments.pages.days import day_words, span_words
from assessments.pages.words import hours_words
from roles.document.types import Cost, Resource, Skill
from roles.public.picking import Choice

Filters = Mapping[str, str]


@dataclass(frozen=True)
class TextLine:
    """A line of what somebody wrote; ``url`` is the line itself if it is a web address, else ""."""

    text: str
    url: str


@dataclass(frozen=True)
class ResourceLine:
    """Where to learn a step. ``about`` says what it is and costs."""

    title: str
    provider: str
    url: str
    about: str
    chosen: bool


@dataclass(frozen=True)
class StepFields:
    """What the form of a step holds; ``form`` is None unless it was refused: then it has errors."""

    statuses: list[Choice]
    alternatives: list[Choice]
    resources: list[ResourceLine]
    intention: str
    note: str
    evidence: str
    form: Any


@dataclass(frozen=True)
class StepLine:
    """One step. ``days`` says when; ``without`` names skipped steps that it builds on.

    ``resources`` are those that the filters leave, ``filtered`` counts the others; the chosen one
    always stays.
    """

    step: PlanStep
    days: str
    intention: str
    note: list[str]
    evidence: list[TextLine]
    resources: list[ResourceLine]
    filtered: int
    without: str
    fields: StepFields


class StepLines:
    """Makes the lines of one plan. ``refused`` is the form that was refused, None if none was."""

    def __init__(
        self,
        plan: Plan,
        skills: Mapping[str, Skill],
        rows: Mapping[str, StepProgress],
        filters: Filters,
        refused: Any,
        today: date,
    ) -> None:
        self.rows, self.filters, self.refused, self.today = rows, filters, refused, today
        self.without = skipped_before(plan, skills)

    def line(self, step: PlanStep) -> StepLine:
        """The line of one step of the plan."""
        row = self.rows.get(step.key) or StepProgress(step=step.key)
        resources = [_resource(item, row.resource) for item in step.resources]
        shown = [
            line
            for line, item in zip(resources, step.resources, strict=True)
            if line.chosen or _passes(item, self.filters)
        ]
        return StepLine(
            step=step,
            days=self._days(step, row),
            intention=row.intention,
            note=row.note.splitlines(),
            evidence=text_lines(row.evidence),
            resources=shown,
            filtered=len(resources) - len(shown),
            without=self.without.get(step.key, ""),
            fields=self._fields(step, row),
        )

    def _days(self, step: PlanStep, row: StepProgress) -> str:
        if row.done_at:
            return f"Done on {day_words(timezone.localdate(row.done_at), self.today)}"
        if step.begins and step.ends:
            return span_words(step.begins, step.ends, self.today)
        return ""

    def _fields(self, step: PlanStep, row: StepProgress) -> StepFields:
        anchor = f"id_{step.anchor}_%s"
        form = self.refused if self.refused and self.refused.auto_id == anchor else None
        typed = form.data if form else {}
        status = typed.get("status", row.status)
        chosen = {name: typed.get(name, getattr(row, name)) for name in ("way", "resource")}
        return StepFields(
            statuses=[Choice(value, name, value == status) for value, name in Status.choices],
            alternatives=[
                Choice(
                    item.slug,
                    f"{item.title} ({hours_words(item.hours)})",
                    item.slug == chosen["way"],
                )
                for item in step.alternatives
            ],
            resources=[_resource(item, chosen["resource"]) for item in step.resources]
            if len(step.resources) > 1
            else [],
            intention=typed.get("intention", row.intention),
            note=typed.get("note", row.note),
            evidence=typed.get("evidence", row.evidence),
            form=form,
        )


def skipped_before(plan: Plan, skills: Mapping[str, Skill]) -> dict[str, str]:
    """For each open step, by key, that builds on skipped ones: their titles with commas between."""
    titles = {step.key: step.title for step in plan.skipped if step.skill}
    if not titles:
        return {}
    steps = [step for step in plan.every_step if step.skill]
    return {
        option.key: ", ".join(title for key, title in titles.items() if key in option.needs)
        for option, step in zip(options_of(steps, skills), steps, strict=True)
        if step.open and option.needs & titles.keys()
    }


def text_lines(text: str) -> list[TextLine]:
    """The lines of a text, those that are a web address as links."""
    return [TextLine(line, _address(line)) for line in map(str.strip, text.splitlines()) if line]


def _address(line: str) -> str:
    """``line`` if it is an http or https address and nothing else; "": it may be no link."""
    try:
        parts = urlsplit(line)
    except ValueError:  # half an IPv6 address, for one
        return ""
    whole = parts.scheme in ("http", "https") and parts.hostname and not any(map(str.isspace, line))
    return line if whole else ""


def _resource(item: Resource, chosen: str) -> ResourceLine:
    cost = "partly free" if item.cost is Cost.MIXED else item.cost.value
    about = f"{item.format.value}, {cost}"
    return ResourceLine(item.title, item.provider, item.url, about, item.url == chosen)


def _passes(item: Resource, filters: Filters) -> bool:
    return (
        filters.get("cost", item.cost.value) == item.cost.value
        and filters.get("kind", item.format.value) == item.format.value
    )
