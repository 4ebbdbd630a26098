"""A person's answers, pinned to one edition for ever; their plan's progress; what they share."""

from assessments.models.assessment import Answer, Assessment, new_key
from assessments.models.choices import AnswerMode, Kind, PlanKind, RunState, Status
from assessments.models.impact import ImpactRun
from assessments.models.progress import OwnStep, StepProgress
from assessments.models.sharing import CalendarFeed, Share

__all__ = [
    "Answer",
    "AnswerMode",
    "Assessment",
    "CalendarFeed",
    "ImpactRun",
    "Kind",
    "OwnStep",
    "PlanKind",
    "RunState",
    "Share",
    "Status",
    "StepProgress",
    "new_key",
]
