"""The document survives every form it is stored in, and says where it is broken."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from roles.document.parse import CatalogueError, parse_catalogue
from roles.document.serialise import digest, from_json, to_json, to_plain
from roles.document.types import (
    Catalogue,
    Cost,
    Grade,
    PageSection,
    Phase,
    ProxyFit,
    ResourceFormat,
    folded,
)
from roles.formats.folder import read_folder, write_folder
from tests.conftest import BUILTIN
from tests.roles.factory import small_catalogue, small_plain

# Text that YAML could take for something else, and characters it has to escape.
texts = st.sampled_from(["true", "12", "1e3", "2024-01-01", "~", "- a", "a: b", "#", "'", "%"]) | (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20).map(
        lambda text: f"a{text}b"
    )
)
slugs = st.sampled_from(["1", "null", "1e3", "2024-01-01", "no", "data-engineer", "0x1"])
urls = st.just("https://example.org/ü?a=b&c=%20")
years = st.integers(1900, 2200)
hours = st.integers(1, 2000)
phases = st.sampled_from([item.value for item in Phase])
levels = st.integers(0, 400).map(lambda value: value / 100)
weights = st.integers(100, 500).map(lambda value: value / 100)


def shape(**fields: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    """A mapping with these fields."""
    return st.fixed_dictionaries(fields)


def some(item: SearchStrategy[Any], **options: Any) -> SearchStrategy[list[Any]]:
    """None, one or two of them."""
    return st.lists(item, max_size=2, **options)


def named(**fields: SearchStrategy[Any]) -> SearchStrategy[list[dict[str, Any]]]:
    """Things with slugs of their own."""
    return some(shape(slug=slugs, **fields), unique_by=lambda item: item["slug"])


resources = shape(
    title=texts,
    provider=texts,
    url=urls,
    cost=st.sampled_from([item.value for item in Cost]),
    format=st.sampled_from([item.value for item in ResourceFormat]),
)
names = texts.filter(lambda text: len(text.splitlines()) == 1 and text == text.strip())
aliases = some(names, unique_by=folded)
former = some(slugs, unique=True)
steps = shape(
    slug=slugs,
    level=st.integers(1, 4),
    phase=phases,
    title=texts,
    what=texts,
    hours=hours,
    done_when=texts,
    in_post=st.booleans(),
    resources=some(resources),
)
roles = named(
    title=texts,
    family=texts,
    seniority=slugs,
    definition=texts,
    aliases=aliases,
    grade=st.sampled_from([grade.value for grade in Grade]),
    ladder=st.just("") | names,
    former_slugs=former,
    responsibilities=some(texts),
    requirements=some(
        shape(skill=slugs, level=levels, importance=weights, note=texts, essential=st.booleans())
    ),
    activities=some(shape(activity=slugs, importance=weights)),
    related=some(slugs),
    education=some(shape(text=texts, source=texts, year=st.none() | years)),
    tools=some(shape(group=texts, items=st.lists(slugs, min_size=1, max_size=2))),
    getting_started=some(
        shape(phase=phases, title=texts, text=texts, hours=hours)
        | shape(
            **{"phase": phases, "title": texts, "text": texts, "hours": hours},
            skill=slugs,
            level=st.integers(1, 4),
        )
    ),
    outlook=some(
        shape(
            text=texts,
            figure=texts,
            period=texts,
            region=texts,
            proxy_fit=st.sampled_from([item.value for item in ProxyFit]),
            source=texts,
            url=urls,
            year=years,
        )
    ),
)
sites = shape(
    name=st.just("") | names,
    home_text=st.just("") | texts,
    accent=st.sampled_from(["", "#0a1b2c", "#AABBCC"]),
    sections=st.lists(st.sampled_from([item.value for item in PageSection]), unique=True),
)
catalogues = shape(
    title=texts,
    description=texts,
    scale=st.just([]) | st.lists(names, min_size=3, max_size=7, unique_by=folded),
    site=st.just({}) | sites,
    categories=some(texts),
    tools=named(name=texts, aliases=aliases),
    skills=named(
        name=texts,
        category=texts,
        prompt=texts,
        spread=st.none() | st.integers(10, 300).map(lambda hundredths: hundredths / 100),
        prerequisites=some(slugs, unique=True),
        aliases=aliases,
        former_slugs=former,
        levels=st.dictionaries(st.integers(1, 4), texts, max_size=2),
        steps=some(steps),
    ),
    roles=roles,
    questionnaires=named(
        title=texts, sections=some(shape(title=texts, skills=some(slugs))), activities=some(slugs)
    ),
).map(parse_catalogue)
slow_to_make = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@slow_to_make
@given(catalogues)
def test_json_keeps_everything(catalogue: Catalogue) -> None:
    text = to_json(catalogue)
    assert from_json(text) == catalogue
    assert to_json(from_json(text)) == text


@slow_to_make
@given(catalogues)
def test_yaml_keeps_everything(catalogue: Catalogue) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_folder(catalogue, Path(folder))
        assert read_folder(Path(folder)) == catalogue


def test_equal_documents_have_equal_digests() -> None:
    one = small_catalogue()
    other = parse_catalogue(json.loads(json.dumps(to_plain(one), sort_keys=True)))
    assert digest(to_json(one)) == digest(to_json(other))


def test_whole_numbers_carry_no_decimal_point() -> None:
    assert '"level":3,' in to_json(small_catalogue())
    assert '"level":2.5,' in to_json(small_catalogue())


def test_line_ends_are_the_same_wherever_text_was_typed() -> None:
    plain = small_plain()
    plain["description"] = "one\r\ntwo\rthree"
    assert parse_catalogue(plain).description == "one\ntwo\nthree"


def test_writing_a_folder_removes_what_is_gone(tmp_path: Path) -> None:
    catalogue = small_catalogue()
    write_folder(catalogue, tmp_path)
    write_folder(catalogue.replaced(roles=catalogue.roles[:1]), tmp_path)
    assert [path.name for path in (tmp_path / "roles").iterdir()] == ["builder.yaml"]


# Errors


def problems_of(data: Any) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue(data)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("roles.0.requirements.0.level", "3", "must be a number; got '3'"),
        ("roles.0.requirements.0.level", 4.5, "must be at most 4; got 4.5"),
        ("roles.0.requirements.0.level", 2.555, "at most two decimals; got 2.555"),
        ("roles.0.requirements.0.level", float("nan"), "must be a number"),
        ("roles.0.requirements.0.importance", 0, "must be at least 1; got 0"),
        ("roles.0.slug", "a-vs-b", "must not contain '-vs-'"),
        ("roles.0.slug", "Capital", "must be small letters, digits and single hyphens"),
        ("roles.0.slug", "newline\n", "must be small letters, digits and single hyphens"),
        ("roles.0.salaries.0.currency", "euro", "three capital letters such as EUR; got 'euro'"),
        ("roles.0.salaries.0.year", True, "must be a whole number; got True"),
        ("roles.0.requirements.0.essential", 1, "must be true or false; got 1"),
        ("roles.0.sources.0.url", "javascript:alert(1)", "must begin with https://"),
        ("roles.0.salaries.0.n", 29, "must be at least 30; got 29"),
        ("roles.0.tools.0.items", [], "must be at least 1 in number"),
        ("roles.0.title", "  ", "must not be empty"),
        ("roles.0.title", "a\x00b", "NUL"),
        ("roles.0.extra", 1, "is not a key this document has"),
        ("skills.0.steps.0.phase", "later", "'know-your-interest', 'build-foundation'"),
        ("skills.0.tools", ["git", "git"], "must not name anything twice"),
        ("schema_version", 2, "must be at most 1"),
    ],
)
def test_a_wrong_value_is_located(path: str, value: Any, message: str) -> None:
    plain: Any = small_plain()
    *way, last = path.split(".")
    target = plain
    for part in way:
        target = target[int(part) if part.isdigit() else part]
    target[last] = value
    [problem] = problems_of(plain)
    assert problem.startswith(f"catalogue: {path}: ")
    assert message in problem


def test_every_problem_is_told() -> None:
    plain = small_plain()
    del plain["roles"][0]["title"]
    plain["skills"][3]["prompt"] = 5
    assert sorted(problems_of(plain)) == [
        "catalogue: roles.0.title: is missing",
        "catalogue: skills.3.prompt: must be text; got 5",
    ]


@pytest.mark.parametrize("key", [True, 1.0])
def test_a_level_is_named_by_a_whole_number(key: object) -> None:
    plain = small_plain()
    plain["skills"][0]["levels"] = {key: "You can."}
    [problem] = problems_of(plain)
    assert "must be a whole number" in problem


@pytest.mark.parametrize("data", [None, [], "text", 3])
def test_what_is_no_catalogue_is_refused(data: Any) -> None:
    assert len(problems_of(data)) == 1


@pytest.mark.parametrize("text", ["", "{", '{"title": NaN}', "1" * 5000, "[" * 100_000])
def test_broken_json_is_refused(text: str) -> None:
    with pytest.raises(CatalogueError):
        from_json(text, "people.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the built-in catalogue to break."""
    return Path(shutil.copytree(BUILTIN, tmp_path / "content"))


