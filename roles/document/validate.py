"""What must hold between the parts of a document before it may be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from roles.document.colours import GROUNDS, hard_to_read
from roles.document.parse import Loc, Problem
from roles.document.types import LEVEL_NAMES, Catalogue, Role, Skill, Tool, folded


def find_problems(catalogue: Catalogue) -> list[Problem]:
    """Every reason why ``catalogue`` may not be published; an empty list when it may.

    What a part may hold by itself, its type has checked; here, parts are held against each other.
    """
    known = _known(catalogue)
    return [
        *_duplicates(catalogue),
        *_shared_names(catalogue),
        *_catalogue_problems(catalogue),
        *(
            problem
            for number, skill in enumerate(catalogue.skills)
            for problem in _skill_problems(skill, ("skills", number), known)
        ),
        *_cycles(catalogue),
        *(
            problem
            for number, role in enumerate(catalogue.roles)
            for problem in _role_problems(role, ("roles", number), known)
        ),
        *_ladder_problems(catalogue),
        *_scale_problems(catalogue),
        *_colour_problems(catalogue),
        *_questionnaire_problems(catalogue, known),
    ]


Named = Iterable[tuple[Loc, str]]  # where in the document, and the name that stands there


def _at(start: Loc, values: Iterable[str], *end: str) -> Named:
    """The values with their places in the list at ``start``."""
    return [((*start, number, *end), value) for number, value in enumerate(values)]


def _repeated(values: Named) -> list[tuple[Loc, str]]:
    """Each value that was there before, once, with the place of its second time."""
    counts: Counter[str] = Counter()
    found = []
    for loc, value in values:
        counts[value] += 1
        if counts[value] == 2:
            found.append((loc, value))
    return found


def _duplicates(catalogue: Catalogue) -> Iterator[Problem]:
    kinds: dict[str, Named] = {
        "categories": _at(("categories",), catalogue.categories),
        "families": _at(("families",), catalogue.families),
        **{
            kind: _at((kind,), (item.slug for item in getattr(catalogue, kind)), "slug")
            for kind in ("seniorities", "tools", "activities", "skills", "roles", "questionnaires")
        },
        "steps": [
            step
            for number, skill in enumerate(catalogue.skills)
            for step in _at(("skills", number, "steps"), (s.slug for s in skill.steps), "slug")
        ],
    }
    for kind, values in kinds.items():
        for loc, value in _repeated(values):
            yield Problem("catalogue", kind, f"{value!r} appears more than once", loc=loc)


def _shared_names(catalogue: Catalogue) -> Iterator[Problem]:
    """Pages and forms know roles, skills and tools by their names: no two may look the same."""
    for kind, name in (("roles", "title"), ("skills", "name"), ("tools", "name")):
        first: dict[str, Tool | Skill | Role] = {}
        for number, item in enumerate(getattr(catalogue, kind)):
            said = getattr(item, name)
            other = first.setdefault(folded(said), item)
            if other.slug != item.slug:  # one slug twice is told already
                message = f"{said!r} is the {name} of {other.slug} too: tell them apart"
                where = f"{kind.removesuffix('s')} {item.slug}"
                yield Problem(where, name, message, loc=(kind, number, name))


def _catalogue_problems(catalogue: Catalogue) -> Iterator[Problem]:
    if not catalogue.roles:
        yield Problem("catalogue", "roles", "there must be at least one role", loc=("roles",))
    elif not any(role.requirements for role in catalogue.roles):
        message = "at least one role must ask for a skill"
        yield Problem("catalogue", "roles", message, loc=("roles",))
    if not catalogue.questionnaires:
        message = "there must be at least one questionnaire"
        yield Problem("catalogue", "questionnaires", message, loc=("questionnaires",))


@dataclass(frozen=True)
class _Known:
    """What the catalogue has, to look names up in."""

    categories: frozenset[str]
    families: frozenset[str]
    seniorities: frozenset[str]
    tools: frozenset[str]
    activities: frozenset[str]
    skills: frozenset[str]
    roles: frozenset[str]


def _known(catalogue: Catalogue) -> _Known:
    return _Known(
        categories=frozenset(catalogue.categories),
        families=frozenset(catalogue.families),
        seniorities=frozenset(item.slug for item in catalogue.seniorities),
        tools=frozenset(item.slug for item in catalogue.tools),
        activities=frozenset(item.slug for item in catalogue.activities),
        skills=frozenset(item.slug for item in catalogue.skills),
        roles=frozenset(item.slug for item in catalogue.roles),
    )


def _unknown(where: str, path: str, slugs: Named, known: frozenset[str]) -> Iterator[Problem]:
    for loc, slug in slugs:
        if slug not in known:
            yield Problem(where, path, f"{slug!r} is not in the catalogue", loc=loc)


def _skill_problems(skill: Skill, at: Loc, known: _Known) -> Iterator[Problem]:
    where = f"skill {skill.slug}"
    yield from _name_problems(where, skill.name, skill, at, known.skills)
    category = [((*at, "category"), skill.category)]
    yield from _unknown(where, "category", category, known.categories)
    tools = [((*at, "tools"), slug) for slug in skill.tools]  # sorted: the file's order is gone
    yield from _unknown(where, "tools", tools, known.tools)
    needed = [((*at, "prerequisites"), slug) for slug in skill.prerequisites]
    yield from _unknown(where, "prerequisites", needed, known.skills)
    for number, step in enumerate(skill.steps):
        if step.level > 1 and not any(other.level == step.level - 1 for other in skill.steps):
            yield Problem(
                where,
                f"steps.{step.slug}",
                f"nobody can reach it: no step leads to level {step.level - 1}",
                loc=(*at, "steps", number, "level"),
            )


def _name_problems(
    where: str, name: str, item: Skill | Role, at: Loc, present: frozenset[str]
) -> Iterator[Problem]:
    """Of the names and slugs that a skill or a role has besides its own."""
    for number, alias in enumerate(item.aliases):
        if folded(alias) == folded(name):
            message = f"{alias!r} is its name already"
            yield Problem(where, "aliases", message, loc=(*at, "aliases", number))
    for slug in item.former_slugs:
        if slug in present:
            kind = where.partition(" ")[0]
            message = f"{slug!r} is no former slug: a {kind} in the catalogue has it"
            yield Problem(where, "former_slugs", message, loc=(*at, "former_slugs"))


def _cycles(catalogue: Catalogue) -> Iterator[Problem]:
    """Name each skill that cannot be put in an order where prerequisites come first."""
    waiting = {skill.slug: set(skill.prerequisites) for skill in catalogue.skills}
    known = set(waiting)
    while True:
        ready = [slug for slug, needs in waiting.items() if not (needs & known)]
        if not ready:
            break
        for slug in ready:
            del waiting[slug]
            known.discard(slug)
    if waiting:
        names = ", ".join(sorted(waiting))
        first = next(n for n, skill in enumerate(catalogue.skills) if skill.slug in waiting)
        yield Problem(
            "catalogue",
            "skills",
            f"prerequisites go in a circle among or above: {names}",
            loc=("skills", first, "prerequisites"),
        )


def _role_problems(role: Role, at: Loc, known: _Known) -> Iterator[Problem]:
    where = f"role {role.slug}"
    yield from _name_problems(where, role.title, role, at, known.roles)
    family, seniority = [((*at, "family"), role.family)], [((*at, "seniority"), role.seniority)]
    yield from _unknown(where, "family", family, known.families)
    yield from _unknown(where, "seniority", seniority, known.seniorities)
    required = _at((*at, "requirements"), (item.skill for item in role.requirements), "skill")
    yield from _unknown(where, "requirements", required, known.skills)
    activities = _at((*at, "activities"), (item.activity for item in role.activities), "activity")
    yield from _unknown(where, "activities", activities, known.activities)
    tools = [
        tool
        for number, group in enumerate(role.tools)
        for tool in _at((*at, "tools", number, "items"), group.items)
    ]
    yield from _unknown(where, "tools", tools, known.tools)
    groups = _at((*at, "tools"), (group.group for group in role.tools), "group")
    related = _at((*at, "related"), role.related)
    yield from _unknown(where, "related", related, known.roles)
    for loc, slug in related:
        if slug == role.slug:
            yield Problem(where, "related", "a role is not related to itself", loc=loc)
    led_to = [
        ((*at, "getting_started", number, "skill"), step.skill)
        for number, step in enumerate(role.getting_started)
        if step.skill is not None
    ]
    yield from _unknown(where, "getting_started", led_to, known.skills)
    for path, values in (
        ("requirements", required),
        ("activities", activities),
        ("tools", tools),
        ("tools", groups),
        ("related", related),
    ):
        for loc, value in _repeated(values):
            yield Problem(where, path, f"{value!r} appears more than once", loc=loc)
    if role.requirements and not role.is_rated:
        message = "a role must ask for at least one skill above level 0"
        yield Problem(where, "requirements", message, loc=(*at, "requirements"))
    for number, salary in enumerate(role.salaries):
        if not salary.p25 <= salary.median <= salary.p75:
            yield Problem(
                where,
                "salaries",
                f"{salary.year} {salary.experience}: p25 <= median <= p75 must hold",
                loc=(*at, "salaries", number, "median"),
            )


def _ladder_problems(catalogue: Catalogue) -> Iterator[Problem]:
    spelled: dict[str, str] = {}
    for number, role in enumerate(catalogue.roles):
        where, at = f"role {role.slug}", ("roles", number)
        if not role.ladder:
            continue
        if not role.grade:
            message = f"stands on the ladder {role.ladder!r}, so it needs a grade"
            yield Problem(where, "grade", message, loc=(*at, "grade"))
        first = spelled.setdefault(folded(role.ladder), role.ladder)
        if first != role.ladder:
            message = f"{role.ladder!r} is spelled {first!r} by another role: spell it alike"
            yield Problem(where, "ladder", message, loc=(*at, "ladder"))


def _scale_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """What does not fit a scale of the catalogue's own."""
    scale = catalogue.scale
    if not scale:
        return
    if len(scale) > len(LEVEL_NAMES):
        message = (
            f"has {len(scale)} levels: people can be rated and scored on at most "
            f"{len(LEVEL_NAMES)} so far, level 0 included"
        )
        yield Problem("catalogue", "scale", message, loc=("scale",))
    highest = len(scale) - 1
    for where, path, level, loc in _levels(catalogue):
        if level > highest:
            message = f"level {level:g} is above the scale, which ends with {highest} {scale[-1]}"
            yield Problem(where, path, message, loc=loc)


