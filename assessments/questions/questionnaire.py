"""The pages of a questionnaire, made from an edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from assessments.models import Kind
from roles.document.answers import Unrated
from roles.document.types import LEVEL_NAMES, Activity, Questionnaire, Section, Skill
from roles.editions import LoadedEdition

UNSURE = "unsure"
NO_LEVEL = "You have not done this yet."
INTEREST_NAMES = ("not at all", "a little", "somewhat", "quite a lot", "very much")
MOST_SECTIONS = 12  # with more, short sections share a page
FULL_PAGE = 10  # questions
SECONDS_PER_QUESTION = 9
SECONDS_PER_QUICK_QUESTION = 12  # each on a page of its own
FEW_ROLES = 50  # up to so many, the usual quick check is as short as was measured
USUAL_QUICK_QUESTIONS = 18  # in the mean over the kinds of people simulated, random ones left out


def form_value(answers: Mapping[str, int | None], slug: str) -> str:
    """The answer about ``slug`` as a form has it: "0" to "4", "unsure", or "" for none."""
    if slug not in answers:
        return ""
    return UNSURE if answers[slug] is None else str(answers[slug])


def answer_of(value: str) -> int | None:
    """What a form's valid value that is not "" says: a level, or None for "not sure"."""
    return None if value == UNSURE else int(value)


@dataclass(frozen=True)
class AnswerOption:
    """One choice of a question, with its statement right beside it."""

    value: str
    name: str
    text: str

    @property
    def unsure(self) -> bool:
        """Whether choosing it says "not sure"."""
        return self.value == UNSURE


NOT_SURE = AnswerOption(UNSURE, Unrated.NOT_SURE.capitalize(), "")


@dataclass(frozen=True)
class Question:
    """A question about a skill or an activity; ``heading`` stands above the first of a group."""

    kind: Kind
    slug: str
    title: str
    prompt: str
    options: tuple[AnswerOption, ...]
    heading: str = ""

    @property
    def field(self) -> str:
        """Name of its form field."""
        return f"{self.kind.value}-{self.slug}"


@dataclass(frozen=True)
class Page:
    """A page of a questionnaire; ``number`` counts from 1.

    A ``background`` page has no questions: it asks for education, tools and hours.
    """

    number: int
    title: str
    intro: str
    questions: tuple[Question, ...] = ()
    background: bool = False


def pages_of(edition: LoadedEdition, slug: str, only: tuple[str, ...] | None = None) -> list[Page]:
    """A questionnaire's pages: its sections, its activities, the background. KeyError if unknown.

    ``only``: the skills to ask about, None for all. Where that leaves many short sections, those
    that follow each other share a page.
    """
    questionnaire = edition.questionnaires[slug]
    sections = _sections(questionnaire, only)
    if len(sections) > MOST_SECTIONS or only not in (None, asked_skills(edition, slug)):
        pages = _packed(edition, sections)
    else:
        pages = [
            Page(number, section.title, section.intro, skill_questions(edition, skills))
            for number, (section, skills) in enumerate(sections, 1)
        ]
    if questionnaire.activities:
        pages.append(interests_page(edition, questionnaire.activities, len(pages) + 1))
    intro = "All optional. None of this changes a score; it helps to fit the plan to you."
    pages.append(Page(len(pages) + 1, "About you", intro, background=True))
    return pages


SectionSkills = tuple[Section, tuple[str, ...]]


def _sections(questionnaire: Questionnaire, only: tuple[str, ...] | None) -> list[SectionSkills]:
    """The sections that ask anything, each with its skills."""
    wanted = None if only is None else frozenset(only)
    found = (
        (section, tuple(s for s in section.skills if wanted is None or s in wanted))
        for section in questionnaire.sections
    )
    return [(section, skills) for section, skills in found if skills]


def _packed(edition: LoadedEdition, sections: list[SectionSkills]) -> list[Page]:
    """Pages of at most FULL_PAGE questions, unless one section alone has more.

    A section's title stands above its first question.
    """
    pages: list[list[SectionSkills]] = []
    for section in sections:
        room = FULL_PAGE - sum(len(skills) for _, skills in pages[-1]) if pages else 0
        if pages and len(section[1]) <= room:
            pages[-1].append(section)
        else:
            pages.append([section])
    return [_packed_page(edition, number, parts) for number, parts in enumerate(pages, 1)]


