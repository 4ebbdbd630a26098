"""What a role's page shows, built from an edition; its facts serve the comparison, too."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from roles.document.levels import level_words
from roles.document.types import (
    Certificate,
    Education,
    Industry,
    Outlook,
    PageSection,
    Phase,
    ProxyFit,
    Requirement,
    Role,
    Source,
    StartingStep,
)
from roles.editions import LoadedEdition
from roles.public.addresses import address
from roles.public.nearness import comparison_url, nearest
from roles.public.pay import Pay, pay_of
from roles.public.role_lines import (
    Link,
    importance_words,
    level_figure,
    ordered_categories,
    rating_words,
    role_url,
)
from roles.public.visitor_ratings import Ratings

PROXY_WORDS = {
    ProxyFit.EXACT: "It counts this very occupation.",
    ProxyFit.GOOD: "It stands in well for this role.",
    ProxyFit.FAIR: "It is a fair stand-in, no more.",
    ProxyFit.WEAK: "It is a weak stand-in: read it with care.",
}


@dataclass(frozen=True)
class SkillRow:
    """One skill that a role asks for: the level 0-4 as number, figure and words, the importance in
    a word, the statement of the nearest level, and ``you``, the reader's rating if there is one."""

    slug: str
    name: str
    level: float
    level_figure: str
    level_words: str
    importance: str
    statement: str
    note: str
    bar_label: str
    you: int | None
    you_words: str


@dataclass(frozen=True)
class SkillGroup:
    """The skills of one category, most important first."""

    category: str
    rows: tuple[SkillRow, ...]


@dataclass(frozen=True)
class ActivityRow:
    """An activity's name, and in words how much of the role it is."""

    name: str
    importance: str


@dataclass(frozen=True)
class ToolList:
    """The names of tools under one heading."""

    group: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class OutlookItem:
    """A growth figure with its period and region (``context``) and the occupation ``counted``."""

    text: str
    figure: str
    context: str
    counted: str
    source: str
    url: str
    year: int


@dataclass(frozen=True)
class PhaseSteps:
    """The getting-started steps of one phase."""

    title: str
    steps: tuple[StartingStep, ...]


@dataclass(frozen=True)
class RoleFacts:
    """Everything about a role but its skills and its pay, for its own page and for comparisons."""

    slug: str
    title: str
    url: str
    family: str
    seniority: str
    summary: str
    definition: str
    responsibilities: tuple[str, ...]
    activities: tuple[ActivityRow, ...]
    education: tuple[Education, ...]
    certificates: tuple[Certificate, ...]
    tools: tuple[ToolList, ...]
    industries: tuple[Industry, ...]
    outlook: tuple[OutlookItem, ...]
    phases: tuple[PhaseSteps, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class RolePage:
    """Everything that a role's page shows; ``nearest`` are links to comparisons.

    ``sections`` are those to be shown.
    """

    role: RoleFacts
    sections: tuple[PageSection, ...]
    skills: tuple[SkillGroup, ...]
    skill_count: int
    pay: Pay
    trail: tuple[tuple[str, str], ...]
    nearest: tuple[Link, ...]
    related: tuple[Link, ...]
    compare_url: str
    has_ratings: bool


def skill_groups(
    edition: LoadedEdition, role: Role, ratings: Ratings | None
) -> tuple[SkillGroup, ...]:
    """The skills a role asks for, by category in the catalogue's order."""
    by_category: dict[str, list[Requirement]] = defaultdict(list)
    for item in role.requirements:
        by_category[edition.skills[item.skill].category].append(item)
    return tuple(
        SkillGroup(
            category,
            tuple(
                _skill_row(edition, item, ratings)
                for item in sorted(by_category[category], key=lambda r: (-r.importance, -r.level))
            ),
        )
        for category in ordered_categories(edition, set(by_category))
    )


def _skill_row(edition: LoadedEdition, item: Requirement, ratings: Ratings | None) -> SkillRow:
    skill = edition.skills[item.skill]
    words, figure = level_words(item.level), level_figure(item.level)
    yours = rating_words(ratings, item.skill)
    return SkillRow(
        slug=item.skill,
        name=skill.name,
        level=item.level,
        level_figure=figure,
        level_words=words,
        importance=importance_words(item.importance),
        statement=skill.levels.get(int(item.level + 0.5), ""),
        note=item.note,
        bar_label=f"Asked for: {figure} of 4, {words}" + (f". You: {yours}" if yours else ""),
        you=ratings.get(item.skill) if ratings else None,
        you_words=yours,
    )


def role_facts(edition: LoadedEdition, role: Role) -> RoleFacts:
    """Everything about a role but its skills and its pay; no query."""
    return RoleFacts(
        slug=role.slug,
        title=role.title,
        url=role_url(edition, role.slug),
        family=role.family,
        seniority=edition.seniorities[role.seniority].name,
        summary=role.summary,
        definition=role.definition,
        responsibilities=role.responsibilities,
        activities=_activities(edition, role),
        education=role.education,
        certificates=role.certificates,
        tools=tuple(
            ToolList(group.group, tuple(edition.tools[slug].name for slug in group.items))
            for group in role.tools
        ),
        industries=role.industries,
        outlook=tuple(_outlook(item) for item in role.outlook),
        phases=_phases(role),
        sources=role.sources,
    )


def _activities(edition: LoadedEdition, role: Role) -> tuple[ActivityRow, ...]:
    words = {5: "the heart of it", 4: "a large part", 3: "a regular part", 2: "a small part"}
    return tuple(
        ActivityRow(
            edition.activities[item.activity].name,
            words.get(int(item.importance + 0.5), "now and then"),
        )
        for item in sorted(role.activities, key=lambda item: -item.importance)
    )


def _outlook(item: Outlook) -> OutlookItem:
    whom = f"{item.proxy}, the nearest occupation counted" if item.proxy else "this occupation"
    if item.proxy_fit is ProxyFit.EXACT and item.proxy:
        whom = item.proxy
    return OutlookItem(
        text=item.text,
        figure=item.figure.replace("-", "\N{MINUS SIGN}", 1)
        if item.figure.startswith("-")
        else item.figure,
        context=f"{item.period.replace('-', chr(0x2013))}, {item.region}",
        counted=f"Official figure for {whom}. {PROXY_WORDS[item.proxy_fit]}",
        source=item.source,
        url=item.url,
        year=item.year,
    )


def _phases(role: Role) -> tuple[PhaseSteps, ...]:
    found = (
        PhaseSteps(phase.title, tuple(step for step in role.getting_started if step.phase is phase))
        for phase in Phase
    )
    return tuple(phase for phase in found if phase.steps)


def role_page(edition: LoadedEdition, role: Role, ratings: Ratings | None) -> RolePage:
    """The page of one role, with the reader's ratings if there are any; no query."""
    return RolePage(
        role=role_facts(edition, role),
        sections=edition.catalogue.site.sections or tuple(PageSection),
        skills=skill_groups(edition, role, ratings),
        skill_count=len(role.requirements),
        pay=pay_of(role),
        trail=(("Roles", address(edition, "index")),),
        nearest=tuple(
            Link(near.title, comparison_url(edition, role.slug, near.slug))
            for near in nearest(edition, role.slug, 6)
        ),
        related=tuple(
            Link(edition.roles[slug].title, role_url(edition, slug))
            for slug in role.related
            if slug in edition.roles
        ),
        compare_url=f"{address(edition, 'compare_pick')}?first={role.slug}",
        has_ratings=ratings is not None,
    )
