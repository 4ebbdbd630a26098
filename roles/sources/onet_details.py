"""What O*NET says of occupations beside their ratings. Every table here may be missing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any

from roles.document.types import Grade, folded
from roles.sources.base import Warnings
from roles.sources.onet_ratings import HIGHEST, OURS, Ratings
from roles.sources.onet_tables import Occupation, note_absent, rows_of, table
from roles.sources.tables import SHORT, Reader
from roles.sources.words import Slugs, first_sentence, with_capital, with_small

UNRATED_ZONE = {"slug": "zone-not-known", "name": "Preparation not known"}
SMALLEST_SHARE = 10  # percent of those asked, for a level of education to be named
KNOWLEDGE = "2.C"  # where the codes of knowledge begin in O*NET's outline; skills are 2.A and 2.B
SUPPRESSED = "shares that O*NET recommends not to use; left out"
EDUCATION = ("Education, Training, and Experience", "Education")  # the second since release 30.3


class Skills:
    """The elements as skills: their slugs, groups and what their levels mean.

    ``groups`` are O*NET's own, in its order; ``categories`` their names.
    """

    def __init__(self, reader: Reader, elements: dict[str, str]) -> None:
        self._described = _content_model(reader)
        self._anchors = _anchors(reader)
        slugs = Slugs()
        ordered = sorted(elements, key=_in_outline)
        # "Mathematics" is a skill and a field of knowledge.
        twice = Counter(name.casefold() for name in elements.values())
        self._shown = {
            element: f"{name} (knowledge)"
            if twice[name.casefold()] > 1 and element.startswith(KNOWLEDGE)
            else name
            for element, name in elements.items()
        }
        self.slugs = {element: slugs.of(self._shown[element]) for element in ordered}
        self.groups: dict[str, list[str]] = defaultdict(list)
        for element in ordered:
            self.groups[self._group(element)].append(element)
        self.categories = list(self.groups)

    def _group(self, element: str) -> str:
        """The category of an element: its parent's name, or a shared one for want of a parent."""
        parent = element.rpartition(".")[0]
        name, _ = self._described.get(parent, ("", ""))
        if element.count(".") < 3 or not name:
            return "Other knowledge" if element.startswith(KNOWLEDGE) else "Other skills"
        return f"{name} skills" if parent.startswith("2.A") else name

    def all(self, ratings: Ratings) -> list[dict[str, Any]]:
        """Every skill as plain data for the document, in outline order."""
        return [self._skill(element, ratings) for element in self.slugs]

    def _skill(self, element: str, ratings: Ratings) -> dict[str, Any]:
        description = self._described.get(element, ("", ""))[1]
        return {
            "slug": self.slugs[element],
            "name": self._shown[element],
            "category": self._group(element),
            "description": description,
            "prompt": _prompt(self._shown[element], description),
            "spread": ratings.spread(element),
            "levels": {
                level: f"You can, for example: {'; '.join(with_small(text) for text in texts)}."
                for level, texts in sorted(self._anchors.get(element, {}).items())
            },
        }


def _prompt(name: str, description: str) -> str:
    """The question, in the words of the description where there is one."""
    subject = with_small(first_sentence(description)).rstrip(".")
    if subject.startswith("knowledge of "):
        return f"How good is your {subject}?"
    return f"How good are you at {subject or name}?"


def _in_outline(element: str) -> list[tuple[int, str]]:
    """A sort key of an element's code: 2.C.10 comes after 2.C.9."""
    return [(int(part) if part.isdecimal() else 0, part) for part in element.split(".")]


def _content_model(reader: Reader) -> dict[str, tuple[str, str]]:
    """Name and description of every element and group."""
    pattern = table("Content Model Reference")
    if not reader.has(pattern):
        return {}
    columns = {"element": ("Element ID",), "name": ("Element Name",)}
    optional = {"description": ("Description",)}
    return {
        element: (row.optional("name", SHORT), row.optional("description"))
        for row in reader.rows(pattern, columns, optional, named="Content Model Reference.txt")
        if (element := row.text("element", 30))
    }