def _packed_page(edition: LoadedEdition, number: int, parts: list[SectionSkills]) -> Page:
    (first, skills), *others = parts
    if not others:
        return Page(number, first.title, first.intro, skill_questions(edition, skills))
    questions = tuple(
        replace(question, heading="" if place else section.title)
        for section, skills in parts
        for place, question in enumerate(skill_questions(edition, skills))
    )
    more = f" and {len(others)} more" if len(others) > 1 else f" and {others[0][0].title}"
    return Page(number, first.title + more, "", questions)


def interests_page(edition: LoadedEdition, activities: tuple[str, ...], number: int = 1) -> Page:
    """The page that asks how much one would enjoy these activities, given by slug."""
    asked = tuple(_activity_question(edition.activities[slug]) for slug in activities)
    intro = "Never mind whether you can do these yet: how much would you enjoy them?"
    return Page(number, "What you would enjoy", intro, asked)


def named_questionnaire(edition: LoadedEdition, slug: str) -> Questionnaire | None:
    """The questionnaire ``slug`` of an edition, its first for ""; None for one it does not have."""
    return edition.questionnaires.get(slug) if slug else edition.catalogue.questionnaires[0]


def repeated(edition: LoadedEdition, slug: str) -> Questionnaire:
    """The questionnaire to answer again: the same one, or the first where it is no longer kept."""
    return edition.questionnaires.get(slug, edition.catalogue.questionnaires[0])


def asked_skills(edition: LoadedEdition, slug: str) -> tuple[str, ...]:
    """The skills that questionnaire ``slug`` asks about, in its order. KeyError if unknown."""
    sections = edition.questionnaires[slug].sections
    return tuple(skill for section in sections for skill in section.skills)


def minutes(questionnaire: Questionnaire) -> int:
    """Minutes to answer all of a questionnaire, a page at a time."""
    count = sum(len(section.skills) for section in questionnaire.sections)
    return minutes_for(count + len(questionnaire.activities))


def minutes_for(questions: int) -> int:
    """Minutes to answer so many questions on pages of several, at least 1."""
    return max(1, round(questions * SECONDS_PER_QUESTION / 60))


def quick_minutes(skills: int, roles: int) -> int | None:
    """Minutes that a usual quick check takes with ``skills`` to ask about, among ``roles``.

    None where so many roles are told apart that it may ask about most skills: simulated people
    needed 25 to 68 of O*NET's 68 questions, half of them 45 or more.
    """
    if roles > FEW_ROLES:
        return None
    asked = min(skills, USUAL_QUICK_QUESTIONS)
    return max(1, round(asked * SECONDS_PER_QUICK_QUESTION / 60))


def skill_questions(edition: LoadedEdition, slugs: tuple[str, ...]) -> tuple[Question, ...]:
    """The questions about these skills, in the order given; KeyError if unknown."""
    return tuple(skill_question(edition.skills[slug]) for slug in slugs)


def grouped_questions(edition: LoadedEdition, slugs: tuple[str, ...]) -> tuple[Question, ...]:
    """The questions about these skills, under the headings of their categories in turn."""
    order = {name: place for place, name in enumerate(edition.catalogue.categories)}
    skills = [edition.skills[slug] for slug in slugs]
    skills.sort(key=lambda skill: order.get(skill.category, len(order)))
    return tuple(
        replace(skill_question(skill), heading="" if place else category)
        for category, group in groupby(skills, key=lambda skill: skill.category)
        for place, skill in enumerate(group)
    )


def skill_question(skill: Skill) -> Question:
    """The question about one skill."""
    statements = {0: NO_LEVEL, **skill.levels}
    options = [
        AnswerOption(str(level), name.capitalize(), statements.get(level, ""))
        for level, name in enumerate(LEVEL_NAMES)
    ]
    return Question(Kind.SKILL, skill.slug, skill.name, skill.prompt, (*options, NOT_SURE))


def _activity_question(activity: Activity) -> Question:
    options = [
        AnswerOption(str(value), name.capitalize(), "") for value, name in enumerate(INTEREST_NAMES)
    ]
    return Question(
        Kind.ACTIVITY,
        activity.slug,
        activity.name,
        activity.prompt,
        (*options, NOT_SURE),
    )
