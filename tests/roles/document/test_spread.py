"""How far ratings of a skill stray: optional, kept on the way through rows and editions."""

import pytest
from django.db import IntegrityError

from assessments.engine.method import METHOD_1
from assessments.engine.profiles import compile_profiles
from roles import editions
from roles.document.parse import CatalogueError, parse_catalogue
from roles.document.serialise import to_plain
from roles.document.types import Catalogue
from roles.draft import actions
from roles.draft.read import read_rows
from roles.models import Skill
from tests.roles.factory import small_catalogue


def with_spread(value: object) -> Catalogue:
    plain = to_plain(small_catalogue())
    plain["skills"][0]["spread"] = value
    return parse_catalogue(plain)


@pytest.mark.django_db
def test_it_is_kept_and_scores_with_it() -> None:
    actions.import_catalogue(catalogue=with_spread(0.25))
    assert read_rows() == with_spread(0.25)
    actions.publish(note="Measured", author="tests")
    profiles = compile_profiles(editions.current().catalogue)
    assert profiles.spreads.tolist() == [0.25, *[METHOD_1.spread] * 3]


@pytest.mark.parametrize("value", [0, 0.09, 3.01, "1", 0.255, True])
def test_an_impossible_spread_is_refused_with_its_place(value: object) -> None:
    with pytest.raises(CatalogueError, match=r"skills\.0\.spread"):
        with_spread(value)


@pytest.mark.django_db
def test_the_database_refuses_it_too() -> None:
    actions.import_catalogue(catalogue=small_catalogue())
    with pytest.raises(IntegrityError):
        Skill.objects.update(spread=3.5)
