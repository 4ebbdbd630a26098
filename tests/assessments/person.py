"""Somebody in front of a browser."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from assessments.models import Assessment

ANSWERS: dict[int, dict[str, Any]] = {
    1: {"skill-python": "3", "skill-sql": "1"},
    2: {"skill-statistics": "unsure", "skill-modelling": "0"},
    3: {"activity-build": "4", "activity-explain": "unsure"},
    4: {"education": "BSc in biology", "hours_per_week": "10", "tools": ["git"]},
}

# The form of the plan as it stands after ANSWERS.
PLAN = {
    "hours_per_week": "10",
    "plan_kind": "everything",
    "plan_target": "80",
    "plan_budget": "100",
}


class Person:
    """One browser and the assessment begun in it."""

    def __init__(self) -> None:
        self.client = Client()
        self.key = ""

    def begin(self, way: str = "full") -> "Person":
        """Press "Begin the full questionnaire", or "Start the quick check"."""
        response = self.client.post("/assessments/start/", {"way": way})
        self.key = response["Location"].split("/")[2]
        return self

    def url(self, rest: str = "") -> str:
        """An address below the assessment's."""
        return f"/assessments/{self.key}/{rest}"

    def get(self, rest: str = "") -> HttpResponse:
        """Open a page."""
        return self.client.get(self.url(rest))

    def text(self, rest: str = "") -> str:
        """The HTML of a page that must open."""
        response = self.get(rest)
        assert response.status_code == 200, (response.status_code, rest)
        return response.content.decode()

    def post(self, rest: str, data: dict[str, Any] | None = None) -> HttpResponse:
        """Send a form."""
        return self.client.post(self.url(rest), data or {})

    def leave(self, page: int, answers: dict[str, Any] | None = None, go: str = "next") -> str:
        """Leave a page with ``answers`` and return where that leads."""
        response = self.post(f"questions/{page}/", {**(answers or {}), "go": go})
        assert response.status_code == 302, response.content.decode()
        return response["Location"].removeprefix(self.url())

    def answer_all(self) -> "Person":
        """Every page, as in ANSWERS."""
        for page, answers in ANSWERS.items():
            self.leave(page, answers)
        return self

    def finish(self) -> "Person":
        """Press "See my results"."""
        assert self.post("check/")["Location"] == self.url()
        return self

    @property
    def row(self) -> Assessment:
        """The assessment as stored."""
        return Assessment.objects.get(key=self.key)

    def stored(self) -> dict[str, int | None]:
        """All answers as stored, by slug."""
        return dict(self.row.answers.values_list("slug", "value"))
