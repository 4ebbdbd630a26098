"""The only writers of accounts: keyword-only and atomic."""

from accounts.actions.account import delete_account
from accounts.actions.reminders import put_off, remind, stop_by_token, stop_reminder, take_turn

__all__ = [
    "delete_account",
    "put_off",
    "remind",
    "stop_by_token",
    "stop_reminder",
    "take_turn",
]
