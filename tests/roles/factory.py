"""A small catalogue made by hand: small enough to know by heart."""

from typing import Any

from roles.document.parse import parse_catalogue
from roles.document.types import Catalogue

URL = "https://example.org/"


def small_plain() -> dict[str, Any]:
    """Three roles, four skills, two activities, two tools, one questionnaire, as plain data."""
    return {
        "title": "Small catalogue",
        "description": "For tests.",
        "attribution": "Nobody.",
        "categories": ["Making", "Thinking"],
        "families": ["Builders", "Keepers"],
        "seniorities": [{"slug": "junior", "name": "Junior"}, {"slug": "senior", "name": "Senior"}],
        "tools": [{"slug": "git", "name": "Git"}, {"slug": "postgresql", "name": "PostgreSQL"}],
        "activities": [_activity("build", "Build things"), _activity("explain", "Explain things")],
        "skills": [
            _skill("python", "Python", "Making", tools=["git"]),
            _skill("sql", "SQL", "Making", tools=["postgresql"]),
            _skill("statistics", "Statistics", "Thinking"),
            _skill("modelling", "Modelling", "Thinking", prerequisites=["python", "statistics"]),
        ],
        "roles": [
            _role("builder", "Builder", "junior", {"python": (3, 5), "sql": (2, 3)}),
            _role("lead-builder", "Lead builder", "senior", {"python": (4, 5), "sql": (2.5, 4)}),
            _role("modeller", "Modeller", "senior", {"modelling": (3.5, 5), "statistics": (3, 4)}),
        ],
        "questionnaires": [
            {
                "slug": "full",
                "title": "All questions",
                "description": "",
                "sections": [
                    {"title": "Making", "intro": "Hands.", "skills": ["python", "sql"]},
                    {"title": "Thinking", "intro": "", "skills": ["statistics", "modelling"]},
                ],
                "activities": ["build", "explain"],
            }
        ],
    }


def small_catalogue() -> Catalogue:
    """The same as a document."""
    return parse_catalogue(small_plain())


def _activity(slug: str, name: str) -> dict[str, Any]:
    return {"slug": slug, "name": name, "prompt": f"Would you enjoy it? {name}."}


def _skill(slug: str, name: str, category: str, **more: Any) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": name,
        "category": category,
        "description": f"About {name}.",
        "prompt": f"How well do you know {name}?",
        "levels": {level: f"You can do {name} at level {level}." for level in range(1, 5)},
        "steps": [_step(slug, level) for level in range(1, 5)],
        **more,
    }


def _step(skill: str, level: int) -> dict[str, Any]:
    return {
        "slug": f"{skill}-{level}",
        "level": level,
        "phase": "build-foundation",
        "title": f"Reach level {level}",
        "what": "Practise.",
        "hours": 10 * level,
        "done_when": "You have done it.",
        "resources": [
            {
                "title": "A page",
                "provider": "Example",
                "url": URL,
                "cost": "free",
                "format": "article",
            }
        ],
    }


def _role(
    slug: str, title: str, seniority: str, skills: dict[str, tuple[float, float]]
) -> dict[str, Any]:
    return {
        "slug": slug,
        "title": title,
        "family": "Builders",
        "seniority": seniority,
        "summary": f"{title} in short.",
        "definition": f"{title} at length.",
        "responsibilities": ["Do the work.", "Check the work."],
        "requirements": [
            {"skill": skill, "level": level, "importance": importance, "note": ""}
            for skill, (level, importance) in skills.items()
        ],
        "activities": [{"activity": "build", "importance": 4.5}],
        "education": [{"text": "A degree.", "source": "Survey", "year": 2024}],
        "certificates": [{"name": "Paper", "issuer": "Body", "source": "Survey", "year": 2024}],
        "tools": [{"group": "Every day", "items": ["git", "postgresql"]}],
        "industries": [{"name": "Finance", "source": ""}],
        "outlook": [_outlook()],
        "salaries": [_salary()],
        "getting_started": [
            {"phase": "connect", "title": "Meet", "text": "Go to a meeting.", "hours": 2}
        ],
        "sources": [{"title": "Survey", "publisher": "Body", "url": URL, "year": 2024}],
    }


def _outlook() -> dict[str, Any]:
    return {
        "text": "It grows.",
        "figure": "+10 %",
        "period": "2024-2034",
        "region": "Nowhere",
        "proxy": "Builders, all other",
        "proxy_fit": "fair",
        "source": "Office",
        "url": URL,
        "year": 2024,
    }


def _salary() -> dict[str, Any]:
    return {
        "experience": "Mid",
        "region": "Nowhere",
        "year": 2024,
        "n": 30,
        "p25": 10,
        "median": 20,
        "p75": 30,
        "currency": "EUR",
        "source": "Index",
        "url": URL,
    }


def full_plain() -> dict[str, Any]:
    """The small catalogue with every field that is empty unless somebody fills it."""
    plain = small_plain()
    builder, lead, modeller = plain["roles"]
    builder |= {
        "aliases": ["Maker", "Constructor, junior"],
        "grade": "entry",
        "ladder": "Building",
        "former_slugs": ["mason", "carpenter"],
        "related": ["lead-builder"],
    }
    builder["requirements"][0]["essential"] = True
    builder["getting_started"][0] |= {"skill": "sql", "level": 1}
    lead |= {"grade": "lead", "ladder": "Building", "former_slugs": ["mason"]}
    modeller |= {"grade": "mid", "aliases": ["Maker"]}
    plain["skills"][0] |= {"aliases": ["Python 3"], "former_slugs": ["scripting"], "spread": 0.5}
    plain["skills"][0]["steps"][3]["in_post"] = True
    plain["tools"][1]["aliases"] = ["Postgres", "pgsql"]
    plain["scale"] = ["none", "basic", "solid", "deep", "master"]
    plain["site"] = {
        "name": "Acme paths",
        "home_text": "Welcome.\n\nFind your way.",
        "accent": "#1d6f5c",
        "accent_dark": "#7fd1bb",
        "sections": ["definition", "skills", "start"],
    }
    return plain