def _anchors(reader: Reader) -> dict[str, dict[int, list[str]]]:
    """O*NET's examples by element and by our nearest level, 1 to 4."""
    pattern = table("Level Scale Anchors")
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    if not reader.has(pattern):
        return found
    columns = {
        "element": ("Element ID",),
        "value": ("Anchor Value",),
        "text": ("Anchor Description",),
    }
    for row in reader.rows(pattern, columns, named="Level Scale Anchors.txt"):
        element, text = row.text("element", 30), row.text("text", 1_000)
        value = row.number("value", 0, HIGHEST)
        if element and text and value is not None:
            found[element][nearest_level(value)].append(text.rstrip("."))
    return found


def nearest_level(value: float) -> int:
    """Our level 1-4 nearest to a value of O*NET's scale 0-7; level 0 has no statement."""
    return max(1, int(value * OURS / HIGHEST + 0.5))


# What a zone asks of preparation, as a place on a career; O*NET has no ladders.
GRADES = {1: Grade.ENTRY, 2: Grade.ENTRY, 3: Grade.MID, 4: Grade.MID, 5: Grade.SENIOR}


class Zones:
    """O*NET's job zones, which say how much preparation a job takes, as seniorities."""

    def __init__(self, names: dict[int, str], zones: dict[str, int], everybody: int) -> None:
        self._zones = zones
        used = sorted(set(zones.values()))
        self.seniorities = [
            {"slug": f"zone-{zone}", "name": names.get(zone, f"Job zone {zone}")} for zone in used
        ]
        if len(zones) < everybody:
            self.seniorities.append(UNRATED_ZONE)

    def of(self, code: str) -> str:
        """The slug of an occupation's seniority; of one without a zone, that of UNRATED_ZONE."""
        return f"zone-{self._zones[code]}" if code in self._zones else UNRATED_ZONE["slug"]

    def grade(self, code: str) -> Grade:
        """The grade of an occupation; none where it has no zone."""
        return GRADES.get(self._zones.get(code, 0), Grade.NOT_SAID)


def read_zones(reader: Reader, occupations: dict[str, Occupation], warnings: Warnings) -> Zones:
    """Read the zones of occupations and their names; either table may be missing."""
    names: dict[int, str] = {}
    zones: dict[str, int] = {}
    columns = {"zone": ("Job Zone",)}
    pattern = table("Job Zone Reference")
    if reader.has(pattern):
        for row in reader.rows(
            pattern, {**columns, "name": ("Name",)}, named="Job Zone Reference.txt"
        ):
            zone, name = row.number("zone", 1, 9), row.text("name", SHORT)
            if zone and name:
                # "Job Zone One: Little or No Preparation Needed": the second half says more.
                names[int(zone)] = name.partition(": ")[2].capitalize() or name
    if reader.has(table("Job Zones")):
        for code, row in rows_of(reader, ("Job Zones",), columns, {}, occupations, warnings):
            if zone := row.number("zone", 1, 9):
                zones[code] = int(zone)
    else:
        note_absent(reader, "Job Zones", warnings)
    return Zones(names, zones, len(occupations))


def read_tasks(
    reader: Reader, occupations: dict[str, Occupation], warnings: Warnings
) -> dict[str, list[str]]:
    """The tasks by occupation, core ones first; tasks without a type count as core."""
    core: dict[str, list[str]] = defaultdict(list)
    other: dict[str, list[str]] = defaultdict(list)
    if not reader.has(table("Task Statements")):
        note_absent(reader, "Task Statements", warnings)
        return {}
    columns, optional = {"task": ("Task",)}, {"type": ("Task Type",)}
    for code, row in rows_of(
        reader, ("Task Statements",), columns, optional, occupations, warnings
    ):
        if task := row.text("task"):
            (other if row.optional("type") == "Supplemental" else core)[code].append(task)
    return {code: [*core[code], *other[code]] for code in {**core, **other}}


