"""The file in which an assessment moves from one installation to another. Pure: no rows, no clock.

One JSON object of schema ``careerpath-assessment``. Every problem is located: "answers.ratings.sql:
must be 0 to 4 or null".
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, NoReturn

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

from assessments.engine.starting import place_of, title_at
from assessments.models import PlanKind, Status, Way
from roles.catalogue.document import Phase, Slug
from roles.editions import LoadedEdition
from roles.models import MAIN

SCHEMA = "careerpath-assessment"
VERSION = 1
MOST_BYTES = 1024 * 1024
SHOWN_PROBLEMS = 10
YEARS = range(2000, 2201)
MOST_OWN_STEPS = 50
STEP_LEVELS = frozenset("1234")


class TransferError(ValueError):
    """A file that cannot be imported; ``problems`` says what is wrong and where."""

    def __init__(self, *problems: str) -> None:
        # A lone surrogate could not be shown.
        self.problems = [text.encode("utf-8", "replace").decode() for text in problems]
        super().__init__("\n".join(self.problems))


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


class Part(BaseModel):
    """Strict: a number is never read from text, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class EditionRef(Part):
    """Which edition the assessment is pinned to."""

    number: Annotated[int, Field(ge=1, le=2**31 - 1)]
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    catalogue: Annotated[Slug, Field(exclude_if=lambda slug: slug == MAIN)] = MAIN


class AnswersPart(Part):
    """Every answer, in the order in which each was first given; null for "not sure"."""

    ratings: Ratings
    interests: Ratings


class BackgroundPart(Part):
    """What was said besides ratings."""

    education: Line1000
    tools: Annotated[tuple[Slug, ...], AfterValidator(_each_once)]


class ProgressPart(Part):
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


class OwnStepPart(Part):
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


class PlanPart(Part):
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


class Transfer(Part):
    """A completed assessment with its plan."""

    schema_: Literal["careerpath-assessment"] = Field(alias="schema")
    version: Literal[1]
    edition: EditionRef
    questionnaire: Slug
    way: Way
    families: Annotated[tuple[Family, ...], Field(max_length=MOST_FAMILIES)] = ()
    started_at: Moment
    completed_at: Moment
    answers: AnswersPart
    background: BackgroundPart
    plan: PlanPart


@dataclass(frozen=True)
class Left:
    """How much was left out, because an edition does not have what it is about."""

    answers: int = 0
    steps: int = 0
    others: int = 0


def write_transfer(document: Transfer) -> str:
    """The file's text."""
    return document.model_dump_json(by_alias=True, indent=2) + "\n"


