"""Reminders come when asked for, once, and stop with one click."""

import re
from contextlib import nullcontext
from datetime import date, timedelta
from smtplib import SMTPException, SMTPServerDisconnected
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts import actions
from accounts.actions.reminders import _next
from accounts.management.commands import send_reminders
from accounts.models import Reminder
from roles.editions import current
from tests.accounts.signing import EMAIL, sign_in, sign_up, status
from tests.assessments.person import Person

pytestmark = pytest.mark.django_db
WEDNESDAY = "2030-01-02T09:00:00Z"


def ask(person: Person, weekday: int = 0, every_weeks: int = 2) -> int:
    form = {"weekday": str(weekday), "every_weeks": str(every_weeks)}
    return status(person.client, f"/account/assessments/{person.key}/reminder/", **form)


def run(day: str) -> list[EmailMessage]:
    """The mail that the command sends on ``day``."""
    mail.outbox.clear()
    with time_machine.travel(f"{day}T06:00:00Z"):
        call_command("send_reminders", verbosity=0)
    return list(mail.outbox)


def asked(person: Person, email: str = EMAIL) -> Person:
    with time_machine.travel(WEDNESDAY):
        person.client.logout()
        sign_in(person.client, email)
        assert ask(person) == 302
    return person


def test_nobody_is_reminded_who_did_not_ask(ada: Person) -> None:
    assert run("2030-01-07") == []


def test_a_reminder_comes_on_its_day_and_once(ada: Person) -> None:
    asked(ada)
    days = ["2030-01-03", "2030-01-06", "2030-01-07", "2030-01-07", "2030-01-08", "2030-01-14"]
    assert [len(run(day)) for day in days] == [0, 0, 1, 0, 0, 0]
    (message,) = run("2030-01-22")  # Monday the 21st was missed
    assert Reminder.objects.get().next_on == date(2030, 2, 4)
    assert message.to == ["ada@example.org"]
    assert "Your next steps towards" in message.subject
    steps = re.findall(r"^- .+", str(message.body), re.MULTILINE)
    assert len(steps) == 2, "all that the small catalogue has"


def test_results_plan_and_mail_begin_with_the_same_step(ada: Person) -> None:
    ada.post("plan/note/", {"step": "role/builder/1", "status": "doing"})
    (message,) = run("2030-01-07") if asked(ada) else []
    first = re.findall(r"^- (.+)", str(message.body), re.MULTILINE)[0]
    title = current().roles["builder"].getting_started[0].title
    assert first == title
    shown = ada.text().split('class="first-steps"')[1]
    assert re.findall(r"<li><strong>(.+?)</strong>", shown)[0] == title


def test_nothing_is_called_done_that_was_set_aside(ada: Person) -> None:
    for step in ("skill/sql/2", "role/builder/1"):
        ada.post("plan/note/", {"step": step, "status": "skipped"})
    (message,) = run("2030-01-07") if asked(ada) else []
    for said in (str(message.body).lower(), ada.text().lower()):
        assert "left to do" in said
        assert "is done" not in said


def test_one_click_stops_it_without_signing_in(ada: Person) -> None:
    (message,) = run("2030-01-07") if asked(ada) else []
    headers = message.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = headers["List-Unsubscribe"].strip("<>")
    assert url in str(message.body)
    path = "/" + url.split("/", 3)[3]
    robot = Client(enforce_csrf_checks=True)
    assert status(robot, path) == 200
    assert Reminder.objects.exists(), "looking stops nothing"
    answer = robot.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies
    assert not Reminder.objects.exists()
    assert run("2030-01-22") == []
    assert robot.post(path).status_code == 200
    assert status(robot, path) == 404
    assert status(robot, "/account/reminders/stop/made-up/") == 404


