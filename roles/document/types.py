"""The types of the catalogue document, the one exchange format for role content.

Built-in content, import, export, publishing, comparison and scoring all speak it. Every type is
frozen. Numbers are never read from text: the string "3" is an error where a number is wanted.

A field that comes later is made with ``later``: while it is empty it is left out of the plain
data, so that a document stored before keeps its digest and a workbook without its column is read.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic.fields import FieldInfo

LEVELS = (0, 1, 2, 3, 4)
LEVEL_NAMES = ("none", "awareness", "working", "practitioner", "expert")
FEWEST_LEVELS, MOST_LEVELS = 3, 7  # of a catalogue's own scale, its first level 0 included
MIN_SALARY_SAMPLE = 30  # rows below which no salary is shown


class Phase(StrEnum):
    """The five phases of getting started, in order."""

    KNOW_YOUR_INTEREST = "know-your-interest"
    BUILD_FOUNDATION = "build-foundation"
    GAIN_EXPERIENCE = "gain-experience"
    CONNECT = "connect"
    STAY_CURRENT = "stay-current"

    @property
    def title(self) -> str:  # type: ignore[override]
        """The phase in words."""
        if self is Phase.BUILD_FOUNDATION:
            return "Build the foundation"
        return self.value.replace("-", " ").capitalize()


class Cost(StrEnum):
    """What a resource costs the learner."""

    FREE = "free"
    PAID = "paid"
    MIXED = "mixed"


class ResourceFormat(StrEnum):
    """What kind of thing a resource is."""

    ARTICLE = "article"
    BOOK = "book"
    COURSE = "course"
    DOCUMENTATION = "documentation"
    PRACTICE = "practice"
    VIDEO = "video"


class ProxyFit(StrEnum):
    """How well a proxy occupation stands for a role."""

    EXACT = "exact"
    GOOD = "good"
    FAIR = "fair"
    WEAK = "weak"


class Grade(StrEnum):
    """Where a role stands on its ladder, lowest first; empty where nobody has said."""

    NOT_SAID = ""
    ENTRY = "entry"
    MID = "mid"
    SENIOR = "senior"
    LEAD = "lead"
    HEAD = "head"


class PageSection(StrEnum):
    """The sections of a role's page, in order, by the names their headings have in addresses."""

    DEFINITION = "definition"
    SKILLS = "skills"
    EDUCATION = "education"
    TOOLS = "tools"
    INDUSTRIES = "industries"
    OUTLOOK = "outlook"
    PAY = "pay"
    JOBS = "jobs"
    START = "start"
    RELATED = "related"
    COMPARE = "compare"
    SOURCES = "sources"


def folded(text: str) -> str:
    """A name as it is compared: capitals and the width of spaces mean nothing."""
    return " ".join(text.split()).casefold()


def _no_versus(slug: str) -> str:
    # Hyphens around it, so that a slug that begins or ends with "vs" is caught as well.
    if "-vs-" in f"-{slug}-":
        raise ValueError(
            "must not contain '-vs-': that separates the roles in a comparison's address"
        )
    return slug


def _hundredths(value: float) -> float:
    if round(value, 2) != value:
        raise ValueError("must have at most two decimals")
    return value


def _level_key(value: object) -> object:
    # JSON's keys are texts, so numbers are read from them; pydantic would take YAML's true for 1.
    if isinstance(value, bool | float):
        raise ValueError("must be a whole number")
    return value


def _sorted_unique(values: tuple[str, ...]) -> tuple[str, ...]:
    # Sets without an order of their own: sorted, equal ones make equal text and equal digests.
    if len(set(values)) != len(values):
        raise ValueError("must not name anything twice")
    return tuple(sorted(values))


