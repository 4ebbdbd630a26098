"""What every page weighs with 24, about 1,000 and about 3,000 roles, in one run.

    python -m benchmarks.scale --onet db_29_3_text.zip --esco esco_v1.1.1_classification_en_csv.zip

Each catalogue is imported and published in a database of its own (kept with ``--keep FOLDER`` and
used again the next time), and somebody with a finished assessment opens every page. It prints one
table of Markdown: bytes and queries as ratios to the built-in catalogue, and milliseconds. It exits
1 when a page asks more queries than with 24 roles, weighs more than it may, or is slow.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
BUILTIN = "built-in"
MOST_TIMES = 4.0  # so many times the bytes of 24 roles ...
ALWAYS_GOOD = 150_000  # ... unless the page is light anyway,
ALWAYS_GOOD_FOR_EDITORS = 250_000  # or a form of many rows
SOME_QUERIES = 2  # more, for what the built-in catalogue has none of, such as related roles
MOST_SECONDS = 2.0
MOST_SECONDS_WITH_DRAFT = 8.0  # for editors, of pages about the whole draft
PUBLIC = (
    "/",
    "/roles/",
    "/roles/?page=9",
    "/roles/?q=data",
    "/roles/?q=nothing-like-it",
    "/roles/{first}/",
    "/compare/",
    "/compare/?first=manager&second=",
    "/compare/{first}-vs-{last}/",
    "/catalogues/",
    "/assessments/",
    "/assessments/families/",
    "/assessments/history/",
    "/shared/{share}/",
    "/calendar/{feed}.ics",
)
OWN = (
    "",
    "?all=1",
    "why/",
    "roles/{best}/",
    "roles/{best}/first/",
    "what-if/{best}/",
    "plan/",
    "plan/own/{step}/",
    "compare/",
    "changes/",
    "current/",
    "delete/",
    "take-along/",
    "export/json/",
    "export/csv/",
    "export/md/",
    "calendar.ics",
)
BEGUN = ("questions/1/", "questions/{last_page}/", "check/", "quick/{asked}/")
ADMIN = (
    "",
    "roles/",
    "roles/role/",
    "roles/skill/",
    "roles/tool/",
    "roles/learningstep/",
    "roles/edition/",
    "roles/role/add/",
    "roles/role/{role}/change/",
    "roles/role/{role}/preview/",
    "roles/role/{role}/differences/",
    "roles/role/{role}/history/",
    "roles/skill/{skill}/change/",
    "roles/learningstep/{learning_step}/change/",
    "roles/edition/{edition}/change/",
    "roles/edition/{edition}/restore/",
    "roles/edition/publish/",
    "roles/edition/import/",
    "roles/edition/export/",
    "roles/role/matrix/",
    "roles/role/matrix/?family={family}",
    "roles/role/health/",
    "roles/role/links/",
    "assessments/impactrun/impact/",
    "assessments/impactrun/apart/",
)


ADMIN_PREFIX = "/admin/"
READS_DRAFT = {
    "(admin) roles/edition/publish/",
    "(admin) roles/edition/{edition}/restore/",
    "(admin) roles/role/{role}/preview/",
    "(admin) roles/role/health/",
    "(admin) roles/role/links/",
    "(admin) assessments/impactrun/impact/",
    "(admin) assessments/impactrun/apart/",
}
NOTHING = (0, 0, 0.0)  # a page of something that a catalogue has none of


def environment(database: Path) -> dict[str, str]:
    """The variables of a development site on ``database``."""
    return {
        **os.environ,
        "CAREERPATH_DEBUG": "1",
        "DATABASE_URL": f"sqlite:///{database.resolve()}",
        "DJANGO_SETTINGS_MODULE": "careerpath.settings",
        "OPENBLAS_NUM_THREADS": "1",
    }


def prepare(database: Path, source: tuple[str, Path] | None) -> None:
    """Make a site's database: the built-in catalogue published, and ``source`` over it.

    ``source`` is a format and a path. Of a database that is there already only the tables are
    brought up to date.
    """
    commands = [["migrate", "--verbosity", "0"]]
    if not database.exists():
        commands.append(["setup_site"])
    if source and not database.exists():
        kind, path = source
        commands += [
            ["catalogue", "import", str(path), "--format", kind],
            ["catalogue", "publish", "--note", f"All of {kind}"],
        ]
    for command in commands:
        subprocess.run(  # noqa: S603
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment(database),
            check=True,
            capture_output=True,
        )


@contextmanager
def rolled_back() -> Iterator[None]:
    """Undo whatever is written to the database inside; a kept one is used again the next time."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def measure() -> dict[str, Any]:
    """The number of roles and skills, and of every page its bytes, queries and milliseconds.

    Keys are "roles", "skills" and "pages", the pages by address.
    """
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    with rolled_back():
        return _measured()


