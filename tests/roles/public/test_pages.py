"""The public pages, drawn from published editions."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from roles import editions
from roles.document.types import Catalogue, Outlook, PageSection, ProxyFit, Role, Salary, Site
from roles.models import Edition
from roles.public.list import index_page
from tests.roles.factory import small_catalogue
from tests.roles.pages import ESCAPED, HOSTILE, many, no_provider, store, text_of


@pytest.fixture(autouse=True)
def nobody_rates() -> Iterator[None]:
    """No marks of a reader."""
    with no_provider():
        yield


@pytest.fixture
def full(db: None, builtin: Catalogue) -> Catalogue:
    """The built-in catalogue as the current edition."""
    store(builtin)
    return builtin


# Every page


def test_every_role_and_pair_is_drawn(full: Catalogue, client: Client) -> None:
    for role in full.roles:
        assert role.title.split(" / ")[0] in text_of(client, f"/roles/{role.slug}/")
    slugs = [role.slug for role in full.roles]
    pairs = list(itertools.combinations(slugs, 2))
    assert len(pairs) == 276
    for first, second in pairs:
        text_of(client, f"/compare/{first}-vs-{second}/")


PAGES = [
    "/",
    "/roles/",
    "/roles/data-analyst/",
    "/compare/",
    "/compare/data-analyst-vs-data-engineer/",
]


@pytest.mark.parametrize("url", PAGES)
def test_page_is_whole(full: Catalogue, client: Client, url: str) -> None:
    page = text_of(client, url)
    assert "edition 1 of the catalogue" in page
    assert "CC0" in page  # the attribution
    assert page.count("<h1") == 1
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for name in re.findall(r'(?:aria-labelledby|for|aria-describedby)="([^"]+)"', page):
        assert name in ids
    for fragment in re.findall(r'href="#([^"]+)"', page):
        assert fragment in ids


@pytest.mark.parametrize("url", PAGES)
def test_only_reading(full: Catalogue, client: Client, url: str) -> None:
    assert client.post(url).status_code == 405
    assert client.head(url).status_code == 200


@pytest.mark.parametrize("url", PAGES)
def test_nothing_published(db: None, client: Client, url: str) -> None:
    assert "Nothing has been published yet" in text_of(client, url, 503)


def test_empty_catalogue(db: None, client: Client) -> None:
    store(Catalogue(title="Empty"))
    assert "no roles yet" in text_of(client, "/")
    assert "Nothing matches" in text_of(client, "/roles/")
    text_of(client, "/compare/?first=&second=")
    text_of(client, "/roles/x/", 404)
    text_of(client, "/compare/x-vs-y/", 404)


def test_bare_role(db: None, client: Client) -> None:
    small = small_catalogue()
    bare = [
        Role(slug=slug, title=slug, family="Builders", seniority="junior") for slug in ("a", "b")
    ]
    store(small.model_copy(update={"roles": tuple(bare)}))
    page = text_of(client, "/roles/a/")
    assert page.count('class="absent"') >= 9
    assert "30 or more" in page
    assert "no tool in common" in text_of(client, "/compare/a-vs-b/")


@pytest.mark.parametrize("url", ["/nothing/", "/roles/x/y/", "/compare/a/b/"])
def test_not_found(published: Edition, client: Client, url: str) -> None:
    assert "This page isn" in text_of(client, url, 404)


# One role


def test_role_page(published: Edition, client: Client) -> None:
    page = text_of(client, "/roles/lead-builder/")
    assert "between working and practitioner" in page
    assert "Asked for: 2.5 of 4" in page
    assert 'width="2.5"' in page
    assert "You can do SQL at level 3." in page  # the nearest whole level
    assert "Essential" in page
    assert "Git, PostgreSQL" in page
    assert '<a href="/compare/builder-vs-lead-builder/">Builder</a>' in page
    assert "/compare/?first=lead-builder" in page
    assert "<title>" in page
    assert "Lead builder in short." in page


def test_a_catalogue_says_what_the_pages_show(db: None, client: Client) -> None:
    site = Site(home_text="Welcome.\n\nFind your way.", sections=(PageSection.SKILLS,))
    store(small_catalogue().model_copy(update={"site": site}))
    home = text_of(client, "/")
    assert "<p>Find your way.</p>" in home
    assert "Rate your own skills once" not in home
    page = text_of(client, "/roles/builder/")
    assert re.findall(r'<h2 id="([^"]+)"', page) == ["skills"]
    assert re.findall(r'<li><a href="#([^"]+)"', page) == ["skills"]


def test_official_figure_names_its_proxy(db: None, client: Client) -> None:
    small = small_catalogue()
    figure = Outlook(
        text="Grows.",
        figure="-3 %",
        period="2024-34",
        region="Utopia",
        proxy="Bakers",
        proxy_fit=ProxyFit.WEAK,
        source="Office",
        url="https://example.org/o",
        year=2025,
    )
    role = small.roles[0].model_copy(update={"outlook": (figure,)})
    store(small.model_copy(update={"roles": (role,)}))
    page = text_of(client, "/roles/builder/")
    assert "Official figure for Bakers, the nearest occupation counted. It is a weak" in page
    assert "\N{MINUS SIGN}3 %" in page
    assert "2024\N{EN DASH}34, Utopia" in page
    assert '<a href="https://example.org/o" rel="noopener">Office</a>, 2025' in page
    assert "no other role" in page


def test_salaries_newest_first(db: None, client: Client) -> None:
    def pay(year: int, median: int, currency: str = "EUR") -> Salary:
        return Salary(
            experience="All",
            region=f"Land of {currency}",
            year=year,
            n=1234,
            p25=median - 1000,
            median=median,
            p75=median + 1000,
            currency=currency,
            source="Survey",
            url="",
        )

    small = small_catalogue()
    paid = (pay(2023, 40000), pay(2025, 50000), pay(2024, 9000, "CHF"))
    roles = (
        small.roles[0].model_copy(update={"salaries": paid}),
        small.roles[1].model_copy(update={"salaries": ()}),
    )
    store(small.model_copy(update={"roles": roles}))
    recent, earlier = text_of(client, "/roles/builder/").split("Earlier years")
    assert "EUR 50,000" in recent
    assert "CHF 9,000" in recent
    assert "EUR 40,000" not in recent
    assert "EUR 40,000" in earlier
    assert recent.count("Yearly pay in EUR") >= 1
    assert recent.count("Yearly pay in CHF") >= 1
    assert "1,234" in recent
    compared = text_of(client, "/compare/builder-vs-lead-builder/")
    assert "EUR 50,000" in compared
    assert "EUR 40,000" not in compared
    assert "Lead builder: no published figures" in compared


def test_unknown_role_suggests(full: Catalogue, client: Client) -> None:
    page = text_of(client, "/roles/data-enginer/", 404)
    assert '<a href="/roles/data-engineer/">Data Engineer</a>' in page
    assert 'value="data enginer"' in page


@pytest.mark.parametrize("slug", ["%3Cscript%3E", "x" * 3000, "%F0%9F%A6%84", "-", "DATA-ANALYST"])
def test_odd_addresses(full: Catalogue, client: Client, slug: str) -> None:
    assert "<script" not in text_of(client, f"/roles/{slug}/", 404)
    assert "<script" not in text_of(client, f"/compare/{slug}/", 404)
    text_of(client, f"/compare/{slug}-vs-data-analyst/", 404)
    text_of(client, f"/compare/{slug}-vs-{slug}/", 404)


# Two roles


def test_canonical_order(published: Edition, client: Client) -> None:
    response = client.get("/compare/modeller-vs-builder/")
    assert response.status_code == 302
    assert response["Location"] == "/compare/builder-vs-modeller/"


def test_same_role_twice(published: Edition, client: Client) -> None:
    page = text_of(client, "/compare/builder-vs-builder/", 404)
    assert "compared with itself" in page
    assert "/compare/builder-vs-lead-builder/" in page


def test_unknown_pair_suggests(published: Edition, client: Client) -> None:
    page = text_of(client, "/compare/bilder-vs-modeller/", 404)
    assert '<a href="/compare/builder-vs-modeller/">' in page


def test_comparison(published: Edition, client: Client) -> None:
    page = text_of(client, "/compare/lead-builder-vs-modeller/")
    assert "Together they ask for 4 skills, 0 of them in both roles" in page
    assert "expert, the other doesn&#x27;t ask for it" in page
    assert "\N{MINUS SIGN}3.5" in page
    assert "+2.5" in page
    assert "not asked for" in page
    assert "<desc>Python: 4 expert and not asked for;" in page
    assert "/compare/builder-vs-modeller/" in page  # related
    assert "You</th>" not in page


def test_pick(published: Edition, client: Client) -> None:
    response = client.get("/compare/?first=modeller&second=builder")
    assert response.status_code == 302
    assert response["Location"] == "/compare/builder-vs-modeller/"
    assert "error-summary" not in text_of(client, "/compare/?first=modeller")
    page = text_of(client, "/compare/?first=modeller&second=modeller")
    assert "Choose two different roles" in page
    assert page.count('value="modeller" selected') == 2
    page = text_of(client, "/compare/?first=modeller&second=junk")
    assert "Second role: Choose a role" in page
    assert page.count(" selected") == 1


# Slugs that are gone


def followed() -> Catalogue:
    """Three roles: "mason" became a and b, "smith" became b; a has "b" among its former slugs."""
    former = {"a": ("b", "mason"), "b": ("mason", "smith"), "c": ("potter",)}
    roles = tuple(
        Role(slug=slug, title=slug, family="Builders", seniority="junior", former_slugs=slugs)
        for slug, slugs in former.items()
    )
    return small_catalogue().model_copy(update={"roles": roles})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/roles/smith/", "/roles/b/"),
        ("/compare/smith-vs-a/", "/compare/a-vs-b/"),
        ("/compare/potter-vs-smith/", "/compare/b-vs-c/"),
    ],
)
def test_a_former_slug_leads_to_its_successor(db: None, client: Client, old: str, new: str) -> None:
    store(followed())
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, new)
    text_of(client, new)


def test_a_divided_role_names_its_parts(db: None, client: Client) -> None:
    store(followed())
    page = client.get("/roles/mason/").context["page"]
    assert [link.url for link in page.links] == ["/roles/a/", "/roles/b/"]
    assert "/compare/a-vs-c/" in text_of(client, "/compare/mason-vs-potter/", 404)


def test_a_role_of_today_keeps_its_address(db: None, client: Client) -> None:
    store(followed())
    assert "<h1>b</h1>" in text_of(client, "/roles/b/")
    assert "compared with itself" in text_of(client, "/compare/smith-vs-b/", 404)


# The list


def titles(page: str) -> list[str]:
    return re.findall(r'<h3><a href="/roles/[^"]+">([^<]+)</a></h3>', page)


def test_filters(full: Catalogue, client: Client) -> None:
    assert len(titles(text_of(client, "/roles/"))) == 24
    page = text_of(client, "/roles/?family=Data+science")
    assert titles(page) == [r.title for r in full.roles if r.family == "Data science"]
    assert 'value="Data science" selected' in page
    page = text_of(client, "/roles/?seniority=senior&family=Data+science")
    assert titles(page) == [
        "Senior Data Scientist",
        "Research Scientist (ML)",
        "Data Science Consultant",
    ]
    assert "3 roles" in page


def test_search_finds_other_names() -> None:
    small = small_catalogue()
    named = small.roles[2].model_copy(update={"aliases": ("Statistician", "Analytics translator")})
    edition = editions.wrap(small.model_copy(update={"roles": (*small.roles[:2], named)}), number=1)

    def found(query: str) -> list[tuple[str, str]]:
        page = index_page(edition, query=query, family="", seniority="", page="")
        return [(role.title, role.alias) for group in page.groups for role in group.roles]

    assert found("TRANSLATOR") == [("Modeller", "Analytics translator")]
    assert found("modeller statist") == [("Modeller", "Statistician")]
    assert found("modeller") == [("Modeller", "")]


def test_search(full: Catalogue, client: Client) -> None:
    page = text_of(client, "/roles/?q=+ENGINEER++machine")
    assert titles(page)[:2] == ["Machine Learning Engineer", "Lead Machine Learning Engineer"]
    assert 'value="ENGINEER machine"' in page
    assert titles(text_of(client, "/roles/?q=computer-vision"))
    page = text_of(client, f"/roles/?q={HOSTILE}")
    assert "Nothing matches that" in page
    assert "<script>" not in page
    assert ESCAPED in page


@pytest.mark.parametrize(
    "query",
    [
        "family=junk&seniority=junk",
        "page=abc",
        "page=-1",
        "page=0",
        "page=99999999999999999999",
        "page=%C2%B2",
        f"q={'x%20' * 3000}",
        f"q={'y' * 10000}",
        "q=%FF%FE",
        "q=&family=&seniority=&page=",
        "q=a&q=b&family[]=x",
    ],
)
def test_odd_queries(full: Catalogue, client: Client, query: str) -> None:
    page = text_of(client, f"/roles/?{query}")
    assert len(page) < 60_000
    text_of(client, f"/compare/?first={query}&second=")


def test_pages_of_many_roles(db: None, builtin: Catalogue, client: Client) -> None:
    store(many(builtin, 130))
    first, last = text_of(client, "/roles/"), text_of(client, "/roles/?page=99")
    assert len(titles(first)) == 25
    assert len(titles(last)) == 5
    assert "page 6 of 6" in last
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last
    found = text_of(client, "/roles/?q=engineer")
    assert "q=engineer&amp;page=2" in found
    assert "more</a>" in text_of(client, "/")


@pytest.mark.parametrize("count", [24, 1000])
def test_queries_do_not_grow(
    db: None,
    builtin: Catalogue,
    client: Client,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    catalogue = many(builtin, count)
    store(catalogue)
    first, second = catalogue.roles[0].slug, catalogue.roles[-1].slug
    client.get("/")  # the edition is read once per process
    for url, roles in (
        ("/", 0),
        ("/roles/", 0),
        ("/roles/?q=sql", 0),
        (f"/roles/{first}/", 1),
        ("/compare/", 0),
        (f"/compare/{first}-vs-{second}/", 2),
    ):
        # The edition's number and its digest, and the featured jobs of each role.
        with django_assert_num_queries(2 + roles):
            text_of(client, url)


def test_old_editions_are_not_shown(published: Edition, client: Client) -> None:
    text_of(client, "/roles/builder/")
    small = small_catalogue()
    renamed = small.roles[0].model_copy(update={"title": "Renamed"})
    store(small.model_copy(update={"roles": (renamed, *small.roles[1:])}))
    page = text_of(client, "/roles/builder/")
    assert "Renamed" in page
    assert f"edition {editions.current_number()} of" in page