def _clean(text: str) -> str:
    if "\x00" in text:  # PostgreSQL stores no text with one
        raise ValueError("must not contain a NUL character")
    # Browsers send CRLF; the same words must make the same document wherever they were typed.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _one_line(text: str) -> str:
    # Rows and workbooks keep a list of names as lines; whatever Python takes for a line break or
    # for outer space would not come back.
    if text and text.splitlines() != [text.strip()]:
        raise ValueError("must be a single line")
    return text


def _all_different(names: tuple[str, ...]) -> tuple[str, ...]:
    seen: set[str] = set()
    for name in names:
        if folded(name) in seen:
            raise ValueError(f"names {name!r} twice")
        seen.add(folded(name))
    return names


def _enough_levels(names: tuple[str, ...]) -> tuple[str, ...]:
    if names and not FEWEST_LEVELS <= len(names) <= MOST_LEVELS:
        raise ValueError(
            f"must name {FEWEST_LEVELS} to {MOST_LEVELS} levels, from level 0 up; got {len(names)}"
        )
    return names


def _in_page_order(sections: tuple[PageSection, ...]) -> tuple[PageSection, ...]:
    if len(set(sections)) != len(sections):
        raise ValueError("must not name anything twice")
    return tuple(section for section in PageSection if section in sections)


def _https(url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise ValueError("must begin with https:// or http://")
    return url


Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100),
    AfterValidator(_no_versus),
]
Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
    AfterValidator(_clean),
]
OptionalName = Annotated[
    str, StringConstraints(max_length=200, strip_whitespace=True), AfterValidator(_clean)
]
Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=5000, strip_whitespace=True),
    AfterValidator(_clean),
]
OptionalText = Annotated[
    str, StringConstraints(max_length=5000, strip_whitespace=True), AfterValidator(_clean)
]
Url = Annotated[
    str, StringConstraints(max_length=500), AfterValidator(_clean), AfterValidator(_https)
]
Year = Annotated[int, Field(strict=True, ge=1900, le=2200)]
Hours = Annotated[int, Field(strict=True, ge=1, le=2000)]
StepLevel = Annotated[int, Field(strict=True, ge=1, le=4)]
LevelKey = Annotated[int, Field(ge=1, le=4), BeforeValidator(_level_key)]
RequiredLevel = Annotated[
    float, Field(strict=True, ge=0, le=4, allow_inf_nan=False), AfterValidator(_hundredths)
]
Importance = Annotated[
    float, Field(strict=True, ge=1, le=5, allow_inf_nan=False), AfterValidator(_hundredths)
]
Spread = Annotated[
    float, Field(strict=True, ge=0.1, le=3, allow_inf_nan=False), AfterValidator(_hundredths)
]
Amount = Annotated[int, Field(strict=True, ge=0, le=100_000_000)]
SlugSet = Annotated[tuple[Slug, ...], AfterValidator(_sorted_unique)]
Line = Annotated[Name, AfterValidator(_one_line)]
OptionalLine = Annotated[OptionalName, AfterValidator(_one_line)]
Aliases = Annotated[tuple[Line, ...], AfterValidator(_all_different)]
LevelName = Annotated[Line, StringConstraints(max_length=40)]
Scale = Annotated[
    tuple[LevelName, ...], AfterValidator(_all_different), AfterValidator(_enough_levels)
]
Colour = Annotated[
    str, StringConstraints(pattern=r"^(#[0-9a-fA-F]{6})?$", to_lower=True, strip_whitespace=True)
]
PageSections = Annotated[tuple[PageSection, ...], AfterValidator(_in_page_order)]


class Part(BaseModel):
    """Base of every type in the document: frozen, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_enum_values=False)

    def replaced(self, **changes: object) -> Self:
        """A checked copy with some fields changed; raises ValidationError on bad values."""
        return type(self).model_validate({**dict(self), **changes})


def later(empty: Any) -> Any:
    """A field added after documents were stored: its default is ``empty``, and while it is empty it
    is left out of the plain data, so that the digests of stored documents hold."""
    return Field(default=empty, exclude_if=lambda value: value == empty)


def came_later(field: FieldInfo) -> bool:
    """Whether a document, or a workbook, may have been written before there was such a field."""
    return field.exclude_if is not None


def entry_type(field: FieldInfo) -> type[Part] | None:
    """The type of a list field's entries where they are parts; None for any other field."""
    inner = get_args(field.annotation)[:1]
    return inner[0] if inner and isinstance(inner[0], type) and issubclass(inner[0], Part) else None