class EducationShares:
    """Which share of the people asked calls which level of education what a newcomer needs."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self.shares: dict[str, list[tuple[float, int]]] = defaultdict(list)
        self.years: dict[str, int] = {}

    def of(self, code: str, release: str) -> list[dict[str, Any]]:
        """An occupation's entries for "education": the levels that a tenth or more name, most named
        first; ``release`` is their source."""
        return [
            {
                "text": f"{self.names.get(category, f'Level {category}')}: "
                f"{share:.0f} % of those asked call it what a newcomer needs",
                "source": release,
                "year": self.years.get(code),
            }
            for share, category in sorted(self.shares.get(code, ()), key=lambda item: -item[0])
            if share >= SMALLEST_SHARE
        ]


def read_education(
    reader: Reader, occupations: dict[str, Occupation], warnings: Warnings
) -> EducationShares:
    """Read which level of education people call required (scale RL); other scales of the table are
    about experience and training."""
    found = EducationShares()
    if not reader.has(table(*EDUCATION)):
        note_absent(reader, EDUCATION[0], warnings)
        return found
    category = {"scale": ("Scale ID",), "category": ("Category",)}
    pattern = table(*(f"{name} Categories" for name in EDUCATION))
    if reader.has(pattern):
        columns = {**category, "text": ("Category Description",)}
        for row in reader.rows(pattern, columns, named="the categories of education"):
            place, text = row.number("category", 0, 99), row.text("text")
            if place is not None and text and row.optional("scale") == "RL":
                found.names[int(place)] = with_capital(_short(text))
    columns = {**category, "value": ("Data Value",)}
    optional = {"date": ("Date",), "suppress": ("Recommend Suppress",)}
    suppressed: Counter[str] = Counter()
    for code, row in rows_of(reader, EDUCATION, columns, optional, occupations, warnings):
        if row.optional("scale") != "RL":
            continue
        if row.optional("suppress") == "Y":
            suppressed[row.file] += 1
            continue
        place, share = row.number("category", 0, 99), row.number("value", 0, 100)
        if place is not None and share is not None:
            found.shares[code].append((share, int(place)))
        if year := re.fullmatch(r"\d\d/((?:19|20)\d\d)", row.optional("date")):
            found.years[code] = int(year[1])
    for file, count in suppressed.items():
        warnings.add(file, f"{count:,}", SUPPRESSED)
    return found


def _short(text: str) -> str:
    """A category without its explanation, which follows a dash or stands in brackets."""
    return re.split(r" - | \(", text)[0].strip()


class Tools:
    """Software by occupation and O*NET's commodity title; ``all`` lists each tool once."""

    def __init__(self) -> None:
        self._slugs = Slugs()
        self._known: dict[str, str] = {}
        self.all: list[dict[str, str]] = []
        self._groups: dict[str, dict[str, dict[str, None]]] = {}

    def add(self, code: str, group: str, name: str) -> None:
        """Note that an occupation uses a tool; a tool is listed once an occupation."""
        slug = self._known.get(folded(name))
        if slug is None:
            slug = self._known[folded(name)] = self._slugs.of(name)
            self.all.append({"slug": slug, "name": name})
        groups = self._groups.setdefault(code, {})
        if not any(slug in items for items in groups.values()):
            groups.setdefault(group, {})[slug] = None

    def of(self, code: str) -> list[dict[str, Any]]:
        """An occupation's tool groups as plain data; none where it names no software."""
        groups = self._groups.get(code, {})
        return [{"group": group, "items": list(items)} for group, items in groups.items()]


def read_tools(reader: Reader, occupations: dict[str, Occupation], warnings: Warnings) -> Tools:
    """Read the software that occupations use, from Technology Skills or its later name."""
    tools = Tools()
    names = ("Technology Skills", "Software Skills")
    if not reader.has(table(*names)):
        note_absent(reader, names[0], warnings)
        return tools
    columns = {"name": ("Example", "Workplace Example", "T2 Example")}
    optional = {"group": ("Commodity Title", "UNSPSC Title", "Element Name")}
    for code, row in rows_of(reader, names, columns, optional, occupations, warnings):
        if name := row.text("name", SHORT):
            tools.add(code, row.optional("group", SHORT) or "Software", name)
    return tools
