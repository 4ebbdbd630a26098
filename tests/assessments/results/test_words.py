"""Sentences that follow from figures."""

from dataclasses import replace

from assessments.engine.ladder import Rung
from assessments.engine.reasons import Reason
from assessments.pages.order import ladder_sentence
from assessments.results import words
from assessments.results.words import FirstPlace

SURE = FirstPlace(
    "Builder", 97, False, ("Modeller", "Lead", "Keeper", "Clerk"), 40, 40, False, False
)


def said(standing: FirstPlace, *, close: bool = False, several: bool = False) -> str:
    return words.sure_sentence(standing, close=close, several=several)


def test_a_clear_lead_is_called_so_only_on_enough_ratings() -> None:
    assert said(SURE).startswith("Builder leads clearly: it stays first in 97 of 100")
    assert "clearly, as far as you have answered:" in said(replace(SURE, answered=20))
    assert "leads clearly" not in said(replace(SURE, answered=3))
    assert "Modeller is not far behind" in said(replace(SURE, percent=80))


def test_a_hundred_means_every_single_time() -> None:
    assert "over 99 of 100" in said(replace(SURE, percent=100))
    assert "in 100 of 100" in said(replace(SURE, percent=100, always=True))


def test_a_close_call_names_one_rival_or_several() -> None:
    assert "would put Modeller first: read both" in said(SURE, close=True)
    assert "would put Modeller, Lead or Keeper first" in said(SURE, several=True)
    assert said(replace(SURE, rivals=())) == "It is the only role in this catalogue."


def test_answers_like_no_role_are_never_called_clear() -> None:
    assert said(replace(SURE, odd=True)).startswith("Take the order as a hint and no more")
    assert "clearly" not in said(replace(SURE, odd=True))


def test_a_rival_that_comes_first_more_often_is_named_beside_the_first() -> None:
    told = said(replace(SURE, percent=30, overtaken=True), close=True)
    assert told.startswith("Builder comes first by today's answers")
    assert "Modeller comes first more often" in told
    overtaken = replace(SURE, overtaken=True)
    others = words.sure_sentence_for_others(overtaken, close=True, several=False)
    assert "Builder comes first by these answers, but Modeller more often" in others


def test_others_are_told_the_same() -> None:
    def told(standing: words.FirstPlace, *, close: bool = False, several: bool = False) -> str:
        return words.sure_sentence_for_others(standing, close=close, several=several)

    assert "Builder stays first in 97 of 100" in told(SURE)
    assert "in over 99 of 100" in told(replace(SURE, percent=100))
    assert "in 100 of 100" in told(replace(SURE, percent=100, always=True))
    assert "On the little rated so far, Builder is ahead" in told(replace(SURE, answered=3))
    assert "would put Modeller first" in told(SURE, close=True)
    assert "would put Modeller, Lead or Keeper first" in told(SURE, several=True)
    assert told(replace(SURE, rivals=())) == said(replace(SURE, rivals=()))


def test_what_is_missing_reads_less_than_what_is_needed() -> None:
    told = ladder_sentence("Lead", Rung(lower=1, ready=79.8, needed=80.0), "Builder")
    assert "you have 79 % of what Builder asks; below 80 %" in told
    told = ladder_sentence("Lead", Rung(lower=None, ready=31.2, needed=60.0), "")
    assert "you have 31 % of what it asks; below 60 % it comes after roles" in told


def test_a_style_is_measured_by_how_far_somebody_is() -> None:
    reason = Reason(None, None, None, 0.4, -0.2, 1.5, reaches=(1.0, 0.46))
    told = words.reason_sentence(reason, "", "Builder", "Lead")
    assert "0.4 levels above what Builder asks" in told
    assert "0.2 levels below what somebody about half of the way to Lead would" in told


def test_enjoyment_that_overrules_skill_is_said() -> None:
    assert words.weighed_sentence("Builder", 60, "Modeller", 70) == ""
    assert "Modeller fits you far better: 71 against 50" in words.weighed_sentence(
        "Builder", 50, "Modeller", 71
    )
