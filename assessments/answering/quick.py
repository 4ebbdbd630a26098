"""The page that asks one question of the quick check."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import ngettext

from assessments.answering.quick_standing import QuickStanding
from assessments.engine.quick import FEWEST, SETTLED
from assessments.models import Assessment
from assessments.questions.questionnaire import Question, asked_skills, form_value
from assessments.store import GivenAnswers
from roles.editions import LoadedEdition


@dataclass(frozen=True)
class QuickPage:
    """One question, the ``number``-th, counted from 1, of ``most`` at most; ``asked`` are answered.

    ``before`` is the skill asked about before it, "" for none; ``answer`` the value of the option
    chosen earlier, "" for none; ``settled`` and ``enough`` are per cent. After ``fewest`` answers
    at least, the check may stop. ``may_stop``: there is a rating, so that there is a result.
    """

    assessment: Assessment
    question: Question
    number: int
    asked: int
    most: int
    before: str
    answer: str
    settled: int
    enough: int
    fewest: int
    may_stop: bool

    @property
    def progress_words(self) -> str:
        """The progress in words: what is left at most, which only falls."""
        left = self.most - self.asked
        more = ngettext("At most %(n)d more question", "At most %(n)d more questions", left)
        return more % {"n": left}


def quick_page(
    assessment: Assessment,
    edition: LoadedEdition,
    question: Question,
    given: GivenAnswers,
    standing: QuickStanding,
) -> QuickPage:
    """The page of ``question``, which was asked before or is the next one."""
    # Answers stand in the order in which they were first given, so that order needs no column.
    # What was answered elsewhere has no page here.
    askable = asked_skills(edition, assessment.questionnaire)
    order = [slug for slug in given.ratings if slug in askable]
    place = order.index(question.slug) if question.slug in order else len(order)
    return QuickPage(
        assessment=assessment,
        question=question,
        number=place + 1,
        asked=len(order),
        most=len(askable),
        before=order[place - 1] if place else "",
        answer=form_value(given.ratings, question.slug),
        settled=int(100 * standing.settled),  # rounded down: 89.9 is not yet 90
        enough=round(100 * SETTLED),
        fewest=min(FEWEST, len(askable)),
        may_stop=given.has_rating,
    )
