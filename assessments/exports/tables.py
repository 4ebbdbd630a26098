"""A record as tables, for formats that have tables. Numbers and days are such, all else is text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessments.exports.record import ExportedStep, Record

Cell = str | int | float | date | None


@dataclass(frozen=True)
class Table:
    """A table with its ``title``; ``name`` can name a file. A None in a row is an empty cell."""

    name: str
    title: str
    header: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


def tables_of(record: Record) -> list[Table]:
    """The tables of a record: answers, roles, gaps and plan."""
    return [answers_table(record), roles_table(record), gaps_table(record), plan_table(record)]


def answers_table(record: Record) -> Table:
    """Every answer, a row each, then education, tools and hours a week."""
    rows: list[tuple[Cell, ...]] = [
        (line.about, line.name, line.answer, line.value) for line in record.answers
    ]
    rows.append(("About you", "Education and training", record.education, None))
    rows.append(("About you", "Tools you have used", ", ".join(record.tools), None))
    hours = record.document.plan.hours_per_week
    rows.append(("About you", "Hours a week", str(hours), hours))
    return Table("answers", "Your answers", ("About", "Question", "Answer", "Value"), rows)


def roles_table(record: Record) -> Table:
    """Every role, best first; with a column for what orders them where that is not fit alone."""
    header = ["Rank", "Role", "Fit", "Readiness %", "Readiness % at most", "Interest %"]
    rows: list[list[Cell]] = [
        [role.line.rank, role.line.title, role.line.fit, role.low, role.high, role.interest]
        for role in record.roles
    ]
    if record.order.together:
        header.insert(2, "Together")
        for row, role in zip(rows, record.roles, strict=True):
            row.insert(2, role.line.score)
    return Table("roles", "The roles in order", tuple(header), [tuple(row) for row in rows])


def gaps_table(record: Record) -> Table:
    """The skills missing for the role planned for, the one that costs most points first."""
    header = ("Skill", "You", "Your level", "The role asks for", "Level asked for", "Costs points")
    rows: list[tuple[Cell, ...]] = [
        (
            line.skill,
            line.rating_name,
            line.rating,
            line.required_name,
            line.required,
            line.cost,
        )
        for line in record.gaps
    ]
    return Table("gaps", f"Your gaps: {record.role.title}", header, rows)


PLAN_HEADER = (
    "Phase",
    "Step",
    "Skill",
    "To level",
    "Hours",
    "Adds points",
    "First day",
    "Last day",
    "Status",
    "Done on",
    "What to do",
    "Done when",
    "Way",
    "Resource",
    "When and where",
    "Note",
    "Evidence",
    "Your own step",
)


def plan_table(record: Record) -> Table:
    """The plan's steps in order, with what the person wrote about them."""
    rows = [_plan_row(step) for step in record.steps]
    return Table("plan", f"Your plan: {record.role.title}", PLAN_HEADER, rows)


def _plan_row(step: ExportedStep) -> tuple[Cell, ...]:
    return (
        step.phase,
        step.title,
        step.skill,
        step.level or None,
        step.hours,
        step.points,
        step.first_day,
        step.last_day,
        step.status.label,
        step.done_on,
        step.what,
        step.done_when,
        step.alternative,
        step.resource,
        step.intention,
        step.note,
        step.evidence,
        "yes" if step.own else "",
    )
