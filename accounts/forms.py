"""Signing up, and asking for reminders."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings

from accounts.models import Interval, Reminder, Weekday


class _PasswordForm(forms.Form):
    """A form that asks for the password; a new one is offered only where a code can be sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"password", "oldpassword"}.intersection(self.fields):
            if not settings.SENDS_MAIL:
                self.fields[name].help_text = ""


class LoginForm(_PasswordForm, allauth_forms.LoginForm):  # type: ignore[misc]
    """Sign in with a password.

    Editors may give their user name instead; nobody else has one that they know of.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = "Email"
        login.help_text = "Editors may give their user name instead."
        del login.widget.attrs["placeholder"]
        # No type=email, which would refuse a user name; phones still show the keyboard with an @.
        login.widget.attrs.update(inputmode="email", autocapitalize="none")


class ReauthenticateForm(_PasswordForm, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """Show with the password that it is you."""


class ChangePasswordForm(_PasswordForm, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """Change the password."""


class SignupForm(allauth_forms.SignupForm):  # type: ignore[misc]
    """An email address, and a password for those who want one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        password = self.fields.get("password1")
        if password and settings.SENDS_MAIL:
            password.label = "Password, if you want one"
            password.help_text = (
                "Leave it blank to sign in with a code by email each time. "
                "Otherwise at least 8 characters; longer is better."
            )
        elif password:
            password.help_text = (
                "At least 8 characters; longer is better. Keep it safe: this site sends no mail, "
                "so it cannot help you to a new one."
            )


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey; or, unticked, a key that is only a second step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        passwordless = self.fields["passwordless"]
        passwordless.initial = True
        passwordless.label = "Sign in with it alone"
        passwordless.help_text = "Without this it is only a second step after your password."


class ReminderForm(forms.Form):
    """When to send reminders."""

    weekday = forms.TypedChoiceField(
        label="On which day?",
        choices=Weekday.choices,
        coerce=int,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Day: choose one of the days shown"
        ),
    )
    every_weeks = forms.TypedChoiceField(
        label="How often?",
        choices=Interval.choices,
        coerce=int,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "How often: choose one of the intervals shown"
        ),
    )

    def __init__(self, reminder: Reminder | None, data: Any = None) -> None:
        saved = {
            "weekday": reminder.weekday if reminder else Weekday.MONDAY,
            "every_weeks": reminder.every_weeks if reminder else Interval.WEEKLY,
        }
        super().__init__(data, initial=saved)