def folder_problems(folder: Path) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        read_folder(folder)
    return [str(problem) for problem in caught.value.problems]


def edit(path: Path, change: Any) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data), encoding="utf-8")


def test_a_broken_folder_names_file_place_and_what_is_allowed(folder: Path) -> None:
    edit(folder / "roles/data-engineer.yaml", lambda role: role["requirements"][0].update(level=7))
    edit(folder / "skills/sql.yaml", lambda skill: skill["steps"][0].update(phase="soon"))
    skill, role = folder_problems(folder)
    assert skill.startswith("skills/sql.yaml: steps.0.phase: must be 'know-your-interest',")
    assert "got 'soon' (line " in skill
    assert role.startswith(
        "roles/data-engineer.yaml: requirements.0.level: must be at most 4; got 7 (line "
    )


def test_every_broken_file_is_told(folder: Path) -> None:
    (folder / "roles/data-engineer.yaml").write_text("slug: [", encoding="utf-8")
    (folder / "roles/data-analyst.yaml").write_bytes(b"\xff\xfe\xfa")
    (folder / "roles/stray.yaml").write_text("slug: stray", encoding="utf-8")
    (folder / "skills/sql.yaml").unlink()
    (folder / "tools.yaml").unlink()
    (folder / "skills/python.yaml").write_text("- a list", encoding="utf-8")
    found = folder_problems(folder)
    assert sorted(problem.split(": ")[0] for problem in found) == [
        "roles/data-analyst.yaml",
        "roles/data-engineer.yaml",
        "roles/stray.yaml",
        "skills/python.yaml",
        "skills/sql.yaml",
        "tools.yaml",
    ]
    assert not any("\n" in problem for problem in found)


def test_a_folder_without_an_order_is_refused(folder: Path) -> None:
    edit(folder / "catalogue.yaml", lambda main: main.pop("roles"))
    assert folder_problems(folder) == [
        "catalogue.yaml: roles: must be a list of file names without .yaml"
    ]


def test_no_folder_at_all(tmp_path: Path) -> None:
    assert folder_problems(tmp_path / "nowhere") == ["catalogue.yaml: No such file or directory"]
