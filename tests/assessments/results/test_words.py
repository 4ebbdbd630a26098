"""Sentences that follow from figures."""

from dataclasses import replace

from assessments.results import words
from assessments.results.words import FirstPlace

SURE = FirstPlace("Builder", 97, False, ("Modeller", "Lead", "Keeper", "Clerk"), 40, 40)


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


def test_enjoyment_that_overrules_skill_is_said() -> None:
    assert words.weighed_sentence("Builder", 60, "Modeller", 70) == ""
    assert "Modeller fits you far better: 71 against 50" in words.weighed_sentence(
        "Builder", 50, "Modeller", 71
    )