def read_transfer(content: bytes) -> Transfer:
    """Check a file and return what it says; raises TransferError with every problem found."""
    if len(content) > MOST_BYTES:
        raise TransferError("The file is larger than 1 MB. An export of an assessment is smaller.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TransferError(f"The file is not UTF-8 text: byte {error.start + 1}.") from error
    _check_heading(_plain(text))
    try:
        document = Transfer.model_validate_json(text)
    except ValidationError as error:
        found = [_problem(item) for item in error.errors(include_url=False)]
        shown = found[:SHOWN_PROBLEMS]
        if len(found) > SHOWN_PROBLEMS:
            shown.append(f"And {len(found) - SHOWN_PROBLEMS} more.")
        raise TransferError(*shown) from error
    _check_days(document.plan)
    return document


def _check_days(plan: PlanPart) -> None:
    """Days so far off that weeks counted from them would leave the calendar."""
    named = {"start": (plan.start,), "ready_by": (plan.ready_by,), "weeks_off": plan.weeks_off}
    far = [name for name, days in named.items() if any(d and d.year not in YEARS for d in days)]
    if far:
        raise TransferError(*(f"plan.{name}: must be between 2000 and 2200" for name in far))


def _plain(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise TransferError(f"The file is not JSON: {place}: {error.msg}.") from error
    except RecursionError as error:
        raise TransferError("The file is nested too deeply for an assessment.") from error
    except TransferError:
        raise
    except ValueError as error:
        raise TransferError("The file has a number that is too long to read.") from error


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise TransferError(f'The file has the key "{key:.100}" twice in one place.')
        found[key] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise TransferError(f"The file is not JSON: {name} is not a number there.")


def _check_heading(data: Any) -> None:
    """Whether it is our kind of file at all, before looking for problems in it."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise TransferError(
            f'This is not an exported assessment: it has no "schema": "{SCHEMA}". '
            "Choose the JSON file that you took along."
        )
    version = data.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise TransferError(
            f"This file has version {version:.6g}, and this site reads version {VERSION}: "
            "it comes from a newer CareerPath."
        )


MESSAGES = {
    "json_invalid": "The file is not JSON: {error}",
    "missing": "is missing",
    "extra_forbidden": "is not a key this file has",
    "int_type": "must be a whole number",
    "string_type": "must be text",
    "string_unicode": "must be proper text",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "too_long": "must be at most {max_length} in number",
    "string_pattern_mismatch": "is not written as it should be",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be {expected}",
    "enum": "must be {expected}",
    "model_type": "must be an object",
    "dict_type": "must be an object",
    "tuple_type": "must be a list",
    "timezone_aware": "must have a time zone, as in 2026-11-25T10:00:00Z",
}


def _problem(item: Any) -> str:
    """One problem in words: where it is, and what is wanted."""
    kind = str(item["type"])
    where = ".".join(str(part) for part in item["loc"] if part != "[key]")
    if kind in MESSAGES:
        what = MESSAGES[kind].format(**item.get("ctx", {}))
    elif kind.startswith("datetime"):
        what = "must be a time such as 2026-11-25T10:00:00Z"
    elif kind.startswith("date"):
        what = "must be a date such as 2026-11-25"
    else:
        what = str(item["msg"]).removeprefix("Value error, ")
    return f"{where:.200}: {what:.300}" if where else what


def fitting(document: Transfer, edition: LoadedEdition, *, same: bool) -> tuple[Transfer, Left]:
    """What of ``document`` is about things that ``edition`` has, and how much is not.

    ``same``: it is the very edition that the document was made on.
    Raises TransferError for an unknown questionnaire, and where no rating is left to score.
    """
    if document.questionnaire not in edition.questionnaires:
        raise TransferError(
            f"questionnaire: this site has no questionnaire {document.questionnaire}"
        )
    answers = AnswersPart(
        ratings={s: v for s, v in document.answers.ratings.items() if s in edition.skills},
        interests={s: v for s, v in document.answers.interests.items() if s in edition.activities},
    )
    if all(value is None for value in answers.ratings.values()):
        raise TransferError("answers.ratings: there is no rating of a skill that this site has")
    tools = tuple(slug for slug in document.background.tools if slug in edition.tools)
    plan, steps = _fitting_plan(document.plan, edition, same=same)
    target_lost = plan.target_role != document.plan.target_role
    left = Left(
        answers=_size(document.answers) - _size(answers),
        steps=steps,
        others=len(document.background.tools) - len(tools) + target_lost,
    )
    background = document.background.model_copy(update={"tools": tools})
    families = tuple(name for name in document.families if name in edition.catalogue.families)
    parts = {"answers": answers, "background": background, "plan": plan, "families": families}
    return document.model_copy(update=parts), left


def _size(answers: AnswersPart) -> int:
    return len(answers.ratings) + len(answers.interests)


def _fitting_plan(plan: PlanPart, edition: LoadedEdition, *, same: bool) -> tuple[PlanPart, int]:
    """The same for the plan; own steps are numbered anew, getting-started steps found by title."""
    places: dict[str, str] = {}
    own = []
    for place, step in enumerate(plan.own_steps, 1):
        if step.role in edition.roles:
            own.append(step)
            places[f"own/{place}"] = f"own/{len(own)}"
    kept: dict[str, ProgressPart] = {}
    for line in plan.progress:
        name = places.get(line.step) or _step_in(edition, line, same=same)
        if name:
            kept.setdefault(name, line.model_copy(update={"step": name}))
    progress = tuple(kept.values())
    target = plan.target_role if plan.target_role in edition.roles else ""
    parts = {"target_role": target, "progress": progress, "own_steps": tuple(own)}
    left = len(plan.progress) - len(progress) + len(plan.own_steps) - len(own)
    return plan.model_copy(update=parts), left


def _step_in(edition: LoadedEdition, line: ProgressPart, *, same: bool) -> str:
    """The name of a line's step in ``edition``, "" when it has no such step.

    Files of earlier versions give a getting-started step's place only: that says which one it is
    on the very edition, and nothing on another.
    """
    kind, _, rest = line.step.partition("/")
    slug, _, place = rest.rpartition("/")
    if kind == "skill" and slug in edition.skills:
        return line.step if place in STEP_LEVELS else ""
    if kind != "role" or slug not in edition.roles:
        return ""
    steps = edition.roles[slug].getting_started
    title = line.title or (title_at(steps, place) if same else "")
    found = place_of(steps, title, place)
    return f"role/{slug}/{found}" if found else ""
