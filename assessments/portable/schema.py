"""The types of the file in which an assessment moves from one installation to another.

One JSON object of schema ``careerpath-assessment``. Pure: no rows, no clock.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from assessments.models import MOST_OWN_STEPS, AnswerMode, PlanKind, Status
from roles.document.types import Phase, Slug
from roles.models import MAIN

SCHEMA = "careerpath-assessment"
VERSION = 1
YEARS = range(2000, 2201)


def _rating(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    try:
        return handler(value)
    except ValidationError as error:
        raise ValueError("must be 0 to 4 or null") from error


def _no_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("must not contain a NUL character")
    return text


def _utc(moment: datetime) -> datetime:
    if moment.year not in YEARS[1:-1]:
        raise ValueError("must be between 2001 and 2199")
    return moment.astimezone(UTC)


def _weeks(days: tuple[date, ...]) -> tuple[date, ...]:
    if any(day.weekday() for day in days):
        raise ValueError("must be Mondays")
    return tuple(sorted(_each_once(days)))


def _each_once(values: tuple[Any, ...]) -> tuple[Any, ...]:
    seen = set()
    for value in values:
        if value in seen:
            raise ValueError(f"names {value} twice")
        seen.add(value)
    return values


Rating = Annotated[Annotated[int, Field(ge=0, le=4)] | None, WrapValidator(_rating)]
Ratings = dict[Slug, Rating]
Moment = Annotated[AwareDatetime, AfterValidator(_utc)]
Text = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_no_nul)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_no_nul)]
MOST_FAMILIES = 100
Family = Annotated[str, StringConstraints(max_length=200), AfterValidator(_no_nul)]
Line100 = Annotated[str, StringConstraints(max_length=100), AfterValidator(_no_nul)]
Line250 = Annotated[str, StringConstraints(max_length=250), AfterValidator(_no_nul)]
Line300 = Annotated[str, StringConstraints(max_length=300), AfterValidator(_no_nul)]
Line500 = Annotated[str, StringConstraints(max_length=500), AfterValidator(_no_nul)]
Line1000 = Annotated[str, StringConstraints(max_length=1000), AfterValidator(_no_nul)]
OptionalSlug = Slug | Literal[""]


class FilePart(BaseModel):
    """Strict: a number is never read from text, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class EditionRef(FilePart):
    """Which edition the assessment is pinned to."""

    number: Annotated[int, Field(ge=1, le=2**31 - 1)]
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    catalogue: Annotated[Slug, Field(exclude_if=lambda slug: slug == MAIN)] = MAIN


class AnswersPart(FilePart):
    """Every answer, in the order in which each was first given; null for "not sure"."""

    ratings: Ratings
    interests: Ratings


class BackgroundPart(FilePart):
    """What was said besides ratings."""

    education: Line1000
    tools: Annotated[tuple[Slug, ...], AfterValidator(_each_once)]


class ProgressPart(FilePart):
    """What a person makes of one step; own steps are own/1, own/2 ... in order.

    ``title`` goes with a role's getting-started step, which stands elsewhere in another edition.
    """

    step: Line250
    title: Annotated[Line250, Field(exclude_if=lambda title: not title)] = ""
    status: Status
    note: Text = ""
    evidence: Text = ""
    intention: Line300 = ""
    way: Line100 = ""
    resource: Line500 = ""
    done_at: Moment | None = None


class OwnStepPart(FilePart):
    """A step that the person added."""

    role: Slug
    title: Title
    what: Text = ""
    hours: Annotated[int, Field(ge=1, le=2000)]
    phase: Phase
    added_at: Moment


def _progress(lines: tuple[ProgressPart, ...]) -> tuple[ProgressPart, ...]:
    _each_once(tuple(line.step for line in lines))
    for line in lines:
        if (line.status == Status.DONE) != (line.done_at is not None):
            raise ValueError(f'{line.step}: "done_at" goes with status "done" and no other')
    return lines


class PlanPart(FilePart):
    """How the plan is laid out and how far the person is."""

    target_role: OptionalSlug
    interest_weight: Annotated[int, Field(ge=0, le=100)]
    hours_per_week: Annotated[int, Field(ge=1, le=80)]
    kind: PlanKind
    target: Annotated[int, Field(ge=1, le=100)]
    budget: Annotated[int, Field(ge=1, le=5000)]
    start: date | None = None
    ready_by: date | None = None
    weeks_off: Annotated[tuple[date, ...], AfterValidator(_weeks)] = ()
    progress: Annotated[tuple[ProgressPart, ...], AfterValidator(_progress)] = ()
    own_steps: Annotated[tuple[OwnStepPart, ...], Field(max_length=MOST_OWN_STEPS)] = ()


class Transfer(FilePart):
    """A completed assessment with its plan."""

    schema_: Literal["careerpath-assessment"] = Field(alias="schema")
    version: Literal[1]
    edition: EditionRef
    questionnaire: Slug
    way: AnswerMode
    families: Annotated[tuple[Family, ...], Field(max_length=MOST_FAMILIES)] = ()
    started_at: Moment
    completed_at: Moment
    answers: AnswersPart
    background: BackgroundPart
    plan: PlanPart


def write_transfer(document: Transfer) -> str:
    """The file's text."""
    return document.model_dump_json(by_alias=True, indent=2) + "\n"
