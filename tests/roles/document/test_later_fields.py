"""Fields that came after editions were stored: kept by every form, left out while empty."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from roles.document import types as doc
from roles.document.alike import shared_names
from roles.document.colours import GROUNDS, contrast, hard_to_read
from roles.document.completeness import skill_hints
from roles.document.diff import compare
from roles.document.differences import in_words
from roles.document.parse import CatalogueError, parse_catalogue
from roles.document.serialise import digest, to_json, to_plain
from roles.document.types import Catalogue
from roles.document.validate import find_problems
from roles.document.word_diff import tell
from roles.draft.read import read_rows
from roles.draft.write import write_rows
from roles.formats.registry import packers, unpack
from roles.models import Role, StartingStep
from tests.roles.factory import full_plain, small_catalogue, small_plain

LATER = {
    (part, name)
    for part in doc.Part.__subclasses__()
    for name, field in part.model_fields.items()
    if doc.came_later(field)
}


def full_catalogue() -> Catalogue:
    return parse_catalogue(full_plain())


def packed(catalogue: Catalogue, name: str = "xlsx") -> bytes:
    pack = packers()[name].pack
    assert pack
    return pack(catalogue)


def test_the_sample_fills_every_one() -> None:
    filled: set[tuple[type, str]] = set()
    waiting: list[Any] = [full_catalogue()]
    while waiting:
        part = waiting.pop()
        for name, field in type(part).model_fields.items():
            value = getattr(part, name)
            if doc.came_later(field) and value != field.default:
                filled.add((type(part), name))
            values = value if isinstance(value, tuple) else (value,)
            waiting += [item for item in values if isinstance(item, doc.Part)]
    assert filled == LATER


def test_a_document_without_them_keeps_its_digest() -> None:
    assert digest(to_json(small_catalogue())) == (
        "793f609e0de421a2a4c03875b947a76d8ea7ab2369c0a7474f448fe4b49e4779"
    )
    plain = small_plain()
    plain |= {"scale": [], "site": {"name": "", "sections": []}}
    plain["roles"][0] |= {"grade": "", "ladder": "", "aliases": [], "former_slugs": []}
    plain["roles"][0]["requirements"][0]["essential"] = False
    plain["roles"][0]["getting_started"][0] |= {"skill": None, "level": None}
    assert to_json(parse_catalogue(plain)) == to_json(small_catalogue())


# Every form


@pytest.mark.parametrize("name", sorted(packers()))
def test_every_form_keeps_them(name: str) -> None:
    content = packed(full_catalogue(), name)
    assert unpack(content, f"a{packers()[name].suffix}").catalogue == full_catalogue()


@pytest.mark.django_db
def test_rows_keep_them() -> None:
    for catalogue in (full_catalogue(), small_catalogue(), full_catalogue()):
        write_rows(catalogue)
        assert read_rows() == catalogue


def test_a_workbook_from_before_is_read() -> None:
    workbook = load_workbook(io.BytesIO(packed(small_catalogue())))
    del workbook["Site"]
    columns = {
        "About": ["scale"],
        "Tools": ["aliases"],
        "Skills": ["aliases", "former_slugs"],
        "Learning steps": ["in_post"],
        "Roles": ["aliases", "grade", "ladder", "former_slugs"],
        "Requirements": ["essential"],
        "Getting started": ["skill", "level"],
    }
    for title, names in columns.items():
        heads = [cell.value for cell in workbook[title][1]]
        for name in reversed(names):
            workbook[title].delete_cols(heads.index(name) + 1)
    target = io.BytesIO()
    workbook.save(target)
    assert unpack(target.getvalue(), "a.xlsx").catalogue == small_catalogue()


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "message"),
    [
        ("Requirements", "F2", "perhaps", "must be yes, or nothing; got 'perhaps'"),
        ("Site", "C2", "green", r"got 'green' \(sheet Site, cell C2\)"),
        ("Site", "E2", "skills, weather", r"got 'weather' \(sheet Site, cell E2\)"),
        ("Site", "A3", "Another", r"must have one row \(sheet Site, row 3\)"),
        ("Getting started", "G2", None, r"both the skill .* \(sheet Getting started, "),
        ("Getting started", "F2", "juggling", r"not in the catalogue \(sheet Getting started, ce"),
        ("About", "E2", "low\nhigh", r"must name 3 to 7 levels.*got 2 \(sheet About, cell E2\)"),
    ],
)
def test_a_wrong_cell_is_named(sheet: str, cell: str, value: Any, message: str) -> None:
    workbook = load_workbook(io.BytesIO(packed(full_catalogue())))
    workbook[sheet][cell] = value
    target = io.BytesIO()
    workbook.save(target)
    with pytest.raises(CatalogueError, match=message):
        unpack(target.getvalue(), "a.xlsx")


@pytest.mark.parametrize(("typed", "means"), [(True, True), ("Yes ", True), ("no", False)])
def test_yes_comes_in_several_spellings(typed: Any, means: bool) -> None:
    workbook = load_workbook(io.BytesIO(packed(small_catalogue())))
    workbook["Requirements"]["F2"] = typed
    target = io.BytesIO()
    workbook.save(target)
    read = unpack(target.getvalue(), "a.xlsx").catalogue
    assert read.roles[0].requirements[0].essential is means


# What may not be


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    plain = full_plain()
    change(plain)
    return plain


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda p: p["roles"][0].update(grade="boss"), "roles.0.grade: must be '', 'entry', 'mid'"),
        (lambda p: p["roles"][0].update(aliases=["A", "a"]), "roles.0.aliases: names 'a' twice"),
        (lambda p: p["roles"][0].update(aliases=["A\nb"]), "roles.0.aliases.0: must be a single"),
        (
            lambda p: p["skills"][0].update(former_slugs=["A"]),
            "skills.0.former_slugs.0: must be small",
        ),
        (
            lambda p: p["roles"][0]["getting_started"][0].pop("level"),
            "roles.0.getting_started.0: must name both the skill and the level it leads to",
        ),
        (lambda p: p.update(scale=["low", "high"]), "scale: must name 3 to 7 levels"),
        (lambda p: p.update(scale=["low", "Low", "high"]), "scale: names 'Low' twice"),
        (
            lambda p: p["site"].update(accent="green"),
            "site.accent: must be a colour such as #1d6f5c",
        ),
        (
            lambda p: p["site"].update(sections=["weather"]),
            "site.sections.0: must be 'definition',",
        ),
        (lambda p: p["site"].update(sections=["pay", "pay"]), "site.sections: must not name any"),
    ],
)
def test_a_wrong_value_is_located(change: Any, problem: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue(changed(change))
    assert str(caught.value).startswith(f"catalogue: {problem}")


@pytest.mark.parametrize(
    ("change", "problem", "loc"),
    [
        (
            lambda p: p["roles"][1].pop("grade"),
            "role lead-builder: grade: stands on the ladder 'Building', so it needs a grade",
            ("roles", 1, "grade"),
        ),
        (
            lambda p: p["roles"][1].update(ladder="building"),
            "role lead-builder: ladder: 'building' is spelled 'Building' by another role: "
            "spell it alike",
            ("roles", 1, "ladder"),
        ),
        (
            lambda p: p["roles"][0].update(former_slugs=["modeller"]),
            "role builder: former_slugs: 'modeller' is no former slug: a role in the catalogue "
            "has it",
            ("roles", 0, "former_slugs"),
        ),
        (
            lambda p: p["skills"][0].update(former_slugs=["sql"]),
            "skill python: former_slugs: 'sql' is no former slug: a skill in the catalogue has it",
            ("skills", 0, "former_slugs"),
        ),
        (
            lambda p: p["roles"][0].update(aliases=["Maker", "BUILDER"]),
            "role builder: aliases: 'BUILDER' is its name already",
            ("roles", 0, "aliases", 1),
        ),
        (
            lambda p: p["roles"][0]["getting_started"][0].update(skill="juggling"),
            "role builder: getting_started: 'juggling' is not in the catalogue",
            ("roles", 0, "getting_started", 0, "skill"),
        ),
        (
            lambda p: p.update(scale=["a", "b", "c", "d", "e", "f"]),
            "catalogue: scale: has 6 levels: people can be rated and scored on at most 5 so far, "
            "level 0 included",
            ("scale",),
        ),
        (
            lambda p: p["site"].update(accent="#0a7fd1"),
            "catalogue: site.accent: #0a7fd1 is hard to read on the light ground #f2f0e8: its "
            "contrast is 3.7:1, and text needs 4.5:1. Take a darker one",
            ("site", "accent"),
        ),
    ],
)
def test_what_does_not_fit_together_is_located(
    change: Any, problem: str, loc: tuple[str | int, ...]
) -> None:
    [found] = find_problems(parse_catalogue(changed(change)))
    assert (str(found), found.loc) == (problem, loc)


def test_grounds_are_those_of_the_site() -> None:
    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    assert re.findall(r"--surface: (#\w+)", tokens)[:2] == list(GROUNDS.values())
    own = zip(GROUNDS, re.findall(r"--accent: (#\w+)", tokens), strict=False)
    assert [hard_to_read(name, colour) for name, colour in own] == ["", ""]
    assert (contrast("#000000", "#ffffff"), contrast("#aaaaaa", "#aaaaaa")) == (21, 1)


def test_a_skill_may_have_the_former_slug_of_a_role() -> None:
    plain = changed(lambda p: p["skills"][0].update(former_slugs=["builder", "mason"]))
    assert find_problems(parse_catalogue(plain)) == []


def test_levels_above_a_short_scale_are_refused() -> None:
    plain = small_plain()
    plain["scale"] = ["none", "some", "much", "all"]
    told = [str(problem) for problem in find_problems(parse_catalogue(plain))]
    end = "level 4 is above the scale, which ends with 3 all"
    assert f"skill python: levels: {end}" in told
    assert f"skill python: steps.python-4: {end}" in told
    assert f"role lead-builder: requirements.python: {end}" in told
    half = "level 3.5 is above the scale, which ends with 3 all"
    assert f"role modeller: requirements.modelling: {half}" in told
    assert len(told) == 4 * 2 + 2


def test_what_a_skill_lacks_is_counted_on_the_scale() -> None:
    plain = small_plain()
    plain["scale"] = ["none", "some", "much"]
    for skill in plain["skills"]:
        skill["levels"] = {level: text for level, text in skill["levels"].items() if level < 3}
        skill["steps"] = skill["steps"][:2]
    catalogue = parse_catalogue(plain)
    assert skill_hints(catalogue.skills[0], catalogue) == []


@pytest.mark.parametrize(("kind", "name"), [("roles", "title"), ("skills", "name")])
def test_no_two_have_one_name(kind: str, name: str) -> None:
    plain = small_plain()
    first, second = plain[kind][:2]
    second[name] = f"  {first[name].upper()} "
    [problem] = find_problems(parse_catalogue(plain))
    said = first[name].upper()
    assert str(problem) == (
        f"{kind[:-1]} {second['slug']}: {name}: {said!r} is the {name} of {first['slug']} too: "
        "tell them apart"
    )
    assert problem.loc == (kind, 1, name)


def test_no_two_tools_have_one_name() -> None:
    plain = small_plain()
    plain["tools"][1]["name"] = "git"
    assert [problem.loc for problem in find_problems(parse_catalogue(plain))] == [
        ("tools", 1, "name")
    ]


def test_other_names_may_be_shared_and_are_pointed_out() -> None:
    assert find_problems(full_catalogue()) == []
    [pair] = shared_names(full_catalogue())
    assert (pair.kind, pair.first, pair.second) == ("roles", "builder", "modeller")
    assert pair.why == "“Builder” and “Modeller”, both called “Maker”"


@pytest.mark.django_db
def test_the_database_refuses_it_too() -> None:
    write_rows(small_catalogue())
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.filter(slug="builder").update(ladder="Building")
    with pytest.raises(IntegrityError), transaction.atomic():
        StartingStep.objects.update(level=2)


# Differences


def test_differences_in_words() -> None:
    old, new = small_catalogue(), full_catalogue()
    told = {item.change.path: item.sentence for item in tell(compare(old, new), old, new).shown}
    path = "roles.builder.requirements.python.essential"
    assert told[path] == "Python is now essential for Builder."
    assert told["roles.builder.grade"] == "Role “Builder”: grade is new."
    assert told["roles.builder.getting_started.Meet.level"].startswith("Role “Builder”: getting")
    assert told["site.home_text"] == "The site's home text is new."
    assert told["scale"].startswith("The catalogue has new levels: “none”, “basic”, ")
    path_of_names = "roles.builder.aliases"
    assert told[path_of_names] == (
        "Role “Builder” has new other names: “Maker”, “Constructor, junior”."
    )
    step = "skills.python.steps.python-4.in_post"
    assert told[step] == "Skill “Python”: step python-4 is now only learnt in a post."
    back = {item.change.path: item.sentence for item in tell(compare(new, old), new, old).shown}
    assert back[path] == "Python is no longer essential for Builder."
    assert "site.name" in back
    gone = "Role “Builder” no longer has other names: “Maker”, “Constructor, junior”."
    assert back[path_of_names] == gone
    skills = new.skills[::-1], new.skills[0].replaced(aliases=("Python 2", "Python 3"))
    turned = new.replaced(skills=(*skills[0][:3], skills[1]), families=("Keepers", "Builders"))
    assert [item.sentence for item in tell(compare(new, turned), new, turned).shown] == [
        "The catalogue has its families in another order.",
        "The order of skills is changed.",
        "Skill “Python” has new other names: “Python 2”.",
    ]


def test_the_site_differs_field_by_field() -> None:
    new = full_catalogue()
    old = new.replaced(site=new.site.replaced(accent="#000000"))
    [change] = compare(old, new)
    assert (change.before, change.after) == ("#000000", "#1d6f5c")
    assert in_words(change).path == "Site, accent"
    assert to_plain(new)["site"]["accent"] == "#1d6f5c"
