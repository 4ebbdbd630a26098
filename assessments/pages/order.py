"""What the roles of a result are ordered by, in words for every page and file."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.engine.ladder import Rung
from assessments.result import AssessmentResult


@dataclass(frozen=True)
class Order:
    """``weighed``: enjoyment counts beside fit; ``laddered``: some role gives up points to come
    after lower ones of its ladder."""

    weighed: bool
    laddered: bool

    @property
    def together(self) -> bool:
        """Whether the order goes by more than fit, so that it needs a figure of its own."""
        return self.weighed or self.laddered

    @property
    def counts(self) -> str:
        """What counts, to follow "points of"."""
        if self.laddered:
            return f"fit{', enjoyment' if self.weighed else ''} and ladder together"
        return "fit and enjoyment together" if self.weighed else "fit"

    @property
    def sentence(self) -> str:
        """What orders the roles."""
        if self.laddered:
            counted = "fit and interest, as weighed," if self.weighed else "fit"
            return (
                f"Together is {counted} less what a role gives up that people grow into, as long "
                "as much of what leads there is missing. It orders the roles."
            )
        if self.weighed:
            return "Together weighs fit and interest and orders the roles."
        return "Fit orders the roles."


def order_of(scored: AssessmentResult) -> Order:
    """What the roles of a result are ordered by."""
    return Order(weighed=scored.weighed, laddered=bool(scored.recommendation.ladder.any()))


def held_back_sentence(scored: AssessmentResult, row: int) -> str:
    """Why a role (row) comes later than it fits; "" where nothing keeps it back."""
    rung, roles = scored.held_back(row), scored.edition.catalogue.roles
    if rung is None:
        return ""
    lower = "" if rung.lower is None else roles[rung.lower].title
    return ladder_sentence(roles[row].title, rung, lower)


def ladder_sentence(role: str, rung: Rung, lower: str) -> str:
    """Why ``role`` comes later than it fits; ``lower`` is the title of the rung's role, if any."""
    # Rounded down: what is not enough must not read as enough.
    ready, needed = f"{int(rung.ready)} %", f"{rung.needed:.0f} %"
    if rung.lower is None:
        return (
            f"{role} is a role that people grow into. As far as you have answered, you have "
            f"{ready} of what it asks; below {needed} it comes after roles one can begin with."
        )
    return (
        f"{role} is a step up from {lower}. As far as you have answered, you have {ready} of what "
        f"{lower} asks; below {needed} the step up comes after it."
    )


def reach_sentence(role: str, part: float) -> str:
    """How far along somebody is to ``role``: ``part``, 0-1 and below 1, of what it asks."""
    return (
        f"Taken as a whole, your answers are like those of somebody {way(part)} to {role}: with "
        "its skills in about the same proportions, only less of each."
    )


def way(part: float) -> str:
    """A part, below 1, of the way to a role: "about half of the way"."""
    named = ((0.7, "most of the way"), (0.53, "more than half of the way"))
    usual = "about half of the way" if part > 0.4 else "about a third of the way"
    return next((words for least, words in named if part > least), usual)
