"""The types of the file in which an assessment moves from one installation to another.

One JSON object of schema ``careerpath-assessment``. Reads no rows and no clock.
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
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    field_validator,
)

from assessments.engine.method import METHODS
from assessments.models import AnswerMode, PlanKind, Status, limits
from roles.document.types import Phase, Slug
from roles.models import MAIN

SCHEMA = "careerpath-assessment"
VERSION = 1


def _rating(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    try:
        return handler(value)
    except ValidationError as error:
        raise ValueError("must be 0 to 4 or null") from error


def _no_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("must not contain a NUL character")
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    return text


def _utc(moment: datetime) -> datetime:
    # In no time zone is it then before the first year or after the last.
    first, last = limits.FIRST_DAY.year + 1, limits.LAST_DAY.year
    if not first <= moment.year <= last:
        raise ValueError(f"must be between {first} and {last}")
    return moment.astimezone(UTC)


def _day(day: date) -> date:
    if not limits.FIRST_DAY <= day <= limits.LAST_DAY:
        raise ValueError(_between_years())
    return day


def _weeks(days: tuple[date, ...]) -> tuple[date, ...]:
    if any(day.weekday() for day in days):
        raise ValueError("must be Mondays")
    if not all(limits.FIRST_MONDAY <= day <= limits.LAST_DAY for day in days):
        raise ValueError(_between_years())
    return tuple(sorted(_each_once(days)))


def _between_years() -> str:
    return f"must be between {limits.FIRST_DAY.year} and {limits.LAST_DAY.year}"


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
Day = Annotated[date, AfterValidator(_day)]
Family = Annotated[str, StringConstraints(max_length=200), AfterValidator(_no_nul)]
Education = Annotated[
    str, StringConstraints(max_length=limits.LONGEST_EDUCATION), AfterValidator(_no_nul)
]
StepName = Annotated[
    str, StringConstraints(max_length=limits.LONGEST_STEP), AfterValidator(_no_nul)
]
Note = Annotated[str, StringConstraints(max_length=limits.LONGEST_NOTE), AfterValidator(_no_nul)]
Evidence = Annotated[
    str, StringConstraints(max_length=limits.LONGEST_EVIDENCE), AfterValidator(_no_nul)
]
Intention = Annotated[
    str, StringConstraints(max_length=limits.LONGEST_INTENTION), AfterValidator(_no_nul)
]
Way = Annotated[str, StringConstraints(max_length=limits.LONGEST_WAY), AfterValidator(_no_nul)]
ResourceUrl = Annotated[
    str, StringConstraints(max_length=limits.LONGEST_RESOURCE), AfterValidator(_no_nul)
]
Title = Annotated[
    str,
    StringConstraints(max_length=limits.LONGEST_TITLE),
    AfterValidator(_no_nul),
    AfterValidator(_not_blank),
]
What = Annotated[str, StringConstraints(max_length=limits.LONGEST_WHAT), AfterValidator(_no_nul)]
InterestWeight = Annotated[int, Field(ge=limits.INTEREST_WEIGHT[0], le=limits.INTEREST_WEIGHT[1])]
HoursAWeek = Annotated[int, Field(ge=limits.HOURS_A_WEEK[0], le=limits.HOURS_A_WEEK[1])]
PlanTarget = Annotated[int, Field(ge=limits.PLAN_TARGET[0], le=limits.PLAN_TARGET[1])]
PlanBudget = Annotated[int, Field(ge=limits.PLAN_BUDGET[0], le=limits.PLAN_BUDGET[1])]
OwnStepHours = Annotated[int, Field(ge=limits.OWN_STEP_HOURS[0], le=limits.OWN_STEP_HOURS[1])]
OptionalSlug = Slug | Literal[""]


class FilePart(BaseModel):
    """A part of the file. Strict: a number is never read from text, an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class EditionRef(FilePart):
    """Which edition the assessment is pinned to; ``digest`` is the SHA-256 of its document."""

    number: Annotated[int, Field(ge=1, le=2**31 - 1)]  # what PostgreSQL's integer holds
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    # Left out of the file for the usual catalogue: a file names it only where it is another one.
    catalogue: Annotated[Slug, Field(exclude_if=lambda slug: slug == MAIN)] = MAIN