def _measured() -> dict[str, Any]:
    from django.test import Client

    from assessments import result, store
    from assessments.questions.questionnaire import asked_skills
    from roles import editions
    from roles.models import Edition, Family, LearningStep, Role, Skill

    edition = editions.current()
    client = Client()
    finished(client, edition)
    key = finished(client, edition)
    scored = result.compute_result(store.fetch_with_keys([key])[0])
    slugs = [role.slug for role in scored.edition.catalogue.roles]
    best = scored.first_role.slug
    values = {
        "first": slugs[0],
        "last": slugs[-1],
        "best": best,
        **_shown(key, edition, best),
    }
    found = {path: _page(client, path.format(**values)) for path in PUBLIC}
    mine = f"/assessments/{key}/"
    found |= {f"(own) {rest}": _page(client, mine + rest.format(**values)) for rest in OWN}
    begun, last_page = _begun(client, edition)
    asked = asked_skills(edition, next(iter(edition.questionnaires)))[0]
    for rest in BEGUN:
        address = begun + rest.format(last_page=last_page, asked=asked)
        found[f"(own) {rest}"] = _page(client, address)
    editor = Client()
    editor.force_login(_editor())
    rows = {"role": Role, "skill": Skill, "edition": Edition, "learning_step": LearningStep}
    keys = {name: getattr(model.objects.first(), "pk", "") for name, model in rows.items()}
    keys["family"] = quote(str(Family.objects.first()))
    for rest in ADMIN:
        if "{learning_step}" in rest and not keys["learning_step"]:
            found[f"(admin) {rest}"] = NOTHING
            continue
        found[f"(admin) {rest}"] = _page(editor, ADMIN_PREFIX + rest.format(**keys))
    return {"roles": len(edition.roles), "skills": len(edition.skills), "pages": found}


def _shown(key: str, edition: Any, best: str) -> dict[str, Any]:
    """What else has an address: a shared page, a calendar feed, a step of one's own."""
    from django.utils import timezone

    from assessments import store
    from assessments.plan.actions import OwnWords, add_own_step
    from assessments.sharing.actions import make_feed, share
    from roles.document.types import Phase

    assessment, today = store.fetch_with_keys([key])[0], timezone.localdate()
    shared = share(assessment=assessment, shows_plan=True, ends_on=today, today=today)
    words = OwnWords("Read", "A book", 5, next(iter(Phase)))
    own = add_own_step(assessment=assessment, edition=edition, role=best, words=words)
    return {
        "share": shared.key,
        "feed": make_feed(assessment=assessment).key,
        "step": own.pk,
    }


def _editor() -> Any:
    from django.contrib.auth.models import User

    return User.objects.create_superuser("scale-benchmark")


