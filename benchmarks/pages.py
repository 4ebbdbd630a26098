"""What the main pages weigh and score in Lighthouse, on the site as it runs in production.

``make benchmark-pages`` needs npm and Chromium. It starts the site with hashed, compressed files
on a database of its own, makes somebody with a finished assessment, and asks Lighthouse about their
results, plan and comparison. It prints one table and exits 1 below what docs/pages.md promises.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PORT = 8791
HOST = f"http://127.0.0.1:{PORT}"
# What docs/pages.md promises.
LEAST = {"accessibility": 100, "best-practices": 100, "performance": 95}
MOST_KB = 100.0
LIGHTHOUSE = "lighthouse@12"
TRIES = 4  # visits to a page that Lighthouse may fail to record
FLAGS = (
    "--headless=new --no-sandbox --disable-background-networking --disable-component-update "
    "--disable-sync"
)


@dataclass(frozen=True)
class Report:
    """One page: scores 0-100 by category, and kB (1000 bytes) transferred on a first visit."""

    page: str
    scores: dict[str, int]
    kilobytes: float

    @property
    def good(self) -> bool:
        """Whether the page has at least the scores LEAST and weighs less than MOST_KB."""
        enough = all(self.scores[name] >= least for name, least in LEAST.items())
        return enough and self.kilobytes < MOST_KB


def environment(folder: Path) -> dict[str, str]:
    """The variables of a production site on plain http, with everything it stores in ``folder``."""
    return {
        **os.environ,
        "CAREERPATH_SECRET_KEY": "benchmark-" + "k9!x2#" * 12,
        "CAREERPATH_ALLOWED_HOSTS": "127.0.0.1",
        "CAREERPATH_SECURE": "0",
        "CAREERPATH_LOG_LEVEL": "WARNING",
        "DATABASE_URL": f"sqlite:///{folder / 'pages.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "careerpath.settings",
    }


def someone() -> tuple[str, str]:
    """A finished assessment close to a data engineer: its key, and the session that holds it."""
    import django

    django.setup()
    from django.contrib.sessions.backends.db import SessionStore

    from assessments import access
    from assessments.answering import actions
    from roles import editions

    edition = editions.current()
    asked = {row.skill: int(row.level) for row in edition.roles["data-engineer"].requirements}
    ratings = {slug: max(0, asked.get(slug, 0) - place % 2) for place, slug in enumerate(asked)}
    assessment = actions.start(edition=edition, questionnaire="full")
    answers = actions.PageAnswers({**dict.fromkeys(edition.skills, 0), **ratings})
    answers.interests.update(dict.fromkeys(edition.activities, 3))
    actions.save_page(assessment=assessment, page=1, answers=answers)
    actions.complete(assessment=assessment)
    session = SessionStore()
    session[access.SESSION_KEY] = [assessment.key]
    session.save()
    return assessment.key, str(session.session_key)


@contextmanager
def serving(variables: dict[str, str]) -> Iterator[None]:
    """The site behind gunicorn; raises RuntimeError when it does not come up."""
    command = [sys.executable, "-m", "gunicorn", "careerpath.wsgi", "--threads", "8"]
    command += ["--bind", f"127.0.0.1:{PORT}", "--no-control-socket", "--log-level", "error"]
    server = subprocess.Popen(command, cwd=ROOT, env=variables)  # noqa: S603
    try:
        for _ in range(100):
            time.sleep(0.2)
            try:
                urllib.request.urlopen(f"{HOST}/healthz", timeout=5).close()  # noqa: S310
                break
            except (urllib.error.URLError, ConnectionError):
                continue
        else:
            raise RuntimeError("the site did not come up")
        yield
    finally:
        server.terminate()
        server.wait()


def report(page: str, path: str, session: str, folder: Path) -> Report:
    """Ask Lighthouse about one page, again where it could not record the visit."""
    out = folder / f"{page}.json"
    for _ in range(TRIES):
        if _asked(path, session, out):
            break
    else:
        raise RuntimeError(f"Lighthouse could not record {path} in {TRIES} visits")
    found = json.loads(out.read_text(encoding="utf-8"))
    scores = {name: round(100 * found["categories"][name]["score"]) for name in LEAST}
    weight = found["audits"]["total-byte-weight"]["numericValue"] / 1000
    for audit in found["audits"].values():
        if audit.get("score") == 0:
            print(f"  {page}: {audit['id']}: {audit['title']}", file=sys.stderr)
    return Report(page, scores, round(weight, 1))


def _asked(path: str, session: str, out: Path) -> bool:
    run = subprocess.run(  # noqa: S603
        [
            shutil.which("npx") or "npx",
            "--yes",
            LIGHTHOUSE,
            HOST + path,
            "--quiet",
            f"--only-categories={','.join(LEAST)}",
            f"--chrome-flags={FLAGS}",
            f"--extra-headers={json.dumps({'Cookie': f'sessionid={session}'})}",
            "--output=json",
            f"--output-path={out}",
        ],
        check=False,
        env={**os.environ, "CHROME_PATH": shutil.which("chromium") or ""},
    )
    return run.returncode == 0


def table(reports: list[Report]) -> str:
    """The reports as a Markdown table."""
    head = f"| page | {' | '.join(LEAST)} | kB |"
    rule = "|---" * (len(LEAST) + 2) + "|"
    rows = [
        f"| {item.page} | {' | '.join(str(item.scores[name]) for name in LEAST)} "
        f"| {item.kilobytes:.0f} |"
        for item in reports
    ]
    return "\n".join([head, rule, *rows])


def main() -> int:
    """Print the table; 1 when a page scores below LEAST or weighs MOST_KB or more."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        variables = environment(folder)
        os.environ.update(variables)
        for command in (["migrate", "-v0"], ["setup_site"], ["collectstatic", "--noinput", "-v0"]):
            subprocess.run(  # noqa: S603
                [sys.executable, "manage.py", *command], cwd=ROOT, env=variables, check=True
            )
        key, session = someone()
        pages = {
            "results": f"/assessments/{key}/",
            "plan": f"/assessments/{key}/plan/",
            "compare": "/compare/data-engineer-vs-data-scientist/",
        }
        with serving(variables):
            reports = [report(page, path, session, folder) for page, path in pages.items()]
    print(table(reports))
    return 0 if all(item.good for item in reports) else 1


if __name__ == "__main__":
    sys.exit(main())
