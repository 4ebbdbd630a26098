"""Every choice that a row of this app holds. The values are stored and exported: they stay."""

from __future__ import annotations

from django.db.models import TextChoices


class Kind(TextChoices):
    """What an answer is about."""

    SKILL = "skill", "skill"
    ACTIVITY = "activity", "activity"


class AnswerMode(TextChoices):
    """How the skill questions are asked."""

    FULL = "full", "every question, a page at a time"
    QUICK = "quick", "the quick check: one telling question at a time"


class PlanKind(TextChoices):
    """Which steps a plan is made of."""

    EVERYTHING = "everything", "Everything the role asks for"
    # The label goes on with a number that the person chooses: "... to reach 80 %".
    FEWEST_HOURS = "fewest-hours", "The fewest hours to reach"
    MOST_READINESS = "most-readiness", "The most readiness in"


class Status(TextChoices):
    """How far a person is with a step."""

    TODO = "todo", "To do"  # also what a step without a row is
    DOING = "doing", "Doing"
    DONE = "done", "Done"
    SKIPPED = "skipped", "Not for me"


class RunState(TextChoices):
    """How far a run of the impact's work is."""

    WORKING = "working", "being worked out"  # also of a run whose process died: it is silent then
    DONE = "done", "worked out"
    FAILED = "failed", "failed"
