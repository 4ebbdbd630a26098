"""Job postings as they are read."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from roles.document.parse import CatalogueError
from roles.sources.jobs import Postings, plain_text, read_jobs
from roles.sources.titles import Titles
from tests.roles.sources.places import SAMPLES

GOOD = {
    "@type": "JobPosting",
    "title": "Builder",
    "hiringOrganization": {"name": "Bricks"},
    "url": "https://example.org/1",
    "validThrough": "2026-06-30",
}


@pytest.fixture
def titles() -> Titles:
    table = Titles("titles.csv")
    table.add("Builder", "builder")
    table.add("Lead builder", "lead-builder")
    table.add("Baker", "baker", ("SE",))
    return table


def read(tmp_path: Path, titles: Titles, data: Any) -> Postings:
    (tmp_path / "jobs.json").write_text(json.dumps(data), encoding="utf-8")
    return read_jobs(tmp_path / "jobs.json", titles)


def test_a_graph_of_postings(titles: Titles) -> None:
    found = read_jobs(SAMPLES / "jobs.json", titles)
    first, second = found.postings
    assert (first.role, first.title) == ("builder", "Senior Builder (f/m/d) & more")
    assert (first.employer, first.place) == ("Bricks Ltd", "Leeds, GB")
    assert (first.kind, first.level) == ("Full-time", "3 years of experience")
    assert (first.pay_low, first.pay_high, first.currency) == (50000, 60000, "GBP")
    assert (first.period, first.valid_through) == ("year", date(2026, 6, 30))
    # The longest title counts; thirty days where no last day is named.
    assert (second.role, second.place) == ("lead-builder", "Remote")
    assert second.valid_through == date(2026, 7, 1)
    assert [str(warning) for warning in found.warnings] == [
        "jobs.json: posting 3 (Baker): names no known role in its title; left out"
    ]


@pytest.mark.parametrize("wrap", [lambda job: job, lambda job: [job], lambda job: [[job]]])
def test_one_posting_or_several(tmp_path: Path, titles: Titles, wrap: Any) -> None:
    assert len(read(tmp_path, titles, wrap(GOOD)).postings) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"url": "http://example.org/"}, "url: must be an address that begins with https://"),
        ({"url": "javascript:alert(1)"}, "url: must be an address that begins with https://"),
        ({"url": "https://example.org/\n"}, None),
        ({"url": 'https://example.org/" onclick="x'}, "url: must be an address"),
        ({"url": "https://" + "a" * 600}, "url: has more than 500 characters"),
        ({"title": "<b></b>"}, "title: is missing"),
        ({"title": "Builder " * 50}, "title: has 399 characters; at most 200 are allowed"),
        ({"hiringOrganization": 7}, "hiringOrganization: is missing"),
        ({"validThrough": "soon"}, "validThrough: must be a date such as 2026-12-31; got 'soon'"),
        ({"validThrough": None}, "validThrough: is missing, and there is no datePosted either"),
        ({"validThrough": None, "datePosted": "9999-12-31"}, "datePosted: must be a date"),
        ({"baseSalary": 5}, "baseSalary: must have a currency of three capital letters"),
        (
            {"baseSalary": {"currency": "EUR", "value": {"minValue": 9, "maxValue": 5}}},
            "baseSalary: must have a value, or a minValue up to its maxValue, above 0",
        ),
        (
            {"baseSalary": {"currency": "EUR", "value": {"value": 9, "unitText": "MOON"}}},
            "baseSalary: has a unitText that is none of HOUR, DAY, WEEK, MONTH, YEAR",
        ),
    ],
)
def test_problems_name_the_posting(
    tmp_path: Path, titles: Titles, change: dict[str, Any], message: str | None
) -> None:
    data = [GOOD, {**GOOD, **change}]
    if message is None:
        assert read(tmp_path, titles, data).postings
        return
    with pytest.raises(CatalogueError) as caught:
        read(tmp_path, titles, data)
    assert f"jobs.json: posting 2, {message}" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["<p>Build <script>alert(1)</script>it</p>", "&lt;b&gt;Build&lt;/b&gt; it", " Build\x00\n it "],
)
def test_text_is_plain(text: str) -> None:
    assert plain_text(text) == "Build it"
