"""The page that says what a draft would change for people who have answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assessments.models import ImpactRun
from roles.document.levels import level_words
from roles.document.types import Catalogue


@dataclass(frozen=True)
class MoveRow:
    """Results that would have another first role, how many, and why."""

    before: str
    after: str
    results: str
    causes: tuple[str, ...]


@dataclass(frozen=True)
class TargetRow:
    """How readiness of a target role moves: means over the results that have it."""

    role: str
    results: str
    before: str
    after: str
    up: str
    down: str


@dataclass(frozen=True)
class ImpactPage:
    """What a run found, in words.

    Somebody may have several results: all of them are counted. ``moves`` are the most frequent
    ones, ``others`` how many results move otherwise, "" for none.
    ``with_target``: how many have a chosen target role.
    """

    results: str
    moved: str
    share: str
    moves: tuple[MoveRow, ...]
    others: str
    targets: tuple[TargetRow, ...]
    with_target: str


def impact_page(run: ImpactRun, before: Catalogue, after: Catalogue) -> ImpactPage:
    """The page of a finished run: ``before`` is the current edition, ``after`` the run's draft."""
    found = run.result
    titles = {role.slug: role.title for role in (*before.roles, *after.roles)}
    skills = {skill.slug: skill.name for skill in (*before.skills, *after.skills)}
    kept = {role.slug for role in after.roles}, {role.slug for role in before.roles}
    moves = tuple(
        MoveRow(
            before=titles[move["from"]],
            after=titles[move["to"]],
            results=f"{move['people']:,}",
            causes=_causes(move, titles, skills, kept),
        )
        for move in found["moves"]
    )
    shown = sum(move["people"] for move in found["moves"])
    return ImpactPage(
        results=f"{found['people']:,}",
        moved=f"{found['moved']:,}",
        share=_share(found["moved"], found["people"]),
        moves=moves,
        others=f"{found['moved'] - shown:,}" if found["moved"] > shown else "",
        targets=tuple(
            TargetRow(
                role=titles[row["role"]],
                results=f"{row['people']:,}",
                before=f"{row['before']:.1f}",
                after=f"{row['after']:.1f}",
                up=f"{row['up']:,}",
                down=f"{row['down']:,}",
            )
            for row in found["targets"]
        ),
        with_target=f"{found['with_target']:,}",
    )


def _share(part: int, whole: int) -> str:
    if not whole or not part:
        return "0 %"
    share = 100 * part / whole
    return f"{share:.1f} %" if share >= 0.1 else "under 0.1 %"


def _level(level: float) -> str:
    return f"{level_words(level)} ({level:g})"


def _causes(
    move: dict[str, Any],
    titles: dict[str, str],
    skills: dict[str, str],
    kept: tuple[set[str], set[str]],
) -> tuple[str, ...]:
    after, before = kept
    if move["from"] not in after:
        return (f"{titles[move['from']]} is removed.",)
    if move["to"] not in before:
        return (f"{titles[move['to']]} is new.",)
    lines = tuple(
        f"{titles[cause['role']]} asks for {skills[cause['skill']]} at {_level(cause['after'])} "
        f"instead of {_level(cause['before'])}: without that, "
        f"{_share(round(1000 * cause['share']), 1000)} of them would stay."
        for cause in move["causes"]
    )
    return lines or ("Several changes together: no single one decides.",)
