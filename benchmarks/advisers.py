"""What an adviser says of people, beside the order: first roles, and those never to be first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from assessments.engine.method import METHODS
from assessments.engine.profiles import RoleProfiles, answers_array
from assessments.engine.recommend import recommend
from benchmarks.tables import Table

OWN = Path(__file__).parent / "advisers.yaml"
TITLE = "What advisers said, and the order"


def read(path: Path) -> list[dict[str, Any]]:
    """People as in advisers.yaml: ratings (0 where none is given), interests, ``first_three``."""
    people: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return people


def order(profiles: RoleProfiles, person: dict[str, Any]) -> list[str]:
    """The slugs of all roles, best first, as their interests count by default: not at all."""
    rated = {slug: person["ratings"].get(slug, 0) for slug in profiles.skill_slugs}
    ratings = answers_array(profiles.skill_slugs, rated)
    interests = answers_array(profiles.activity_slugs, person["interests"])
    return [profiles.role_slugs[row] for row in recommend(profiles, ratings, interests).order]


def table(profiles: RoleProfiles, groups: dict[str, list[dict[str, Any]]]) -> Table:
    """How often the adviser's first role comes first, and how many of their three among three."""
    columns = ("people", "their first role first", "of their three among the first three", "wrong")
    found = Table(TITLE, "people", columns)
    for name, people in groups.items():
        for number, method in METHODS.items():
            by = replace(profiles, method=method)
            orders = [(person, order(by, person)) for person in people]
            first = sum(slugs[0] == person["first_three"][0] for person, slugs in orders)
            three = sum(len({*slugs[:3]} & {*person["first_three"]}) for person, slugs in orders)
            wrong = sum(slugs[0] in person.get("never_first", ()) for person, slugs in orders)
            found.rows[f"{name}, method {number}"] = (
                str(len(people)),
                str(first),
                f"{three} of {3 * len(people)}",
                str(wrong),
            )
    return found