class AnswersPart(FilePart):
    """Every answer, in the order in which each was first given; null for "not sure"."""

    ratings: Ratings
    interests: Ratings


class BackgroundPart(FilePart):
    """Education and the tools used, by slug."""

    education: Education
    tools: Annotated[tuple[Slug, ...], AfterValidator(_each_once)]


def _method(number: int) -> int:
    if number not in METHODS:
        raise ValueError(f"must be a method that this site scores by: 1 to {max(METHODS)}")
    return number


class ProgressPart(FilePart):
    """What a person makes of one step; own steps are own/1, own/2 ... in order.

    ``title`` goes with a role's getting-started step, which stands elsewhere in another edition.
    """

    step: StepName
    title: Annotated[StepName, Field(exclude_if=lambda title: not title)] = ""
    status: Status
    note: Note = ""
    evidence: Evidence = ""
    intention: Intention = ""
    way: Way = ""
    resource: ResourceUrl = ""
    done_at: Moment | None = None


class OwnStepPart(FilePart):
    """A step that the person added."""

    role: Slug
    title: Title
    what: What = ""
    hours: OwnStepHours
    phase: Phase
    added_at: Moment


def _progress(lines: tuple[ProgressPart, ...]) -> tuple[ProgressPart, ...]:
    _each_once(tuple(line.step for line in lines))
    for line in lines:
        if (line.status == Status.DONE) != (line.done_at is not None):
            raise ValueError(f'{line.step}: "done_at" goes with status "done" and no other')
    return lines


class PlanPart(FilePart):
    """The target, how the plan is laid out, and what the person made of its steps."""

    target_role: OptionalSlug
    interest_weight: InterestWeight
    hours_per_week: HoursAWeek
    kind: PlanKind
    target: PlanTarget
    budget: PlanBudget
    start: Day | None = None
    ready_by: Day | None = None
    weeks_off: Annotated[
        tuple[date, ...], Field(max_length=limits.MOST_WEEKS_OFF), AfterValidator(_weeks)
    ] = ()
    progress: Annotated[tuple[ProgressPart, ...], AfterValidator(_progress)] = ()
    own_steps: Annotated[tuple[OwnStepPart, ...], Field(max_length=limits.MOST_OWN_STEPS)] = ()

    @field_validator("ready_by")
    @classmethod
    def _after_start(cls, day: date | None, info: ValidationInfo) -> date | None:
        # Without a start the plan begins with the completion, and somebody who rates themselves
        # again may complete later than the day they were to be ready by.
        start = info.data.get("start")
        if day and start and day <= start:
            raise ValueError('must be after "start"')
        return day


class Transfer(FilePart):
    """The whole file: a completed assessment with its plan.

    ``method``, by which it is scored, is left out for the first: older files know no other.
    """

    schema_: Literal["careerpath-assessment"] = Field(alias="schema")
    version: Annotated[int, Field(ge=1, le=VERSION)]  # a literal 1 would take true as well
    edition: EditionRef
    questionnaire: Slug
    way: AnswerMode
    method: Annotated[
        int, AfterValidator(_method), Field(exclude_if=lambda method: method == 1)
    ] = 1
    families: Annotated[tuple[Family, ...], Field(max_length=limits.MOST_FAMILIES)] = ()
    started_at: Moment
    completed_at: Moment
    answers: AnswersPart
    background: BackgroundPart
    plan: PlanPart

    @field_validator("completed_at")
    @classmethod
    def _after_beginning(cls, moment: datetime, info: ValidationInfo) -> datetime:
        begun = info.data.get("started_at")
        if begun and moment < begun:
            raise ValueError('must not be before "started_at"')
        return moment


def write_transfer(document: Transfer) -> str:
    """The text of the file; ``read_transfer`` of it gives the document back."""
    return document.model_dump_json(by_alias=True, indent=2) + "\n"
