"""Sentences of the results: reasons, how sure they are, what is missing, what would turn them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.text import get_text_list

from assessments.engine.reasons import Reason, Shortfall
from assessments.engine.robustness import CLEAR_SHARE
from assessments.engine.rounding import round_parts
from assessments.pages.order import ladder_sentence, way
from assessments.questions.questionnaire import INTEREST_NAMES
from roles.document.answers import Unrated
from roles.document.levels import level_words
from roles.document.types import LEVEL_NAMES

HARDLY = 0.75  # a level up to which a role hardly asks for a skill
ABOUT_AT = 0.05  # levels of style that do not show
AS_ASKED = 0.5  # a rating this near to what a role asks is as asked
FEW_RATINGS = 8  # with fewer, nothing is called clear
CLOSE_SHARE = 0.7  # of re-ratings that keep the first role: below, it is close
RIVAL_SHARE = 0.25  # of re-ratings that put one other role first: from here on it is a rival
RIVAL_LEAD = 1.5  # times as often as any third role
FAR_BELOW = 20.0  # points of fit behind the best fit, where enjoyment puts a role first
NEARLY_ALL = 0.85  # of the ratings at one level
HIGH_MEAN = 3.3  # of ratings 0-4: from here on, and below LOW_MEAN, throughout high or low
LOW_MEAN = 0.7
WEAK_FIT = 50.0  # somebody like one role, rating as people do, fits it by about 75


def asks(level: float) -> str:
    """What a role asks of a skill, as the end of "this role ...": "asks for working"."""
    if level == 0:
        return "does not ask for it"
    if level <= HARDLY:
        return "hardly asks for it"
    return f"asks for {level_words(level)}"


def reason_sentence(reason: Reason, name: str, role_a: str, role_b: str) -> str:
    """Why one thing speaks for one of two roles.

    ``name`` is the skill's, the activity's, or that of the lower role that keeps one back.
    """
    if reason.filled:
        return (
            f"We don't know how much you would enjoy {role_a if reason.filled == 'a' else role_b}, "
            "so it counts as much as your other roles do on average."
        )
    if reason.rung:
        return ladder_sentence(role_a if reason.of_a < reason.of_b else role_b, reason.rung, name)
    if reason.about_reach:
        return (
            "Taken as a whole, your answers are most like those of somebody "
            f"{_standing(role_a, reason.of_a)}, or of somebody {_standing(role_b, reason.of_b)}."
        )
    if reason.rating is None:
        return (
            f"Overall you rate {_measured(reason.of_a, role_a, reason.reaches[0])}, and "
            f"{_measured(reason.of_b, role_b, reason.reaches[1])}."
        )
    if reason.activity:
        return (
            f"You would enjoy this {INTEREST_NAMES[reason.rating]}: {name}. "
            f"It makes up {_share(reason.of_a)} of {role_a} and {_share(reason.of_b)} of {role_b}."
        )
    return (
        f"You rated {name} at {LEVEL_NAMES[reason.rating]}. {role_a} {asks(reason.of_a)}; "
        f"{role_b} {asks(reason.of_b)}."
    )


def _share(share: float) -> str:
    return f"{100 * share:.0f} %" if share else "none"


def _style(style: float) -> str:
    """A rating style in words: "0.4 levels below"."""
    if abs(style) < ABOUT_AT:
        return "about at"
    return f"about {abs(style):.1f} levels {'above' if style > 0 else 'below'}"


def _measured(style: float, role: str, reach: float) -> str:
    """A rating style beside what it is measured by: "0.4 levels below what Analyst asks"."""
    if reach == 1:
        return f"{_style(style)} what {role} asks"
    return f"{_style(style)} what somebody {way(reach)} to {role} would"


def _standing(role: str, reach: float) -> str:
    """Where somebody stands: "half of the way to Analyst"."""
    return f"who has all that {role} asks" if reach == 1 else f"{way(reach)} to {role}"


@dataclass(frozen=True)
class FirstPlace:
    """How the first role stands: what ``sure_sentence`` is made from.

    ``percent`` of re-ratings keep it first, ``always`` if every single one does; ``rivals`` are
    the titles of roles that else come first, most often first; ``answered`` and ``asked`` count
    skills. ``odd``: the answers are like no role; ``overtaken``: the first of ``rivals`` comes
    first more often.
    """

    first: str
    percent: int
    always: bool
    rivals: tuple[str, ...]
    answered: int
    asked: int
    odd: bool
    overtaken: bool


def sure_sentence(standing: FirstPlace, *, close: bool, several: bool) -> str:
    """How sure the first role is, for a call that is ``close`` to one role or to ``several``."""
    first, rivals = standing.first, standing.rivals
    if not rivals:
        return "It is the only role in this catalogue."
    if standing.odd:
        often = often_of(standing.percent, always=standing.always)
        return (
            f"Take the order as a hint and no more: {first} comes first today, and in {often} "
            "plausible re-ratings. If you went through the questions fast, look at them once more."
        )
    if standing.overtaken:
        return (
            f"{first} comes first by today's answers, but when we try what you might answer "
            f"another day, {rivals[0]} comes first more often: read both."
        )
    if close:
        return (
            f"{first} is ahead today, but small changes to your answers would put {rivals[0]} "
            "first: read both."
        )
    if several:
        return (
            f"{first} is ahead today, but small changes to your answers would put "
            f"{get_text_list(list(rivals[:3]), 'or')} first: look at them all."
        )
    often = f"{often_of(standing.percent, always=standing.always)} plausible re-ratings"
    if few(standing.answered, standing.asked):
        return f"On the little you have rated so far, {first} is ahead: it stays first in {often}."
    so_far = "" if standing.answered >= standing.asked else ", as far as you have answered"
    if standing.percent < 100 * CLEAR_SHARE:
        return f"{first} leads, and {rivals[0]} is not far behind: {first} stays first in {often}."
    return f"{first} leads clearly{so_far}: it stays first in {often} of your answers."


def sure_sentence_for_others(standing: FirstPlace, *, close: bool, several: bool) -> str:
    """``sure_sentence`` for somebody whose answers they are not, by the same rules."""
    first, rivals = standing.first, standing.rivals
    if not rivals:
        return "It is the only role in this catalogue."
    if standing.odd:
        return "Take the order as a hint and no more: the answers are like no role in particular."
    if standing.overtaken:
        return (
            f"It is close: {first} comes first by these answers, but {rivals[0]} more often in "
            "plausible re-ratings."
        )
    if close or several:
        near = get_text_list(list(rivals[:3]), "or") if several else rivals[0]
        return f"It is close: small changes to the answers would put {near} first."
    often = f"{often_of(standing.percent, always=standing.always)} plausible re-ratings"
    if few(standing.answered, standing.asked):
        return f"On the little rated so far, {first} is ahead: it stays first in {often}."
    return f"{first} stays first in {often} of the answers."


def how_sentence(likely_people: bool) -> str:
    """How re-ratings are made, for whoever reads the result."""
    if likely_people:
        return (
            "Nobody rates themselves twice exactly alike. So we worked out 300 times what such a "
            "person might answer if asked again, skills not rated yet included, and looked which "
            "role came first."
        )
    return (
        "Nobody rates themselves twice exactly alike. The answers were moved a little, 300 times, "
        "by at most one level each, to see which role came first."
    )


def often_of(percent: int, *, always: bool) -> str:
    """A share in words, "97 of 100"; what is 100 by rounding only is "over 99 of 100"."""
    return "over 99 of 100" if percent == 100 and not always else f"{percent} of 100"


def few(answered: int, asked: int) -> bool:
    """Whether so few skills are rated that a result is no more than a hint."""
    return answered < min(FEW_RATINGS, asked)


def caution_sentence(answered: int, asked: int) -> str:
    """How many of the skills asked about are not rated; "" when all are."""
    if few(answered, asked):
        are = "is" if answered == 1 else "are"
        return f"Only {answered} of {asked} skills {are} rated, so take this as a first hint."
    missing = asked - answered
    are = "is" if missing == 1 else "are"
    return f"{missing} of {asked} skills {are} {Unrated.NOT_RATED}." if missing else ""


def style_sentence(ratings: Sequence[int]) -> str:
    """What rating all alike, or throughout high or low, does to the result; "" otherwise."""
    if len(ratings) < 2:
        return ""
    value, count = Counter(ratings).most_common(1)[0]
    mean = sum(ratings) / len(ratings)
    if count == len(ratings):
        return (
            f"You rated every skill at {LEVEL_NAMES[value]}. That is hard to tell roles apart by: "
            "only how much they ask in general is left, so the order below says little. Rating "
            "again, asking yourself what you could show somebody tomorrow, would say more."
        )
    if len(ratings) >= FEW_RATINGS and count >= NEARLY_ALL * len(ratings):
        return (
            f"You rated nearly every skill at {LEVEL_NAMES[value]}, so the few that differ decide. "
            "Look at those once more: they carry the result."
        )
    if len(ratings) >= FEW_RATINGS and mean >= HIGH_MEAN:
        return (
            f"You rate yourself high throughout ({mean:.1f} of 4 on average). Many people do. The "
            "order goes by the shape of your profile, so it hardly suffers; readiness takes your "
            "word for the height, so it may promise a little too much."
        )
    if len(ratings) >= FEW_RATINGS and mean <= LOW_MEAN:
        return (
            f"You rate yourself low throughout ({mean:.1f} of 4 on average). Perhaps you are new "
            "to this, perhaps modest. The order goes by the shape of your profile; with so little "
            "to go by it is a direction rather than a verdict."
        )
    return ""


def weak_sentence(first: str, fit: float) -> str:
    """Says that even the best role fits little; "" where ``fit``, 0-100, is WEAK_FIT or more."""
    if fit >= WEAK_FIT:
        return ""
    return (
        f"No role in this catalogue fits your profile closely; {first} is only the nearest of "
        "them. That is common for people who come from another field."
    )


def weighed_sentence(first: str, fit: float, best: str, best_fit: float) -> str:
    """Says that enjoyment puts a role first that fits far less well than the best; else ""."""
    if best_fit - fit < FAR_BELOW:
        return ""
    return (
        f"Enjoyment puts {first} first. By what you can do, {best} fits you far better: "
        f"{best_fit:.0f} against {fit:.0f}."
    )


def turn_sentence(skill: str, rating: int | None, level: int, first: str) -> str:
    """Says that another ``level`` of a skill would put the role ``first`` in first place."""
    said = Unrated.NOT_RATED if rating is None else f"you said {_with_number(rating)}"
    return f"{skill}: {said}. At {_with_number(level)}, {first} would come first."


def _with_number(level: int) -> str:
    """A level's name with its number, for readers who do not know the order of the names."""
    return f"{LEVEL_NAMES[level]} (level {level})"


