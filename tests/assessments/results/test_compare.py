"""Two to four roles with oneself in the picture."""

import re

import pytest
from django.test import Client

from tests.assessments.person import Person

pytestmark = pytest.mark.django_db


def test_the_first_two_unless_chosen(finished: Person) -> None:
    html = finished.text("compare/")
    assert "<h1>Builder and Lead builder</h1>" in html
    assert html.count("<title id=") == 1
    assert "Modeller</h1>" in finished.text("compare/?role=builder&role=modeller&role=&role=")


def test_gaps_of_each_role_stand_beside_the_rating(finished: Person) -> None:
    """SQL is rated 1; builder asks 2, lead builder 2.5, modeller nothing."""
    html = finished.text("compare/?role=builder&role=lead-builder&role=modeller")
    row = re.search(r'<th scope="row">SQL</th>(.*?)</tr>', html)[1]
    cells = [re.sub(r"<.*?>", " ", cell).split() for cell in re.findall(r"<td.*?</td>", row)]
    assert cells[0] == ["1"]
    assert cells[1] == ["2", "gap", "1"]
    assert cells[2] == ["2.5", "gap", "1.5"]
    assert cells[3] == ["·", "not", "asked", "for"]
    statistics = re.search(r'<th scope="row">Statistics</th>(.*?)</tr>', html)[1]
    assert "not rated" in statistics
    assert "gap" not in statistics


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("role=builder", "Choose at least two roles"),
        ("role=", "Choose at least two roles"),
        ("role=builder&role=builder", "You chose a role twice"),
        ("role=builder&role=lead-builder&role=modeller&role=builder", "You chose a role twice"),
    ],
)
def test_a_choice_that_cannot_be_compared(finished: Person, query: str, message: str) -> None:
    response = finished.get(f"compare/?{query}")
    html = response.content.decode()
    assert response.status_code == 422
    assert message in html
    if "builder" in query:
        assert '<option value="builder" selected>' in html, "what was chosen is kept"


def test_unknown_roles(finished: Person) -> None:
    assert finished.get("compare/?role=builder&role=astronaut").status_code == 404
    assert finished.get("compare/?role=%00").status_code == 400


def test_pages_of_roles_lead_there(finished: Person, stranger: Client) -> None:
    address = "/assessments/compare/?role=builder"
    for page, query in (("/roles/modeller/", "role=modeller"), ("/roles/builder/", "role=builder")):
        assert f"/assessments/compare/?{query}" in finished.client.get(page).content.decode()
    assert (
        "role=builder&role=modeller"
        in finished.client.get("/compare/builder-vs-modeller/").content.decode()
    )
    assert finished.client.get(address)["Location"] == finished.url(
        "compare/?role=builder&role=lead-builder"
    )
    assert stranger.get(address)["Location"] == "/assessments/"


def test_the_gaps_page_has_the_profile_as_a_picture(finished: Person) -> None:
    html = finished.text("roles/builder/")
    assert '<title id="profile-title">' in html
    assert ">1 of 2</text>" in html
    assert finished.url("compare/?role=builder&role=lead-builder") in html.replace("&amp;", "&")


def test_readiness_and_interest_in_a_picture_once_interest_is_known(finished: Person) -> None:
    assert "What you can do, and what you would enjoy" in finished.text()
    assert ">86 % · 100 %</text>" in finished.text()