def test_it_can_be_changed_and_stopped_on_my_page(ada: Person) -> None:
    asked(ada)
    assert "Reminds you every two weeks on Mondays" in ada.client.get("/account/").content.decode()
    assert ask(ada, weekday=6, every_weeks=1) == 302
    assert Reminder.objects.get().weekday == 6
    url = f"/account/assessments/{ada.key}/reminder/"
    assert status(ada.client, url, go="stop") == 302
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(("weekday", "every_weeks"), [(7, 1), (0, 3), ("x", "")])
def test_a_refused_request_says_why_and_changes_nothing(
    ada: Person, weekday: int, every_weeks: int
) -> None:
    assert ask(ada, weekday, every_weeks) == 422
    assert not Reminder.objects.exists()


def test_one_failure_does_not_stop_the_others(ada: Person) -> None:
    asked(ada)
    bob = Person().begin().answer_all().finish()
    sign_up(bob.client, "bob@example.org")
    asked(bob, "bob@example.org")
    send = EmailMessage.send

    def fail_for_ada(message: EmailMessage, fail_silently: bool = False) -> int:
        if "ada@example.org" in message.to:
            raise SMTPException("mailbox on fire")
        return send(message, fail_silently)

    with (
        patch.object(EmailMessage, "send", fail_for_ada),
        pytest.raises(CommandError, match="tried again tomorrow: 1"),
    ):
        run("2030-01-07")
    assert [message.to for message in mail.outbox] == [["bob@example.org"]]
    assert [message.to for message in run("2030-01-08")] == [["ada@example.org"]]


@pytest.mark.parametrize(("failures", "connections"), [(0, 1), (1, 2)])
def test_all_go_through_one_connection_until_it_fails(
    ada: Person, settings: object, failures: int, connections: int
) -> None:
    asked(ada)
    for name in ("bob", "eve"):
        person = Person().begin().answer_all().finish()
        sign_up(person.client, f"{name}@example.org")
        asked(person, f"{name}@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    with (
        patch("smtplib.SMTP") as server,
        pytest.raises(CommandError) if failures else nullcontext(),
    ):
        sendmail = server.return_value.sendmail
        sendmail.side_effect = [SMTPServerDisconnected("too many")] * failures + [{}] * 3
        run("2030-01-07")
    assert (sendmail.call_count, server.call_count) == (3, connections)
    assert server.return_value.quit.call_count == connections


@pytest.mark.parametrize("when", ["take_turn", "reminder_mail"])
def test_a_plan_deleted_on_the_way_is_passed_over(ada: Person, when: str) -> None:
    asked(ada)
    owner = actions if when == "take_turn" else send_reminders
    before = getattr(owner, when)

    def after_deletion(*args: object, **named: object) -> object:
        ada.post("delete/")
        return before(*args, **named)

    with patch.object(owner, when, after_deletion):
        assert run("2030-01-07") == []
    assert not Reminder.objects.exists()


def test_nor_is_a_plan_reminded_of_that_is_gone(ada: Person) -> None:
    asked(ada)
    before = actions.remind

    def after_deletion(**named: object) -> None:
        ada.post("delete/")
        before(**named)  # type: ignore[arg-type]

    with patch.object(actions, "remind", after_deletion):
        assert ask(ada) == 404
    assert not Reminder.objects.exists()


def test_without_a_mail_server_none_are_sent(ada: Person, settings: object) -> None:
    asked(ada)
    settings.SENDS_MAIL = False  # type: ignore[attr-defined]
    assert run("2030-01-07") == []


def test_the_command_says_why_there_are_none(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SENDS_MAIL, settings.SITE_URL = True, ""
    call_command("send_reminders")
    settings.SENDS_MAIL = False
    call_command("send_reminders")
    no_address, no_mail = capsys.readouterr().out.splitlines()
    assert "does not know its own address" in no_address
    assert "CAREERPATH_URL" in no_address
    assert no_mail == "This site sends no mail, so there are no reminders."


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 6))
def test_the_next_day_is_the_right_one(today: date, weekday: int) -> None:
    found = _next(weekday, today)
    assert found.weekday() == weekday
    assert timedelta(days=1) <= found - today <= timedelta(days=7)
