"""The pay of two roles beside each other: every region is shown, or said to be missing."""

from roles import editions
from roles.document.types import Salary
from roles.public.comparison import compare_page
from roles.public.pay import Pay, compared_pay, pay_of
from tests.roles.factory import small_catalogue


def salary(region: str, year: int, experience: str = "All", **more: object) -> Salary:
    plain = {
        "region": region,
        "year": year,
        "experience": experience,
        "n": 100,
        "p25": year,
        "median": 10 * year,
        "p75": 20 * year,
        "currency": "EUR",
        "source": "Survey",
        "url": "",
    }
    return Salary.model_validate({**plain, **more})


def compared(first: tuple[Salary, ...], second: tuple[Salary, ...] = ()) -> Pay:
    """As on the page of builder and lead builder, with these salaries."""
    small = small_catalogue()
    builder, lead, *others = small.roles
    roles = (
        builder.model_copy(update={"salaries": first}),
        lead.model_copy(update={"salaries": second}),
        *others,
    )
    edition = editions.wrap(small.model_copy(update={"roles": roles}), number=1)
    return compare_page(edition, *roles[:2], None).pay


def lines(pay: Pay) -> list[tuple[str, str, int]]:
    return [(row.role, row.region, row.year) for row in pay.recent]


def drawn(pay: Pay) -> list[str]:
    return [row.label for picture in pay.pictures for row in picture.rows]


def test_the_newest_year_over_all_experience_for_each_role_and_region() -> None:
    pay = compared(
        (
            salary("Utopia", 2023),
            salary("Utopia", 2024),
            salary("Utopia", 2025, "Senior"),
            salary("Erewhon", 2022),
        ),
        (salary("Utopia", 2025), salary("Utopia", 2025, "Senior"), salary("Utopia", 2024)),
    )
    assert lines(pay) == [
        ("Builder", "Utopia", 2024),
        ("Builder", "Erewhon", 2022),
        ("Lead builder", "Utopia", 2025),
    ]
    assert {row.experience for row in pay.recent} == {"All"}
    assert drawn(pay) == [
        "Builder: Utopia, 2024",
        "Builder: Erewhon, 2022",
        "Lead builder: Utopia, 2025",
    ]
    assert pay.absent == ()


def test_pay_by_experience_only_is_said_to_be_elsewhere() -> None:
    by_experience = (
        salary("Utopia", 2025, "Senior"),
        salary("Utopia", 2024, "Entry"),
        salary("Erewhon", 2024, "Mid"),
        salary("Cockaigne", 2024),
    )
    pay = compared(by_experience)
    assert lines(pay) == [("Builder", "Cockaigne", 2024)]
    assert pay.absent == (
        "Builder: pay in Utopia and Erewhon is published by experience only. The role's own page "
        "has the figures.",
        "Lead builder: no published figures rest on enough salaries (30 or more) to be shown.",
    )
    assert compared(by_experience[:3]).recent == ()


def test_a_role_s_own_page_draws_an_older_year_where_the_newest_has_no_overall_figure() -> None:
    role = small_catalogue().roles[0]
    salaries = (salary("Utopia", 2025, "Senior"), salary("Utopia", 2024))
    pay = pay_of(role.model_copy(update={"salaries": salaries}))
    assert [(row.year, row.experience) for row in pay.recent] == [(2025, "Senior")]
    assert [(row.year, row.experience) for row in pay.earlier] == [(2024, "All")]
    assert drawn(pay) == ["Utopia, 2024"]


def test_a_long_role_is_cut_in_the_picture_and_its_region_and_year_are_not() -> None:
    title = "Lead Machine Learning Engineer"
    role = (
        small_catalogue()
        .roles[0]
        .model_copy(
            update={"title": title, "salaries": (salary("Outside the United States", 2025),)}
        )
    )
    pay = compared_pay([role])
    (label,) = drawn(pay)
    assert label.startswith("Lead Machine")
    assert label.endswith("…: Outside the United States, 2025")
    assert f"{title}: Outside the United States, 2025: " in pay.pictures[0].desc


def test_names_are_whole_in_words_where_the_picture_has_no_room_for_them() -> None:
    land = "The United Provinces of the Far North and the Islands"
    pay = compared((salary(land, 2024),))
    assert drawn(pay)[0].endswith("…")
    assert f"Builder: {land}, 2024: 2,024 to 40k, median 20k" in pay.pictures[0].desc
