"""People of an O*NET catalogue are asked what they would enjoy, and told."""

from pathlib import Path

import pytest

from roles.document.types import Catalogue
from roles.sources.onet import read_onet
from tests.assessments.person import Person
from tests.roles.pages import store
from tests.roles.sources.releases import RELEASES, texts, write_folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def onet(tmp_path: Path) -> Catalogue:
    """A small release as the current edition."""
    catalogue = read_onet(write_folder(tmp_path / "release", texts(RELEASES["30.3"]))).catalogue
    store(catalogue)
    return catalogue


def rated(catalogue: Catalogue) -> Person:
    """Somebody who has left every page of skills behind, a brewer: reads well and notices much."""
    can = {"reading": "4", "noticing": "3"}
    person = Person().begin()
    for number, section in enumerate(catalogue.questionnaires[0].sections, 1):
        levels = {slug: can.get(slug, "0") for slug in section.skills}
        person.leave(number, {f"skill-{slug}": level for slug, level in levels.items()})
    return person


def test_they_are_asked_and_told(onet: Catalogue) -> None:
    person = rated(onet)
    number = len(onet.questionnaires[0].sections) + 1
    page = person.text(f"questions/{number}/")
    assert "What you would enjoy" in page
    assert all(activity.prompt in page for activity in onet.activities)
    liked = {f"activity-{activity.slug}": "1" for activity in onet.activities}
    person.leave(number, {**liked, "activity-hands-on-work": "4"})
    person.finish()
    assert "You are closest to Tea Brewers" in person.text()
    assert person.post("weight/", {"percent": "100"}).status_code == 302
    assert "As you weigh it, Bread Bakers comes first" in person.text()


def test_saying_nothing_of_it_costs_nothing(onet: Catalogue) -> None:
    html = rated(onet).finish().text()
    assert "You are closest to" in html
