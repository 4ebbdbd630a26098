"""Taking an assessment along as a file, and as a calendar."""

import csv
import io
import re
import sys
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from weasyprint import HTML

from assessments.exports import pdf
from assessments.exports.csv_files import as_text
from assessments.exports.formats import available_formats
from assessments.exports.markdown import escape
from assessments.exports.pdf_fetcher import RefusingFetcher
from assessments.models import OwnStep, Status, StepProgress, limits
from tests.assessments.person import PLAN, Person

pytestmark = pytest.mark.django_db

STEP = "skill/sql/2"


def write_on(
    person: Person, note: str = "Went well", status: str = Status.DOING, **more: Any
) -> None:
    """What the person makes of the first step."""
    done_at = timezone.now() if status == Status.DONE else None
    StepProgress.objects.create(
        assessment=person.row, step=STEP, note=note, status=status, done_at=done_at, **more
    )


def sheets(person: Person) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(io.BytesIO(person.get("export/xlsx/").content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def csvs(person: Person) -> dict[str, list[list[str]]]:
    archive = zipfile.ZipFile(io.BytesIO(person.get("export/csv/").content))
    texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert all(text.startswith("\ufeff") for text in texts.values()), "spreadsheets need the mark"
    return {name: list(csv.reader(io.StringIO(text[1:]))) for name, text in texts.items()}


@pytest.mark.parametrize("suffix", ["md", "csv", "xlsx", "json", "pdf"])
def test_every_format_is_a_private_attachment_with_a_plain_name(
    finished: Person, suffix: str
) -> None:
    response = finished.get(f"export/{suffix}/")
    ending = "zip" if suffix == "csv" else suffix
    name = f"careerpath-{timezone.localdate().isoformat()}.{ending}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Cache-Control"] == "private, no-store"
    assert len(response.content) > 500
    assert f"export/{suffix}/" in finished.text("take-along/")


@pytest.mark.parametrize("suffix", ["exe", "PDF", "..", "é"])
def test_other_formats_are_not_found(finished: Person, suffix: str) -> None:
    assert finished.get(f"export/{suffix}/").status_code == 404


def test_the_pdf_is_offered_only_where_it_can_be_drawn(
    finished: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert finished.get("export/pdf/").content.startswith(b"%PDF-")
    monkeypatch.setattr(pdf, "available", lambda: False)
    assert finished.get("export/pdf/").status_code == 404
    assert "export/pdf/" not in finished.text("take-along/")


def test_without_its_library_there_is_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    pdf.available.cache_clear()
    assert not pdf.available()
    assert "pdf" not in available_formats()
    pdf.available.cache_clear()


def test_a_pdf_reads_neither_network_nor_files() -> None:

    asked = []

    class Counting(RefusingFetcher):
        def fetch(self, url: str, headers: object = None) -> Any:
            asked.append(url)
            return super().fetch(url, headers)

    page = '<img src="file:///etc/passwd"><link rel="stylesheet" href="http://127.0.0.1:9/x.css">'
    assert b"root:" not in HTML(string=page, url_fetcher=Counting()).write_pdf()
    assert sorted(asked) == ["file:///etc/passwd", "http://127.0.0.1:9/x.css"]


def test_the_files_say_what_the_pages_say(finished: Person) -> None:
    write_on(finished, note="Read <chapter 3>", intention="Sundays", evidence="A notebook")
    OwnStep.objects.create(
        assessment=finished.row, role="builder", title="Ask Ann", hours=3, phase="connect"
    )
    for tables in (sheets(finished), {n.capitalize()[:-4]: t for n, t in csvs(finished).items()}):
        assert [row[1] for row in tables["Roles"][1:]] == ["Builder", "Lead builder", "Modeller"]
        assert list(tables["Answers"][1][:3]) == ["Skill", "Python", "practitioner"]
        assert [row[0] for row in tables["Gaps"][1:]] == ["SQL"]
        plan = [dict(zip(tables["Plan"][0], row, strict=True)) for row in tables["Plan"][1:]]
        assert [step["Step"] for step in plan] == ["Reach level 2", "Meet", "Ask Ann"]
        assert plan[0]["Note"] == "Read <chapter 3>"
        assert plan[0]["Status"] == "Doing"
        assert plan[2]["Your own step"] == "yes"
    text = finished.text("export/md/")
    for said in ("Read \\<chapter 3\\>", "Sundays", "A notebook", "Ask Ann", "BSc in biology"):
        assert said in text


def test_numbers_in_a_workbook_are_numbers(finished: Person) -> None:
    roles = sheets(finished)["Roles"]
    assert roles[1][0] == 1
    assert all(isinstance(row[2], float | int) for row in roles[1:])


def test_days_in_a_workbook_are_days(finished: Person) -> None:
    write_on(finished, status=Status.DONE)
    day = timezone.localdate()
    column = sheets(finished)["Plan"][0].index("Done on")
    told = [row[column] for row in sheets(finished)["Plan"][1:]]
    assert [cell.date() for cell in told if cell] == [day]
    assert csvs(finished)["plan.csv"][1][column] == day.isoformat()
    begins = sheets(finished)["Plan"][2][column - 3]
    assert begins.date().isoformat() == csvs(finished)["plan.csv"][2][column - 3]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", " =1", "\uff1d1"])
def test_no_text_becomes_a_formula(finished: Person, start: str) -> None:
    write_on(finished, note=start)
    note = csvs(finished)["plan.csv"][1][15]
    assert note.replace("\n", "\r") == f"'{start}"
    book = load_workbook(io.BytesIO(finished.get("export/xlsx/").content))
    cell = book["Plan"].cell(2, 16)
    assert cell.data_type == "s"
    assert str(cell.value).strip() == start.strip()
    assert start[0] == " " or cell.quotePrefix


def test_a_negative_number_is_no_formula() -> None:
    assert as_text(-1.5) == -1.5
    assert as_text("fine") == "fine"


def test_control_characters_do_no_harm(finished: Person) -> None:
    write_on(finished, note="bell \x07 and \x1f and \ufffe", status=Status.DONE)
    for rest in ("export/md/", "export/csv/", "export/xlsx/", "export/pdf/", "calendar.ics"):
        assert finished.get(rest).status_code == 200, rest


@given(st.text())
def test_nobodys_text_is_markup_in_markdown(text: str) -> None:
    """Neither in a list nor in a cell; what is read is what was written, on one line."""
    written = " ".join(text.split()).replace("\0", "\ufffd")
    for page in (f"- Note: {escape(text)}", f"| x |\n| --- |\n| Note: {escape(text)} |"):
        inline = [t for t in MarkdownIt().enable("table").parse(page) if t.type == "inline"][-1]
        assert {part.type for part in inline.children or []} <= {"text", "text_special"}
        read = "".join(part.content for part in inline.children or [])
        assert read == f"Note: {written}".strip()


def test_the_calendar_has_one_event_a_step_over_its_weeks(finished: Person) -> None:
    row = finished.row
    row.plan_start, row.weeks_off = date(2026, 12, 2), ["2026-12-07"]
    row.save()
    response = finished.get("calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert [(str(e["SUMMARY"]), e["DTSTART"].dt, e["DTEND"].dt) for e in events] == [
        ("Reach level 2", date(2026, 12, 2), date(2026, 12, 21)),
        ("Meet", date(2026, 12, 21), date(2026, 12, 28)),
    ]
    assert "Done when: You have done it." in str(events[0]["DESCRIPTION"])
    assert finished.get("calendar.ics").content == response.content, "no clock in it"


def test_a_done_step_stays_on_its_day_under_the_same_name(finished: Person) -> None:
    before = Calendar.from_ical(finished.get("calendar.ics").content).walk("VEVENT")
    write_on(finished, note="secret", evidence="secret", intention="secret", status=Status.DONE)
    content = finished.get("calendar.ics").content
    after = Calendar.from_ical(content).walk("VEVENT")
    assert [event["UID"] for event in after] == [event["UID"] for event in before]
    assert after[0]["DTSTART"].dt == timezone.now().date()
    assert str(after[0]["SUMMARY"]) == "Done: Reach level 2"
    assert b"secret" not in content


def test_skipped_steps_are_left_out_and_far_days_are_no_hindrance(finished: Person) -> None:
    write_on(finished, status=Status.SKIPPED)
    assert b"Reach level 2" not in finished.get("calendar.ics").content
    row = finished.row
    row.plan_start = limits.LAST_DAY
    row.save()
    assert finished.get("calendar.ics").status_code == 200


def test_queries_do_not_grow_with_what_is_written(finished: Person) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            finished.get("export/json/")
        for table in ("assessments_stepprogress", "assessments_ownstep"):
            assert sum(f'FROM "{table}"' in query["sql"] for query in queries) == 1
        return len(queries)

    count()
    before = count()
    write_on(finished)
    for number in range(5):
        OwnStep.objects.create(
            assessment=finished.row, role="builder", title=f"{number}", hours=1, phase="connect"
        )
    assert count() == before


def test_a_calendar_hears_of_every_change(finished: Person) -> None:
    """Calendars that have an event already go by its DTSTAMP."""

    def stamp() -> str:
        found = re.search(rb"DTSTAMP:(\w+)", finished.get("calendar.ics").content)
        assert found
        return found[1].decode()

    own = {"title": "Ask Ann", "what": "", "hours": "3", "phase": "connect"}
    acts: list[tuple[str, dict[str, str]]] = [
        ("plan/own/", own),
        ("plan/", {**PLAN, "hours_per_week": "3"}),
        ("plan/note/", {"step": "skill/sql/2", "status": "doing"}),
        ("plan/tick/", {"step": "skill/sql/2", "done": "1"}),
        ("plan/tick/", {"step": "skill/sql/2", "done": "0"}),
        ("target/", {"role": "modeller"}),
        ("target/", {"role": "builder"}),
    ]
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False) as clock:
        before = stamp()
        for rest, data in acts:
            clock.shift(60)
            assert finished.post(rest, data).status_code == 302, rest
            assert stamp() > before, (rest, data)
            before = stamp()
        number = OwnStep.objects.get().pk
        for rest, data in ((f"{number}/", {**own, "hours": "9"}), (f"{number}/remove/", {})):
            clock.shift(60)
            assert finished.post(f"plan/own/{rest}", data).status_code == 302
            assert stamp() > before, rest
            before = stamp()
