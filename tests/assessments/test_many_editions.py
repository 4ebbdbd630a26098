"""People stay pinned to old editions for ever: however many are in use, pages read few of them."""

import gc
import weakref
from collections.abc import Iterator
from unittest.mock import patch

import pytest

from assessments import access
from assessments.answering.quick_standing import quick_standing
from assessments.models import Answer, Assessment
from assessments.questions import families, tools
from assessments.result import profiles_of
from assessments.store import GivenAnswers
from careerpath.weighed_cache import WeighedCache
from roles import editions
from roles.models import Edition
from roles.public import list as role_list
from roles.public.nearness import nearest
from roles.public.picking import titles_of
from tests.assessments.person import Person
from tests.roles.factory import small_catalogue

pytestmark = pytest.mark.django_db
EDITIONS = 40


@pytest.fixture
def settled(finished: Person) -> Person:
    """Somebody with a result on each of many editions, as if they had rated again on each."""
    first = Edition.objects.get()
    Edition.objects.bulk_create(
        Edition(number=number, digest=first.digest, document=first.document)
        for number in range(2, EDITIONS + 1)
    )
    answers = list(finished.row.answers.all())
    session = finished.client.session
    for edition in Edition.objects.exclude(pk=first.pk):
        row = finished.row
        row.pk, row.key, row.edition = None, f"on-edition-{edition.number}", edition
        row.save(force_insert=True)
        for answer in answers:
            answer.pk, answer.assessment = None, row
        Answer.objects.bulk_create(answers)
        session[access.SESSION_KEY] = [*session[access.SESSION_KEY], row.key]
    session.save()
    assert Assessment.objects.count() == EDITIONS
    return finished


def loads(person: Person, rooms: int, passes: int) -> Iterator[int]:
    """How many editions each visit of the history reads, where there is room for ``rooms``."""
    size = len(Edition.objects.values_list("document", flat=True)[0])
    held: WeighedCache[tuple[int, str], editions.LoadedEdition] = WeighedCache(rooms * size)
    for _ in range(passes):
        with (
            patch.object(editions, "_held", held),
            patch.object(editions, "from_json", wraps=editions.from_json) as read,
        ):
            assert person.client.get("/assessments/history/").status_code == 200
        assert held.weight <= held.budget
        yield read.call_count


def test_what_fits_is_read_once(settled: Person) -> None:
    assert list(loads(settled, EDITIONS, 3)) == [EDITIONS, 0, 0]


def test_a_little_more_than_fits_is_not_read_anew_each_time(settled: Person) -> None:
    first, *later = loads(settled, EDITIONS - 2, 6)
    assert first >= EDITIONS
    assert sum(later) / len(later) < EDITIONS / 2


def test_nothing_keeps_an_edition_that_is_no_longer_held() -> None:
    """It goes at once, with all that was worked out from it: no circle, no other cache."""
    edition = editions.wrap(small_catalogue(), number=1)
    gc.disable()
    try:
        profiles_of(editions.with_scorable_roles(edition))
        quick_standing(Assessment(questionnaire="full"), edition, GivenAnswers({"sql": 1}, {}))
        families.families_apply(edition, "full")
        families.family_choices(edition, "full")
        tools.usual_tools(edition, ("Builders",))
        tools.near_tools(edition, "gi")
        titles_of(edition)
        nearest(edition, "builder", 2)
        role_list.index_page(edition, query="sql", family="", seniority="", page="1")
        assert len(edition.derived) > 5
        gone = weakref.ref(edition)
        del edition
        assert gone() is None
    finally:
        gc.enable()
