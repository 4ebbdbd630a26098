"""All that the site keeps about an account, as one file to download."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from accounts import queries
from assessments.models import Assessment
from assessments.portable.schema import write_transfer
from assessments.portable.write import document_of

INDENT = 2
# Numbers of rows mean nothing outside the database.
LEFT_OUT = frozenset({"id", "assessment", "edition", "owner", "earlier"})


def assessment_json(assessment: Assessment) -> dict[str, Any]:
    """One assessment with its answers, progress and own steps, as JSON types; times as ISO text.

    A completed one is the file that any CareerPath can import. Asks for no rows that
    accounts.queries.everything_of has fetched.
    """
    if assessment.completed_at:
        return dict(json.loads(write_transfer(document_of(assessment))))
    found = {
        **_fields(assessment),
        "edition": assessment.edition.number,
        "catalogue": assessment.edition.catalogue_slug,
        "earlier": assessment.earlier.key if assessment.earlier else None,
        "answers": [_fields(row) for row in assessment.answers.all()],
        "progress": [_fields(row) for row in assessment.progress.all()],
        "own_steps": [{"key": row.key, **_fields(row)} for row in assessment.own_steps.all()],
    }
    return dict(json.loads(_dump(found)))


def account_json(user: AbstractBaseUser, assessments: list[Assessment]) -> dict[str, Any]:
    """The account's own rows by their kind, in two queries; passwords and keys stay out."""
    return {
        "username": user.get_username(),
        "email": getattr(user, "email", ""),
        "joined": getattr(user, "date_joined", None),
        "last_sign_in": user.last_login,
        "addresses": [
            {"email": row.email, "verified": row.verified, "primary": row.primary}
            for row in queries.addresses_of(user)
        ],
        "shared": [
            {"assessment": row.key, **_fields(share)}
            for row in assessments
            for share in row.shares.all()
        ],
        "calendar_feeds": [
            {"assessment": row.key, **_fields(row.calendar_feed)}
            for row in assessments
            if hasattr(row, "calendar_feed")
        ],
        "ways_to_sign_in": [
            {"type": row.type, "added": row.created_at, "last_used": row.last_used_at}
            for row in queries.authenticators_of(user)
        ],
        "reminders": [
            {"assessment": row.key, **_fields(row.reminder)}
            for row in assessments
            if hasattr(row, "reminder")
        ],
    }


def everything(user: AbstractBaseUser) -> bytes:
    """A zip of account.json and a file for each assessment, numbered from the oldest on.

    A fixed number of queries, however many assessments there are, besides their editions.
    """
    assessments = list(queries.everything_of(user))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("account.json", _dump(account_json(user, assessments)))
        for number, row in enumerate(assessments, 1):
            name = f"assessments/{number:03d}-{row.started_at:%Y-%m-%d}.json"
            archive.writestr(name, _dump(assessment_json(row)))
    return stream.getvalue()


def _fields(row: Model) -> dict[str, Any]:
    names = [field.name for field in row._meta.concrete_fields if field.name not in LEFT_OUT]
    return {name: getattr(row, name) for name in names}


def _dump(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=INDENT)