def finished(client: Any, edition: Any) -> str:
    """The key of a finished assessment of somebody close to the catalogue's middle role."""
    from assessments import store
    from assessments.answering import actions

    begun = client.post("/assessments/start/", {"way": "full"})
    key = begun["Location"].split("/")[2]
    rated = [role for role in edition.catalogue.roles if role.is_rated]
    asked = {row.skill: int(row.level) for row in rated[len(rated) // 2].requirements}
    ratings = {slug: max(0, asked.get(slug, 0) - n % 2) for n, slug in enumerate(edition.skills)}
    answers = actions.PageAnswers(dict(ratings), dict.fromkeys(edition.activities, 3))
    assessment = store.fetch_with_keys([key])[0]
    actions.save_page(assessment=assessment, page=1, answers=answers)
    actions.complete(assessment=assessment)
    return str(key)


def _begun(client: Any, edition: Any) -> tuple[str, int]:
    from assessments.questions.questionnaire import pages_of

    begun = client.post("/assessments/start/", {"way": "full"})["Location"]
    pages = pages_of(edition, next(iter(edition.questionnaires)))
    return f"/assessments/{begun.split('/')[2]}/", len(pages)


def _page(client: Any, address: str) -> tuple[int, int, float]:
    """Bytes, queries and milliseconds of the second visit to a page.

    NOTHING, and a line on stderr, for a page that does not answer 200.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        began = time.perf_counter()
        response = client.get(address)
        took = (time.perf_counter() - began) * 1000
    if response.status_code != 200:
        print(f"{address}: {response.status_code}", file=sys.stderr)
        return NOTHING
    return len(response.content), len(asked), took


def table(found: dict[str, Any]) -> str:
    """A Markdown table of every page, in each catalogue, against the built-in one."""
    base = found[BUILTIN]["pages"]
    names = list(found)
    heads = [f"{name} ({found[name]['roles']:,} roles)" for name in names]
    lines = [f"| page | {' | '.join(heads)} |", "|---" * (len(names) + 1) + "|"]
    for page, (size, asked, _) in base.items():
        cells = []
        for name in names:
            bytes_, queries, took = found[name]["pages"][page]
            more = (f" x{bytes_ / size:.1f}", f" x{queries / asked:.1f}") if size else ("", "")
            cells.append(f"{bytes_ / 1000:.0f} kB{more[0]}, {queries} q{more[1]}, {took:.0f} ms")
        lines.append(f"| `{page or '(own) results'}` | {' | '.join(cells)} |")
    return "\n".join(lines)


def faults(found: dict[str, Any]) -> list[str]:
    """What is wrong, in words: pages that weigh, ask or take more than they may with more roles."""
    base, said = found[BUILTIN]["pages"], []
    for name, one in found.items():
        for page, (size, asked, took) in one["pages"].items():
            before, queries, _ = base[page]
            good = ALWAYS_GOOD_FOR_EDITORS if page.startswith("(admin)") else ALWAYS_GOOD
            if size > max(MOST_TIMES * before, good):
                kilobytes = f"{size / 1000:.0f} instead of {before / 1000:.0f} kB"
                said.append(f"{name}: {page} weighs {kilobytes}")
            if asked > queries + SOME_QUERIES and before:
                said.append(f"{name}: {page} asks {asked} queries instead of {queries}")
            most = MOST_SECONDS_WITH_DRAFT if page in READS_DRAFT else MOST_SECONDS
            if took > most * 1000:
                said.append(f"{name}: {page} takes {took / 1000:.1f} s")
    return said


def run(folder: Path, sources: dict[str, tuple[str, Path] | None]) -> dict[str, Any]:
    """What ``measure`` gives for each catalogue, by name, each in a process of its own."""
    found = {}
    for name, source in sources.items():
        database = folder / f"{name}.sqlite3"
        prepare(database, source)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.scale", "--measure"],
            cwd=ROOT,
            env=environment(database),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        found[name] = json.loads(done.stdout)
    return found


def main() -> int:
    """Print the table and what is wrong; 1 when anything is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--onet", type=Path)
    parser.add_argument("--esco", type=Path)
    parser.add_argument("--keep", type=Path, help="a folder to keep the databases in")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure()))
        return 0
    sources: dict[str, tuple[str, Path] | None] = {BUILTIN: None}
    for kind in ("onet", "esco"):
        if path := getattr(options, kind):
            sources[kind] = (kind, path.resolve())
    with tempfile.TemporaryDirectory() as temporary:
        found = run(options.keep or Path(temporary), sources)
    print(table(found))
    said = faults(found)
    print("\n".join(said))
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