class Seniority(Part):
    """A seniority that roles name by its slug, such as "senior"."""

    slug: Slug
    name: Name


class Tool(Part):
    """A piece of software that roles use."""

    slug: Slug
    name: Name
    aliases: Aliases = later(())


class Activity(Part):
    """Something one does in a job, rated by how much one would enjoy it."""

    slug: Slug
    name: Name
    prompt: Text


class Resource(Part):
    """Where to learn: a page, book or course."""

    title: Name
    provider: Name
    url: Url
    cost: Cost
    format: ResourceFormat


class LearningStep(Part):
    """Raises its skill to ``level`` from the level below.

    ``in_post``: only a job teaches it; no course or practice at home replaces it.
    """

    slug: Slug
    level: StepLevel
    phase: Phase
    title: Name
    what: Text
    hours: Hours
    done_when: Text
    in_post: Annotated[bool, Field(strict=True)] = later(False)
    resources: tuple[Resource, ...] = ()


class Skill(Part):
    """Something a person can do.

    ``spread``: how far people's ratings of it stray (SD, in levels), where that was measured.
    ``aliases``: other names for it. ``former_slugs``: the slugs of skills that are gone and that
    this one follows: it had another slug, or others were merged into it or divided.
    """

    slug: Slug
    name: Name
    category: Name
    description: OptionalText = ""
    prompt: Text
    spread: Spread | None = None
    prerequisites: SlugSet = ()
    tools: SlugSet = ()
    aliases: Aliases = later(())
    former_slugs: SlugSet = later(())
    levels: dict[LevelKey, Text] = Field(default_factory=dict)
    steps: tuple[LearningStep, ...] = ()


class Requirement(Part):
    """What a role asks of one skill: ``level`` 0-4 and ``importance`` 1-5, decimals allowed.

    ``essential``: without it the role fails. False means that nobody has marked it so.
    """

    skill: Slug
    level: RequiredLevel
    importance: Importance
    note: OptionalText = ""
    essential: Annotated[bool, Field(strict=True)] = later(False)


class RoleActivity(Part):
    """An activity that belongs to a role; ``importance`` 1-5: how much of the job it is."""

    activity: Slug
    importance: Importance


class Education(Part):
    """A usual way into a role, such as a degree, with its source where there is one."""

    text: Text
    source: OptionalName = ""
    year: Year | None = None


class Certificate(Part):
    """A certificate that a source names for the role."""

    name: Name
    issuer: Name
    source: Name
    year: Year


class ToolGroup(Part):
    """Tools of a role under one heading."""

    group: Name
    items: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Industry(Part):
    """An industry in which a role is found."""

    name: Name
    source: OptionalName = ""


class Outlook(Part):
    """An official growth figure, with the occupation it was published for."""

    text: Text
    figure: Name
    period: Name
    region: Name
    proxy: OptionalName = ""
    proxy_fit: ProxyFit
    source: Name
    url: Url
    year: Year


class Salary(Part):
    """Yearly pay in whole units of ``currency``: quartiles of ``n`` rows, never fewer than 30."""

    experience: Name
    region: Name
    year: Year
    n: Annotated[int, Field(strict=True, ge=MIN_SALARY_SAMPLE, le=100_000_000)]
    p25: Amount
    median: Amount
    p75: Amount
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    source: Name
    url: Url


