"""A thousand roles: pages stay as light, and one chooses a role by typing its name."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from assessments.models import Assessment
from assessments.questions.questionnaire import asked_skills
from assessments.sharing import actions
from roles import editions
from roles.document.types import Catalogue
from tests.assessments.person import Person
from tests.roles.editing import text
from tests.roles.pages import many, store

pytestmark = pytest.mark.django_db

PAGES = (
    "",
    "?all=1",
    "?all=1&page=20",
    "why/",
    "roles/{slug}/",
    "roles/{slug}/first/",
    "what-if/{slug}/",
    "plan/",
    "compare/",
    "changes/",
    "export/md/",
)


def somebody(catalogue: Catalogue) -> Person:
    """Rates every skill 2 and finishes, on ``catalogue``."""
    store(catalogue)
    person = Person().begin()
    questionnaire = catalogue.questionnaires[0]
    for number, section in enumerate(questionnaire.sections, 1):
        person.leave(number, {f"skill-{slug}": "2" for slug in section.skills})
    return person.finish()


def weights(person: Person, slug: str) -> dict[str, int]:
    """Bytes of every page of an assessment."""
    found = {page: len(person.text(page.format(slug=slug))) for page in PAGES}
    today = timezone.localdate()
    share = actions.share(assessment=person.row, shows_plan=True, ends_on=today, today=today)
    others = {"history": "/assessments/history/", "shared": f"/shared/{share.key}/"}
    return found | {name: len(person.client.get(at).content) for name, at in others.items()}


@pytest.fixture
def crowded(builtin: Catalogue) -> Person:
    """Somebody who has finished on a catalogue of 1,000 roles."""
    return somebody(many(builtin, 1000))


def test_pages_hardly_grow(builtin: Catalogue, crowded: Person) -> None:
    slug = "data-engineer-4"
    assert slug in editions.current().roles
    heavy, light = weights(crowded, slug), weights(somebody(many(builtin, 24)), slug)
    assert {page: size for page, size in heavy.items() if size > 1.6 * light[page] + 6000} == {}


def test_no_short_quick_check_is_promised(crowded: Person) -> None:
    page = text(crowded.client.get("/assessments/"))
    assert "It takes longer to find one of 1,000 roles: up to all 40 skills may be asked." in page
    assert "Usually about" not in page


def test_every_role_is_reached_part_by_part(crowded: Person) -> None:
    last = crowded.text("?all=1&page=20")
    assert "Places 951 to 1000 of 1000." in last
    assert 'rel="next"' not in last
    assert last.split('id="order-table"')[-1].count('<th scope="row">') == 50
    assert "Places 1 to 50" in crowded.text("?all=1&page=x")


def test_a_target_is_chosen_by_typing_a_part_of_its_title(crowded: Person) -> None:
    assert '<input id="target-role" name="role"' in crowded.text()
    response = crowded.post("target/", {"role": "engineer 14", "show": "plan"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "Which role do you mean?" in page
    assert '<input type="hidden" name="show" value="plan">' in page
    found = re.findall(r'<button class="button-quiet" name="role" value="(.*?)">', page)
    assert 1 < len(found) <= 12
    assert crowded.row.target_role == "", "nothing is chosen yet"
    assert crowded.post("target/", {"role": found[0], "show": "plan"}).status_code == 302
    assert crowded.row.target_role == found[0]


def test_a_whole_title_is_enough_whatever_its_case(crowded: Person) -> None:
    assert crowded.post("target/", {"role": " data  ENGINEER 4 "}).status_code == 302
    assert crowded.row.target_role == "data-engineer-4"


def test_a_name_that_no_role_has_is_kept_and_changes_nothing(crowded: Person) -> None:
    for typed in ("zzz<b>", ""):
        response = crowded.post("target/", {"role": typed, "show": "gaps"})
        assert response.status_code == 422
    page = crowded.post("target/", {"role": "zzz<b>"}).content.decode()
    assert "No role is called “zzz&lt;b&gt;”" in page
    assert 'value="zzz&lt;b&gt;"' in page
    assert crowded.row.target_role == ""


def test_fields_of_one_name_keep_their_places(crowded: Person) -> None:
    address = "compare/?role=data-engineer-4&role=analyst&role=data-scientist-12"
    page = crowded.text(address)
    names = re.findall(r'name="role" value="(.*?)"', page.split("</form>")[0])
    assert names[0] == "data-engineer-4"
    assert names[-1] == "data-scientist-12"


def test_a_slug_nobody_has_is_no_error_page(crowded: Person) -> None:
    for address in ("why/?first=zzz", "compare/?role=zzz", "current/?role=zzz"):
        assert crowded.get(address).status_code == 422, address


# Only what matters for some families


def wide(catalogue: Catalogue) -> Catalogue:
    """Twice the skills; every second family asks for the second half only."""
    odd = set(catalogue.families[1::2])
    again = tuple(
        skill.model_copy(update={"slug": f"{skill.slug}-x", "name": f"{skill.name} x"})
        for skill in catalogue.skills
    )
    roles = tuple(
        role.model_copy(
            update={
                "requirements": tuple(
                    row.model_copy(update={"skill": f"{row.skill}-x"}) for row in role.requirements
                )
            }
        )
        if role.family in odd
        else role
        for role in catalogue.roles
    )
    first = catalogue.questionnaires[0]
    sections = tuple(
        section.model_copy(
            update={"skills": (*section.skills, *(f"{slug}-x" for slug in section.skills))}
        )
        for section in first.sections
    )
    questionnaire = first.model_copy(update={"sections": sections})
    return catalogue.model_copy(
        update={
            "skills": (*catalogue.skills, *again),
            "roles": roles,
            "questionnaires": (questionnaire, *catalogue.questionnaires[1:]),
        }
    )


def test_only_what_matters_for_a_family_is_asked(builtin: Catalogue, client: Client) -> None:
    store(wide(builtin))
    edition = editions.current()
    family = builtin.families[1]
    assert "Choose families" in client.get("/assessments/").content.decode()
    assert family.replace("&", "&amp;") in client.get("/assessments/families/").content.decode()
    person = Person()
    response = person.client.post("/assessments/families/", {"families": [family]})
    person.key = response["Location"].split("/")[2]
    assert person.row.families == [family]
    asked: set[str] = set()
    number = 1
    while "Tools you have used" not in (html := person.text(f"questions/{number}/")):
        asked |= set(re.findall(r'name="skill-(.*?)"', html))
        person.leave(number, {f"skill-{slug}": "2" for slug in re.findall(r"skill-(.*?)\"", html)})
        number += 1
    assert asked
    assert all(slug.endswith("-x") for slug in asked), "the others ask for nothing here"
    assert len(asked) < len(asked_skills(edition, edition.catalogue.questionnaires[0].slug)) / 2
    results = person.finish().text()
    assert "You were asked what matters for" in results
    assert "Go on with the quick check" in results


@pytest.mark.parametrize("chosen", [0, 4])
def test_one_to_three_families(builtin: Catalogue, client: Client, chosen: int) -> None:
    store(wide(builtin))
    families = builtin.families[:chosen]
    response = client.post("/assessments/families/", {"families": list(families)})
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count(" checked") == chosen, "what was ticked stays"
    assert '<a href="#id_families' in page
    assert not Assessment.objects.exists()


def test_a_short_questionnaire_has_no_need_of_it(published: object, client: Client) -> None:
    assert "Choose families" not in client.get("/assessments/").content.decode()
    assert client.get("/assessments/families/")["Location"] == "/assessments/"


# More tools than a list can hold


def test_other_tools_are_named(builtin: Catalogue) -> None:
    more = tuple(
        builtin.tools[0].model_copy(update={"slug": f"extra-{n}", "name": f"Extra tool {n}"})
        for n in range(300)
    )
    store(builtin.model_copy(update={"tools": (*builtin.tools, *more)}))
    person = Person().begin()
    last = len(builtin.questionnaires[0].sections) + 2
    assert len(person.text(f"questions/{last}/")) < 60_000
    answers = {"hours_per_week": "5", "other_tools": "extra TOOL 7, Extra tol 8"}
    response = person.post(f"questions/{last}/", {**answers, "go": "next"})
    assert response.status_code == 422
    assert "“Extra tol 8” is not known; did you mean Extra tool 8" in response.content.decode()
    assert person.row.tools == []
    person.leave(last, {**answers, "other_tools": "extra TOOL 7"})
    assert person.row.tools == ["extra-7"]
    assert "Extra tool 7" in person.text(f"questions/{last}/"), "it is in the list from now on"
