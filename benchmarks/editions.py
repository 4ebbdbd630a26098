"""What a page costs where many editions are in use, edition by edition, in one run.

    python -m benchmarks.editions

Somebody has a result on each of 10, 18, 40 and 100 editions of the built-in catalogue and opens
the history, again and again. It prints one table of Markdown, each figure a visit's that is not
the first, and exits 1 when an edition among 100 costs more than twice as much as one among 10.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.scale import environment, finished, prepare

COUNTS = (10, 18, 40, 100)  # editions in use
VISITS = 5  # of which the quickest counts: other work on the machine only adds
MOST_TIMES = 2.0  # what an edition may cost among the most, against the fewest


@dataclass(frozen=True)
class Visit:
    """The quickest of some visits with ``editions`` in use: seconds of CPU, and documents read."""

    editions: int
    seconds: float
    read: int

    @property
    def each(self) -> float:
        """Seconds an edition."""
        return self.seconds / self.editions


def measure() -> list[Visit]:
    """The quickest visit of the history for each of COUNTS; fills the site's database."""
    import django

    django.setup()
    from django.test import Client
    from django.test.utils import setup_test_environment

    from roles import editions

    setup_test_environment()
    client = Client()
    first = finished(client, editions.current())
    found = []
    for count in COUNTS:
        add_results(client, first, count)
        client.get("/assessments/history/")  # reads what the process does not hold yet
        visits = [_visit(client, count) for _ in range(VISITS)]
        found.append(min(visits, key=lambda visit: visit.seconds))
    return found


def add_results(client: Any, key: str, count: int) -> None:
    """Copy edition 1 and the assessment ``key``, one onto each copy, until there are ``count``.

    The client's session then holds all of the assessments.
    """
    from assessments import access
    from assessments.models import Answer, Assessment
    from roles.models import Edition

    pattern = Assessment.objects.get(key=key)
    answers = list(pattern.answers.all())
    session = client.session
    for number in range(Edition.objects.count() + 1, count + 1):
        edition = Edition.objects.get(number=1)
        copied = {"digest": edition.digest, "document": edition.document}
        row = Assessment.objects.get(key=key)
        row.pk, row.key = None, f"on-edition-{number}"
        row.edition = Edition.objects.create(number=number, **copied)
        row.save(force_insert=True)
        for answer in answers:
            answer.pk, answer.assessment = None, row
        Answer.objects.bulk_create(answers)
        session[access.SESSION_KEY] = [*session[access.SESSION_KEY], row.key]
    session.save()


def _visit(client: Any, count: int) -> Visit:
    from roles import editions

    with patch.object(editions, "from_json", wraps=editions.from_json) as read:
        began = time.process_time()
        response = client.get("/assessments/history/")
        took = time.process_time() - began
    if response.status_code != 200:
        raise RuntimeError(f"the history answered {response.status_code}")
    return Visit(count, took, read.call_count)


def table(visits: list[Visit]) -> str:
    """The visits as a Markdown table; what an edition costs is against the first of them."""
    lines = [
        "| editions | documents read a visit | ms of CPU a visit | an edition costs |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {item.editions} | {item.read} | {item.seconds * 1000:.0f} "
        f"| x{item.each / visits[0].each:.1f} |"
        for item in visits
    ]
    return "\n".join(lines)


def main() -> int:
    """Print the table; 1 when an edition costs more than MOST_TIMES as much among many."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "editions.sqlite3"
        prepare(database, None)
        os.environ.update(environment(database))
        visits = measure()
    print(table(visits))
    return 1 if visits[-1].each > MOST_TIMES * visits[0].each else 0


if __name__ == "__main__":
    sys.exit(main())
