"""How sure a result is, in words and as a picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessments.engine.recommend import weights_that_keep_the_first
from assessments.engine.robustness import MUCH_ODD, Robustness, Turn, robustness
from assessments.pages.order import held_back_sentence
from assessments.questions.families import asked_count
from assessments.result import AssessmentResult
from assessments.results import words
from careerpath.charts.bars import Bar, BarChart, bar_chart

SHOWN_OTHERS = 3
SHOWN_TURNS = 5
SHOWN_UNRATED_TURNS = 3


@dataclass(frozen=True)
class ShareLine:
    """How often a role comes first when the answers are given once more, in whole per cent."""

    title: str
    percent: int


@dataclass(frozen=True)
class Sureness:
    """How sure the first role is: so ``often`` of 100 re-ratings keep it first.

    ``odd``: the answers are like no role here, so that the order says little. ``close`` to one
    other role, or to ``several``. ``rival`` and ``rival_row`` are the role most likely to come
    first instead: "" and None for an only role. ``how`` says what a re-rating is. ``for_others`` is
    the ``sentence`` for whoever the result is shared with. ``caution``, ``style`` and ``weak`` are
    sentences on few ratings, an unusual way of rating and a low fit, "" where there is no need.
    ``turns`` are sentences on answers that would turn the result, ``more_turns`` how many are not
    told.
    """

    often: str
    odd: bool
    close: bool
    several: bool
    rival: str
    rival_row: int | None
    how: str
    sentence: str
    for_others: str
    caution: str
    style: str
    weak: str
    shares: list[ShareLine]
    chart: BarChart
    turns: list[str]
    unrated_turns: list[str]
    more_turns: int


def sureness(scored: AssessmentResult) -> Sureness:
    """How sure the first role is, by 300 seeded re-ratings: same answers, same figures."""
    result, asked = scored.recommendation, asked_count(scored)
    found = robustness(scored.profiles, scored.ratings, result)
    titles = [role.title for role in scored.edition.catalogue.roles]
    first = scored.first_role.title
    rivals = _rivals(scored, found)
    shares = _shares(found, first, titles)
    known = [int(value) for value in scored.ratings[~np.isnan(scored.ratings)]]
    standing = words.FirstPlace(
        first=first,
        percent=shares[0].percent if shares and shares[0].title == first else 0,
        always=not found.others,
        rivals=tuple(titles[role] for role in rivals),
        answered=len(known),
        asked=asked,
        odd=found.odd > MUCH_ODD,
        overtaken=bool(found.others) and found.others[0][1] > found.share,
    )
    near = bool(rivals) and found.share < words.CLOSE_SHARE
    one = near and (standing.overtaken or _one_rival(found))
    rated = [turn for turn in found.turns if turn.rating is not None]
    unrated = [turn for turn in found.turns if turn.rating is None]
    return Sureness(
        often=words.often_of(standing.percent, always=standing.always),
        odd=standing.odd,
        close=one,
        several=near and not one,
        rival=standing.rivals[0] if rivals else "",
        rival_row=rivals[0] if rivals else None,
        how=words.how_sentence(scored.profiles.method.likely_people),
        sentence=words.sure_sentence(standing, close=one, several=near and not one),
        for_others=words.sure_sentence_for_others(standing, close=one, several=near and not one),
        caution=words.caution_sentence(len(known), asked),
        style=words.style_sentence(known),
        weak="" if words.few(len(known), asked) or standing.odd else _weak(scored, titles),
        shares=shares,
        chart=_share_chart(shares),
        turns=[_turn(scored, turn, titles) for turn in rated[:SHOWN_TURNS]],
        unrated_turns=[_turn(scored, turn, titles) for turn in unrated[:SHOWN_UNRATED_TURNS]],
        more_turns=max(0, len(rated) - SHOWN_TURNS),
    )


def _rivals(scored: AssessmentResult, found: Robustness) -> list[int]:
    """Rows of roles that come first instead, most often first; the second where none ever does."""
    if found.others:
        return [role for role, _ in found.others]
    return [int(role) for role in scored.recommendation.order[1:2]]


def _one_rival(found: Robustness) -> bool:
    """Whether one role stands out among those that would come first instead."""
    if not found.others:
        return False
    most = found.others[0][1]
    next_most = found.others[1][1] if len(found.others) > 1 else 0.0
    return most >= words.RIVAL_SHARE and most >= words.RIVAL_LEAD * next_most


def _weak(scored: AssessmentResult, titles: list[str]) -> str:
    """A sentence where the best role fits little, or the one that fits best is not first; or ""."""
    matched, first = scored.recommendation.fit, int(scored.recommendation.order[0])
    best = int(np.argmax(matched.log_likelihood))
    if best != first and scored.recommendation.ladder[best] < 0:
        return held_back_sentence(scored, best)
    # Later methods know how odd answers are, which says more than a low fit.
    by_fit = not scored.profiles.method.likely_people
    weak = words.weak_sentence(titles[best], float(matched.shown[best])) if by_fit else ""
    if weak or not scored.weighed:
        return weak
    return words.weighed_sentence(
        titles[first], float(matched.shown[first]), titles[best], float(matched.shown[best])
    )


def _shares(found: Robustness, first: str, titles: list[str]) -> list[ShareLine]:
    """Shares of the first role, the likeliest others and the rest: whole per cent, 100 in all.

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


def _share_chart(shares: list[ShareLine]) -> BarChart:
    return bar_chart(
        "Which role comes first when you answer once more",
        "Each bar is the share of plausible re-ratings in which the role comes first. The table "
        "below has the same figures.",
        [Bar(line.title, f"{line.percent} %", line.percent) for line in shares],
    )


def _turn(scored: AssessmentResult, turn: Turn, titles: list[str]) -> str:
    name = scored.edition.skills[turn.skill].name
    return words.turn_sentence(name, turn.rating, turn.level, titles[turn.first])


@dataclass(frozen=True)
class Weighing:
    """How much enjoyment counts, and how far that can move: whole per cent.

    ``known`` is False where no activity was answered: then there is nothing to weigh.
    ``askable``: the questionnaire asks about activities. ``sentence`` says for which weights the
    first role stays first, "" where there is nothing to say.
    """

    now: int
    known: bool
    askable: bool
    sentence: str


def weighing(scored: AssessmentResult) -> Weighing:
    """How "what I can do" and "what I'd enjoy" are weighed, and how far that could move."""
    result = scored.recommendation
    bounds = weights_that_keep_the_first(scored.profiles, scored.ratings, result)
    return Weighing(
        now=scored.assessment.interest_weight,
        known=not bool(np.isnan(result.interest).all()),
        askable=bool(scored.edition.questionnaires[scored.assessment.questionnaire].activities),
        sentence=words.weight_sentence(scored.first_role.title, bounds) if bounds else "",
    )