def weight_sentence(first: str, bounds: tuple[int, int]) -> str:
    """For which weights of enjoyment, in per cent, the first role stays first."""
    low, high = bounds
    if low <= 0 and high >= 100:
        return f"{first} stays first whatever you choose here."
    if low <= 0:
        return f"{first} stays first as long as enjoyment counts no more than {high} %."
    if high >= 100:
        return f"{first} stays first as long as enjoyment counts at least {low} %."
    return f"{first} stays first as long as enjoyment counts between {low} % and {high} %."


def shortfall_sentence(item: Shortfall, skill: str) -> str:
    """Why one skill, named ``skill``, or the way of rating keeps a role from fitting better."""
    if item.about_reach:
        return (
            "Taken as a whole, your answers are most like those of somebody "
            f"{way(item.required)} to it."
        )
    if item.skill is None and abs(item.required) < ABOUT_AT:
        return "Not one skill, but how your ratings lie together as a whole."
    if item.skill is None:
        asked = "it asks" if item.reach == 1 else f"somebody {way(item.reach)} to it would"
        return f"Throughout, you rate {_style(item.required)} what {asked}."
    rated = LEVEL_NAMES[item.rating or 0]
    if abs(item.beyond) <= AS_ASKED:
        return f"{skill}: {rated}, in line with the role but not with the rest of your ratings."
    return f"{skill}: you rated it at {rated}; the role {asks(item.required)}."


def little_enjoyed_sentence(activity: str, rating: int, share: float) -> str:
    """Says that an activity is much of a role and little enjoyed; ``rating`` 0-4, ``share`` 0-1."""
    return (
        f"{activity}: {100 * share:.0f} % of what the role consists of, and you would enjoy it "
        f"{INTEREST_NAMES[rating]}."
    )


def whole_percents(shares: Sequence[float]) -> list[int]:
    """Shares (0-1) as whole per cent that add up to their rounded sum."""
    parts = round_parts(np.array(shares) * 100, decimals=0)
    return [int(part) for part in parts]