def _levels(catalogue: Catalogue) -> Iterator[tuple[str, str, float, Loc]]:
    """Every level that is named: by whom, in which part, the level, its place."""
    for number, skill in enumerate(catalogue.skills):
        where, at = f"skill {skill.slug}", ("skills", number)
        for level in skill.levels:
            yield where, "levels", level, (*at, "levels", level)
        for place, step in enumerate(skill.steps):
            yield where, f"steps.{step.slug}", step.level, (*at, "steps", place, "level")
    for number, role in enumerate(catalogue.roles):
        where, at = f"role {role.slug}", ("roles", number)
        for place, item in enumerate(role.requirements):
            loc = (*at, "requirements", place, "level")
            yield where, f"requirements.{item.skill}", item.level, loc
        for place, start in enumerate(role.getting_started):
            loc = (*at, "getting_started", place, "level")
            yield where, "getting_started", start.level or 0, loc


def _colour_problems(catalogue: Catalogue) -> Iterator[Problem]:
    for name in GROUNDS:
        colour = getattr(catalogue.site, name)
        if colour and (message := hard_to_read(name, colour)):
            yield Problem("catalogue", f"site.{name}", message, loc=("site", name))


def _questionnaire_problems(catalogue: Catalogue, known: _Known) -> Iterator[Problem]:
    for number, questionnaire in enumerate(catalogue.questionnaires):
        where, at = f"questionnaire {questionnaire.slug}", ("questionnaires", number)
        skills = [
            skill
            for place, section in enumerate(questionnaire.sections)
            for skill in _at((*at, "sections", place, "skills"), section.skills)
        ]
        activities = _at((*at, "activities"), questionnaire.activities)
        yield from _unknown(where, "sections", skills, known.skills)
        yield from _unknown(where, "activities", activities, known.activities)
        for path, asked in (("sections", skills), ("activities", activities)):
            for loc, slug in _repeated(asked):
                yield Problem(where, path, f"{slug!r} is asked more than once", loc=loc)
        if not skills:
            message = "must ask about at least one skill"
            yield Problem(where, "sections", message, loc=(*at, "sections"))
