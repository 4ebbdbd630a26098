"""What allauth leaves to the site: its words, where it leads, how an address is proved."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse

from accounts.stages import ProveTheAddress

WORDS = {
    "email_password_mismatch": "That email address and password do not belong together.",
    "username_password_mismatch": "That name and password do not belong together.",
    "incorrect_code": "That code is not right. Check it and try again.",
    "incorrect_password": "That password is not right.",
    "email_taken": "There is an account with this email address already. Sign in instead.",
    "too_many_login_attempts": "That was tried too often. Wait a few minutes and try again.",
    "rate_limited": "That was a little fast. Wait a minute and try again.",
    "same_as_current": "That is the address you have already.",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's own adapter, with our error messages and My page to come back to."""

    error_messages = {**DefaultAccountAdapter.error_messages, **WORDS}

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """My page: where to go once the password is changed."""
        return reverse("accounts:page")

    def get_login_stages(self) -> list[str]:
        """Paths of the stages of signing in: allauth's, with our own way to prove an address."""
        theirs = "allauth.account.stages.EmailVerificationStage"
        ours = f"{ProveTheAddress.__module__}.{ProveTheAddress.__name__}"
        stages: list[str] = super().get_login_stages()
        return [ours if stage == theirs else stage for stage in stages]


def display(user: AbstractBaseUser) -> str:
    """What pages call somebody: their email address, or their user name where they have none."""
    return str(getattr(user, "email", "")) or user.get_username()
