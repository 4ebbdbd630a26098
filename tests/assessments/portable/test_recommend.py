"""``manage.py recommend``: scores for other programs."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from assessments.engine.method import TODAY
from assessments.models import Assessment
from roles.models import Edition
from tests.assessments.person import Person


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "answers"


def run(*arguments: Any) -> str:
    out = StringIO()
    call_command("recommend", *arguments, stdout=out)
    return out.getvalue()


def test_one_person(published: Edition, file: Path) -> None:
    answers = {"ratings": {"python": 3, "sql": 1, "modelling": None}, "interests": {"build": 3}}
    file.write_text(json.dumps(answers))
    found = json.loads(run(file))
    assert (found["edition"], found["answered"]) == (1, 2)
    assert [role["rank"] for role in found["roles"]] == [1, 2, 3]
    fits = [role["fit"] for role in found["roles"]]
    assert fits == sorted(fits, reverse=True)
    builder = found["roles"][0]
    assert {key: value for key, value in builder.items() if key not in ("fit", "rank")} == {
        "slug": "builder",
        "score": fits[0],
        "readiness": 85.7,
        "readiness_high": 85.7,
        "interest": 75.0,
        "gaps": [{"skill": "sql", "level": 1, "required": 2.0, "points": 14.3}],
    }
    modeller = next(role for role in found["roles"] if role["slug"] == "modeller")
    assert [gap["level"] for gap in modeller["gaps"]] == [None, None]
    assert (modeller["readiness"], modeller["readiness_high"]) == (0.0, 100.0)
    assert not Assessment.objects.exists(), "nothing is stored"


def test_it_says_what_the_results_page_says(finished: Person, file: Path) -> None:
    ratings = {"python": 3, "sql": 1, "statistics": None, "modelling": 0}
    file.write_text(json.dumps({"ratings": ratings, "interests": {"build": 4}}))
    html = finished.text()
    for role in json.loads(run(file))["roles"]:
        assert f'<td class="num">{role["fit"]:.1f}</td>' in html


@pytest.mark.parametrize("text", ["{}", '{"ratings": {}}', '{"interests": {"build": 4}}'])
def test_no_ratings(published: Edition, file: Path, text: str) -> None:
    file.write_text(text)
    found = json.loads(run(file))
    assert (found["answered"], found["roles"]) == (0, []), "there is nothing to order them by"


def test_many_people(published: Edition, file: Path) -> None:
    lines = [{"ratings": {"python": level}} for level in range(5)]
    file.write_text("\n\n".join(map(json.dumps, lines)) + "\n")
    found = [json.loads(line) for line in run("--batch", file).splitlines()]
    assert len(found) == 5
    for line, batched in zip(lines, found, strict=True):
        file.write_text(json.dumps(line))
        assert json.loads(run(file)) == batched


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not valid JSON"),
        ("[1]", "must be an object with the keys"),
        ('{"rating": {}}', "must be an object with the keys"),
        ('{"ratings": [3]}', "ratings: must be an object of slugs to levels"),
        ('{"ratings": {"cobol": 3}}', "ratings: unknown: 'cobol'"),
        ('{"interests": {"sql": 3}}', "interests: unknown: 'sql'"),
        ('{"ratings": {"sql": 5}}', "ratings: sql: must be a whole number from 0 to 4"),
        ('{"ratings": {"sql": NaN}}', "not valid JSON: NaN is not a number there"),
        ('{"ratings": {"sql": 3, "sql": 1}}', 'the key "sql" stands twice in one place'),
        ('{"ratings": {"sql": true}}', "ratings: sql: must be a whole number"),
        ('{"ratings": {"sql": "3"}}', "ratings: sql: must be a whole number"),
        ('{"ratings": {"sql": ' + "9" * 5000 + "}}", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
    ],
)
def test_mistakes_are_located(published: Edition, file: Path, text: str, message: str) -> None:
    file.write_text(text)
    with pytest.raises(CommandError, match="answers: ") as caught:
        run(file)
    assert message in str(caught.value)
    if text:
        file.write_text('{"ratings": {"sql": 1}}\n' + text)
        with pytest.raises(CommandError, match="line 2: ") as caught:
            run("--batch", file)
        assert message in str(caught.value)


def test_files_that_cannot_be_read(published: Edition, file: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        run(file)
    file.write_bytes(b"\xff\xfe{")
    with pytest.raises(CommandError, match="cannot be read"):
        run("--batch", file)
    for arguments in ((), (file, "--batch", file)):
        with pytest.raises(CommandError, match="Give one file"):
            run(*arguments)


@pytest.mark.django_db
def test_without_an_edition(file: Path) -> None:
    file.write_text("{}")
    with pytest.raises(CommandError, match="Nothing has been published yet"):
        run(file)


def scored(file: Path, *arguments: str) -> dict[str, Any]:
    file.write_text('{"ratings": {"python": 3, "sql": 1}}')
    return json.loads(run(file, *arguments))


def test_the_first_method_gives_what_it_always_gave(published: Edition, file: Path) -> None:
    assert list(scored(file, "--method", "1")) == ["edition", "answered", "roles"]
    assert scored(file)["method"] == TODAY.number


def test_top_gives_the_first_roles_without_gaps(published: Edition, file: Path) -> None:
    full, small = scored(file), scored(file, "--top", "2")
    assert [role["slug"] for role in small["roles"]] == [r["slug"] for r in full["roles"][:2]]
    assert "gaps" not in small["roles"][0]
    with pytest.raises(CommandError, match="1 or more, not '0'"):
        scored(file, "--top", "0")