class StartingStep(Part):
    """A getting-started step of a role, and the ``level`` of a ``skill`` it leads to, if any."""

    phase: Phase
    title: Name
    text: Text
    hours: Hours
    skill: Slug | None = later(None)
    level: StepLevel | None = later(None)

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if (self.skill is None) != (self.level is None):
            raise ValueError("must name both the skill and the level it leads to, or neither")
        return self


class Source(Part):
    """A page on which a role's content rests."""

    title: Name
    publisher: Name
    url: Url
    year: Year


class Role(Part):
    """A job.

    ``aliases``: other names for it. ``ladder``: a name that roles share which one climbs one after
    the other, by their ``grade``; of equal grades the catalogue's order decides. ``former_slugs``:
    the slugs of roles that are gone and that this one follows: it had another slug, or others were
    merged into it or divided; each role that came of a division names it. ``related``: the slugs
    of roles that a source calls related, the closest first.
    """

    slug: Slug
    title: Name
    family: Name
    seniority: Slug
    summary: OptionalText = ""
    definition: OptionalText = ""
    aliases: Aliases = later(())
    grade: Grade = later(Grade.NOT_SAID)
    ladder: OptionalLine = later("")
    former_slugs: SlugSet = later(())
    responsibilities: tuple[Text, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    activities: tuple[RoleActivity, ...] = ()
    education: tuple[Education, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    tools: tuple[ToolGroup, ...] = ()
    industries: tuple[Industry, ...] = ()
    outlook: tuple[Outlook, ...] = ()
    salaries: tuple[Salary, ...] = ()
    getting_started: tuple[StartingStep, ...] = ()
    related: tuple[Slug, ...] = later(())
    sources: tuple[Source, ...] = ()

    @property
    def is_rated(self) -> bool:
        """Whether it asks for a skill above level 0. A role that does not is never recommended."""
        return any(requirement.level > 0 for requirement in self.requirements)


class Section(Part):
    """A page of a questionnaire: its title, a text above, and the skills it asks about."""

    title: Name
    intro: OptionalText = ""
    skills: tuple[Slug, ...]


class Questionnaire(Part):
    """Which skills and activities are asked about, and in what order."""

    slug: Slug
    title: Name
    description: OptionalText = ""
    sections: tuple[Section, ...]
    activities: tuple[Slug, ...] = ()


class Site(Part):
    """What the site says and looks like around its catalogue.

    ``name`` is a short one, ``home_text`` stands on the home page, colours are "#rrggbb" in the
    light and the dark look, ``sections`` are those that a role's page shows. Each is as built in
    while it is empty; without ``sections`` all are shown.
    """

    name: OptionalLine = later("")
    home_text: OptionalText = later("")
    accent: Colour = later("")
    accent_dark: Colour = later("")
    sections: PageSections = later(())


class Catalogue(Part):
    """Everything editors keep, as one document.

    ``scale``: the names of the levels from 0 up, where they are not the built-in five.
    """

    schema_version: Annotated[int, Field(strict=True, ge=1, le=1)] = 1
    title: Name
    description: OptionalText = ""
    attribution: OptionalText = ""
    scale: Scale = later(())
    site: Site = later(Site())
    categories: tuple[Name, ...] = ()
    families: tuple[Name, ...] = ()
    seniorities: tuple[Seniority, ...] = ()
    tools: tuple[Tool, ...] = ()
    activities: tuple[Activity, ...] = ()
    skills: tuple[Skill, ...] = ()
    roles: tuple[Role, ...] = ()
    questionnaires: tuple[Questionnaire, ...] = ()

    @property
    def level_names(self) -> tuple[str, ...]:
        """What the levels are called, from 0 up."""
        return self.scale or LEVEL_NAMES

    def scorable(self) -> Self:
        """The catalogue without roles that ask for no skill above level 0; itself if it has none.

        A role that asks for nothing would fit everybody who can do nothing, and anybody would be
        100 % ready for it.
        """
        roles = tuple(role for role in self.roles if role.is_rated)
        return self if len(roles) == len(self.roles) else self.model_copy(update={"roles": roles})
