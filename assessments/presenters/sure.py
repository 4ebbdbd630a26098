"""How sure a result is, in words and as a picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessments import words
from assessments.charts import BarChart, share_chart
from assessments.engine.recommend import weights_that_keep_the_first
from assessments.engine.robustness import Robustness, Turn, robustness
from assessments.queries import Scored

SHOWN_OTHERS = 3
SHOWN_TURNS = 5
SHOWN_UNRATED_TURNS = 3


@dataclass(frozen=True)
class ShareLine:
    """How often a role comes first when the answers are moved a little, in whole per cent."""

    title: str
    percent: int


@dataclass(frozen=True)
class Sureness:
    """How sure the first role is. ``rival`` is the role it is close to, or else ""."""

    close: bool
    clear: bool
    rival: str
    sentence: str
    caution: str
    style: str
    weak: str
    shares: list[ShareLine]
    chart: BarChart
    turns: list[str]
    unrated_turns: list[str]
    more_turns: int


def sureness(scored: Scored, asked: int) -> Sureness:
    """How sure the first role is; ``asked`` is how many skills the questionnaire asks about."""
    result = scored.recommendation
    found = robustness(scored.profiles, scored.ratings, result)
    titles = [role.title for role in scored.edition.catalogue.roles]
    first = titles[int(result.order[0])]
    rival = titles[_rival(scored, found)] if result.order.size > 1 else ""
    shares = _shares(found, first, titles)
    rated = [turn for turn in found.turns if turn.rating is not None]
    unrated = [turn for turn in found.turns if turn.rating is None]
    known = scored.ratings[~np.isnan(scored.ratings)]
    close = bool(rival) and found.share < words.CLOSE_SHARE
    return Sureness(
        close=close,
        clear=found.share >= words.CLEAR_SHARE,
        rival=rival,
        sentence=words.sure_sentence(first, rival, found.share),
        caution=words.caution_sentence(known.size, asked),
        style=words.style_sentence([int(value) for value in known]),
        weak=words.weak_sentence(
            titles[int(np.argmax(result.fit.log_likelihood))], float(result.fit.shown.max())
        ),
        shares=shares,
        chart=share_chart([(line.title, line.percent) for line in shares]),
        turns=[_turn(scored, turn, titles) for turn in rated[:SHOWN_TURNS]],
        unrated_turns=[_turn(scored, turn, titles) for turn in unrated[:SHOWN_UNRATED_TURNS]],
        more_turns=max(0, len(rated) - SHOWN_TURNS),
    )


def _rival(scored: Scored, found: Robustness) -> int:
    """The role most likely to come first instead; the second where none ever does."""
    return found.others[0][0] if found.others else int(scored.recommendation.order[1])


def _shares(found: Robustness, first: str, titles: list[str]) -> list[ShareLine]:
    """The first role, the likeliest others, and the rest together: whole per cent, 100 in all.

    What rounds to nothing is left out.
    """
    named = [(first, found.share)]
    named += [(titles[role], share) for role, share in found.others[:SHOWN_OTHERS]]
    rest = sum(share for _, share in found.others[SHOWN_OTHERS:])
    if rest:
        named.append(("Other roles", rest))
    whole = words.whole_percents([share for _, share in named])
    lines = (ShareLine(title, part) for (title, _), part in zip(named, whole, strict=True))
    return [line for line in lines if line.percent]


def _turn(scored: Scored, turn: Turn, titles: list[str]) -> str:
    name = scored.edition.skills[turn.skill].name
    return words.turn_sentence(name, turn.rating, turn.level, titles[turn.first])


@dataclass(frozen=True)
class Weighing:
    """How much enjoyment counts, and how far that can move: whole per cent.

    ``known`` is False where no activity was answered: then there is nothing to weigh.
    """

    now: int
    known: bool
    sentence: str


def weighing(scored: Scored) -> Weighing:
    """The weight between "what I can do" and "what I'd enjoy"."""
    result = scored.recommendation
    first = scored.edition.catalogue.roles[int(result.order[0])].title
    bounds = weights_that_keep_the_first(result)
    return Weighing(
        now=scored.assessment.interest_weight,
        known=not bool(np.isnan(result.interest).all()),
        sentence=words.weight_sentence(first, bounds) if bounds else "",
    )
