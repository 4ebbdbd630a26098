"""Importing from outside formats through manage.py, and what pages make of it."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from roles import editions
from roles.draft import actions
from roles.draft.read import read_rows
from roles.models import Edition, FeaturedJob
from tests.roles.factory import small_catalogue
from tests.roles.pages import text_of
from tests.roles.sources.places import SAMPLES

pytestmark = pytest.mark.django_db


def run(*arguments: Any) -> tuple[str, str]:
    """What the command prints, and what it says on stderr."""
    out, err = io.StringIO(), io.StringIO()
    call_command(*(str(item) for item in arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.parametrize(
    ("kind", "held"),
    [("onet", "3 roles and 3 skills"), ("esco", "3 roles and 3 skills"), ("gdad", "3 roles")],
)
def test_import_and_publish(kind: str, held: str, client: Client) -> None:
    printed, told = run("catalogue", "import", SAMPLES / kind, "--format", kind)
    assert f"The draft now holds {held}" in printed
    assert " rows" in told
    assert "Note: " in told
    edition = actions.publish(note="All", author="tests")
    assert read_rows() == editions.load(number=edition.number).catalogue
    unrated = next(role for role in read_rows().roles if not role.is_rated)
    page = text_of(client, f"/roles/{unrated.slug}/")
    assert "The skills of this role are not listed yet." in page
    assert "Which roles are near it is not known" in page
    assert "See how near you are" not in page
    assert read_rows().attribution.split(".")[0] in page.replace("&#x27;", "'")


def test_a_dry_run_changes_nothing(published: Edition) -> None:
    printed, _told = run("catalogue", "import", SAMPLES / "onet", "--format", "onet", "--dry-run")
    assert "added roles.number-tamers: number-tamers" in printed
    assert read_rows() == small_catalogue()


def test_validate(published: Edition) -> None:
    printed, _told = run("catalogue", "validate", SAMPLES / "gdad", "--format", "gdad")
    assert printed == "No problems: 3 roles and 3 skills.\n"


def test_nothing_is_half_imported(published: Edition, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"1 problem\. Nothing was changed\."):
        run("catalogue", "import", tmp_path, "--format", "onet")
    assert read_rows() == small_catalogue()


def test_salaries_go_into_the_draft(published: Edition, tmp_path: Path) -> None:
    header = "work_year,experience_level,employment_type,job_title,salary_in_usd,employee_residence"
    rows = [header, *["2025,SE,FT,Bricklayer,90000,US"] * 30]
    (tmp_path / "salaries.csv").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "titles.csv").write_text("role,job_title\nbuilder,Bricklayer\n", encoding="utf-8")
    run(
        *("catalogue", "import", tmp_path / "salaries.csv", "--format", "salaries"),
        *("--titles", tmp_path / "titles.csv"),
    )
    found = read_rows().roles[0].salaries
    assert [(item.experience, item.n, item.median) for item in found] == [
        ("All", 30, 90000),
        ("Senior", 30, 90000),
        ("Mid", 30, 20),
    ]


def test_titles_go_with_some_formats_only(published: Edition) -> None:
    with pytest.raises(CommandError, match="--titles goes with"):
        run("catalogue", "import", SAMPLES / "gdad", "--format", "gdad", "--titles", "a.csv")


def test_jobs_need_an_edition() -> None:
    with pytest.raises(CommandError, match="Nothing has been published yet"):
        run("catalogue", "import", SAMPLES / "jobs.json", "--format", "jobs")


@time_machine.travel("2026-06-15 12:00Z", tick=False)
def test_featured_jobs(published: Edition, client: Client) -> None:
    assert "Featured jobs" not in text_of(client, "/roles/builder/")
    job = ("catalogue", "import", SAMPLES / "jobs.json", "--format", "jobs")
    printed, told = run(*job, "--dry-run")
    assert "builder: Senior Builder (f/m/d) & more, Bricks Ltd\n" in printed
    assert "Baker" in told
    assert not FeaturedJob.objects.exists()
    for _ in range(2):  # a second run renews the same rows
        assert run(*job)[0] == "Featured 2 jobs; No expired ones removed.\n"
    page = text_of(client, "/roles/builder/")
    assert "Senior Builder (f/m/d) &amp; more" in page
    assert "Full-time · 3 years of experience · GBP 50,000 to 60,000 a year." in page
    assert 'href="https://example.org/jobs/1" rel="noopener nofollow"' in page
    assert "Until 30 June 2026." in page
    compared = text_of(client, "/compare/builder-vs-lead-builder/")
    assert "Bricks Ltd" in compared
    assert "Stones, Remote" in compared
    other = text_of(client, "/compare/builder-vs-modeller/")
    assert "No jobs are featured for this role now." in other


def test_expired_jobs_are_gone(published: Edition, client: Client) -> None:
    with time_machine.travel("2026-06-30 12:00Z", tick=False):
        run("catalogue", "import", SAMPLES / "jobs.json", "--format", "jobs")
        assert "Featured jobs" in text_of(client, "/roles/builder/")
    with time_machine.travel("2026-07-02 12:00Z", tick=False):
        assert "Featured jobs" not in text_of(client, "/roles/builder/")
        assert actions.feature_jobs(postings=(), today=date(2026, 7, 2)) == (0, 2)


def test_editors_can_feature_a_job(editor: Client) -> None:
    form = {
        "role": "builder",
        "title": "Builder",
        "employer": "Bricks",
        "pay_low": "0",
        "pay_high": "0",
        "url": "http://example.org/",
        "valid_through": "2999-01-01",
    }
    address = "/admin/roles/featuredjob/add/"
    refused = editor.post(address, form).content.decode()
    assert "Give an address that begins with https://." in refused
    assert editor.post(address, {**form, "url": "https://example.org/"}).status_code == 302
    assert "Bricks" in text_of(editor, "/roles/builder/")
    paid = {
        "pay_high": "50000",
        "currency": "EUR",
        "period": "year",
        "url": "https://example.org/2",
    }
    assert editor.post(address, {**form, **paid}).status_code == 302
    assert "up to EUR 50,000 a year" in text_of(editor, "/roles/builder/")
