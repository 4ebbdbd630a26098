"""A record as the file that another CareerPath can import."""

from __future__ import annotations

from assessments.exports.record import Record
from assessments.portable.schema import write_transfer


def json_file(record: Record) -> bytes:
    """The file as UTF-8: answers, choices and progress, but no results, which follow from these."""
    return write_transfer(record.document).encode()
