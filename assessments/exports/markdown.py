"""A record as Markdown. What is markup in somebody's text is escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from assessments.exports.record import MOST_ROLES, ExportedStep, Record
from assessments.exports.tables import Table, answers_table, gaps_table, roles_table
from assessments.pages.days import full_day
from assessments.pages.words import hours_words

MARKUP = re.compile(r"([\\`*_\[\]<>|~&#$!])")


def markdown(record: Record) -> bytes:
    """A document as UTF-8, to read and to edit, with the first MOST_ROLES roles."""
    roles = roles_table(record)
    parts = [
        "# Your CareerPath result",
        f"Completed on {full_day(record.completed_on)}, on edition {record.edition} of the "
        "catalogue. No score here is a chance of getting a job.",
        _table(replace(roles, rows=roles.rows[:MOST_ROLES])),
        *_left_out(len(roles.rows)),
        _table(gaps_table(record)),
        *_plan(record),
        _table(answers_table(record)),
    ]
    if record.attribution:
        parts.append(escape(record.attribution))
    return ("\n\n".join(parts) + "\n").encode()


def _left_out(count: int) -> list[str]:
    """A sentence where a document to read does not hold every role."""
    if count <= MOST_ROLES:
        return []
    return [f"The first {MOST_ROLES} of {count:,} roles; the spreadsheet has all of them."]


def escape(text: str) -> str:
    """Text on one line, with a backslash before what would be markup."""
    return MARKUP.sub(r"\\\1", " ".join(text.split()))


def _table(table: Table) -> str:
    rule = " | ".join("---" for _ in table.header)
    rows = [
        " | ".join("" if cell is None else escape(str(cell)) for cell in row) for row in table.rows
    ]
    lines = [" | ".join(table.header), rule, *rows]
    return f"## {escape(table.title)}\n\n" + "\n".join(f"| {line} |" for line in lines)


def _plan(record: Record) -> list[str]:
    plan = record.plan
    parts = [
        f"## Your plan: {escape(record.role.title)}",
        f"Readiness when rated: {plan.readiness:.1f} %. With the steps you have done: "
        f"{plan.projected:.1f} %.",
    ]
    for phase, steps in groupby(record.steps, key=lambda step: step.phase):
        parts.append(f"### {phase}")
        parts.append("\n".join(_step(step) for step in steps))
    return parts


def _step(step: ExportedStep) -> str:
    mark = "x" if step.done_on else " "
    lines = [f"- [{mark}] **{escape(step.title)}** ({_facts(step)})"]
    lines += [f"  - {label}: {escape(text)}" for label, text in _details(step) if text]
    return "\n".join(lines)


def _facts(step: ExportedStep) -> str:
    facts = [hours_words(step.hours), step.status.label.lower()]
    if step.skill:
        facts.insert(0, f"{escape(step.skill)} to level {step.level}")
    if step.points:
        facts.append(f"adds {step.points:.1f} points of readiness")
    if step.done_on:
        facts.append(f"on {step.done_on.isoformat()}")
    elif step.first_day and step.last_day:
        facts.append(f"{step.first_day.isoformat()} to {step.last_day.isoformat()}")
    if step.own:
        facts.append("your own step")
    return ", ".join(facts)


def _details(step: ExportedStep) -> list[tuple[str, str]]:
    return [
        ("What to do", step.what),
        ("Done when", step.done_when),
        ("Way", step.alternative),
        ("Resource", step.resource),
        ("When and where", step.intention),
        ("Note", step.note),
        ("Evidence", step.evidence),
    ]
