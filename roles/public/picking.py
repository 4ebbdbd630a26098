"""Choosing a role: from a list while there are few, by typing its name where there are many."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from itertools import islice
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from rapidfuzz import fuzz, process

from roles.editions import LoadedEdition, once_per_edition

P = ParamSpec("P")
MOST_OPTIONS = 60  # roles in a list to choose from; above, one types a name
MOST_SUGGESTED = 10  # titles proposed while one types
MOST_MATCHES = 12  # roles in the short list of what a name may mean
LONGEST_NAME = 200  # characters of what was typed that are looked at, as many as a title may have
TYPE_A_NAME = "Type a title or a part of it; if several match, you choose from a short list."


@dataclass(frozen=True)
class Choice:
    """An option of a list: the value that is sent and the text that is shown."""

    value: str
    text: str
    selected: bool


@dataclass(frozen=True)
class ChoiceGroup:
    """Options under a heading, "" for none."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class RolePicker:
    """A field that chooses a role, as templates/components/role-picker.html draws it.

    ``groups`` are all roles, or nothing where there are too many: then one types into a field that
    holds ``typed`` and proposes ``suggested`` titles. ``blank``: the option for none, "" for no
    such option.
    """

    name: str
    id: str
    label: str
    groups: tuple[ChoiceGroup, ...]
    typed: str
    suggested: tuple[str, ...]
    blank: str = ""
    error: str = ""

    @property
    def hint(self) -> str:
        """What to type into the field; "" where roles are chosen from a list."""
        return "" if self.groups else TYPE_A_NAME


@dataclass(frozen=True)
class Matches:
    """Roles that a typed name may mean, likeliest first; ``total`` counts those left out too."""

    choices: tuple[Choice, ...]
    total: int

    @property
    def more(self) -> int:
        """How many matching roles are left out."""
        return self.total - len(self.choices)


class RoleTitles(dict[str, str]):
    """Titles of roles by slug, and the ``aliases`` by which roles are also found where names are
    typed, by slug as well."""

    def __init__(self, titles: Mapping[str, str], aliases: Mapping[str, Sequence[str]]) -> None:
        super().__init__(titles)
        self.aliases = aliases


class UnknownRoleError(LookupError):
    """Raised where a role was chosen from a list that the catalogue does not have."""


class UnsettledError(Exception):
    """Raised where a name was typed that is no single role's.

    ``name`` is the field's; ``place`` says which one, from 0, where several have that name.
    """

    def __init__(self, titles: Mapping[str, str], typed: str, name: str, place: int) -> None:
        super().__init__("The name does not say which role is meant.")
        self.titles, self.typed, self.name, self.place = titles, typed, name, place


@once_per_edition
def titles_of(edition: LoadedEdition) -> RoleTitles:
    """Every role's title by its slug, in the order of titles; worked out once an edition."""
    roles = sorted(edition.catalogue.roles, key=lambda role: role.title)
    return RoleTitles(
        {role.slug: role.title for role in roles},
        {role.slug: role.aliases for role in roles if role.aliases},
    )


def _names(titles: Mapping[str, str], slug: str) -> tuple[str, ...]:
    """All names of a role in comparable form, its title first."""
    aliases = titles.aliases.get(slug, ()) if isinstance(titles, RoleTitles) else ()
    return tuple(_comparable(name) for name in (titles[slug], *aliases))


def are_many(titles: Mapping[str, str]) -> bool:
    """Whether there are too many roles for a list, so that names are typed."""
    return len(titles) > MOST_OPTIONS


def picker(
    titles: Mapping[str, str],
    chosen: str,
    *,
    name: str,
    id: str,
    label: str,
    blank: str = "",
    error: str = "",
    suggested: Sequence[str] = (),
    groups: Mapping[str, Sequence[str]] | None = None,
) -> RolePicker:
    """A field to choose one of ``titles``; ``chosen`` is a slug, or what was typed.

    ``suggested`` and the ``groups`` of a list are slugs.
    """
    grouped: tuple[ChoiceGroup, ...] = ()
    if not are_many(titles):
        grouped = tuple(
            ChoiceGroup(group, tuple(Choice(slug, titles[slug], slug == chosen) for slug in slugs))
            for group, slugs in (groups or {"": list(titles)}).items()
        )
    near = tuple(titles[slug] for slug in suggested if slug in titles)[:MOST_SUGGESTED]
    typed = titles.get(chosen, chosen[:LONGEST_NAME])
    return RolePicker(
        name, id, label, grouped, typed, () if grouped else near, blank=blank, error=error
    )


def settle(titles: Mapping[str, str], typed: str, name: str, place: int = 0) -> str:
    """The slug that ``typed`` means: itself, or the role with that title, or else with that alias.

    Raises UnsettledError where names are typed and this one is no single role's, UnknownRoleError
    where roles are chosen from a list.
    """
    if typed in titles:
        return typed
    if not are_many(titles):
        raise UnknownRoleError("The catalogue has no such role.")
    said = _comparable(typed)
    same = [slug for slug, title in titles.items() if _comparable(title) == said]
    same = same or [slug for slug in titles if said in _names(titles, slug)]
    if len(same) == 1:
        return same[0]
    raise UnsettledError(titles, typed[:LONGEST_NAME], name, place)


def matches(titles: Mapping[str, str], typed: str, most: int = MOST_MATCHES) -> Matches:
    """The roles with every word of ``typed`` in their title or in one alias, or else those with a
    name spelt most like it. One that is not found by its title says by which alias."""
    said = _comparable(typed)
    words = said.split()
    if not words:
        return Matches((), 0)
    names = {(slug, place): n for slug in titles for place, n in enumerate(_names(titles, slug))}
    found = [key for key, name in names.items() if all(word in name for word in words)]
    if found:
        found.sort(key=lambda key: (_distance(names[key], said, words), key[1]))
    else:
        near = process.extract(said, names, scorer=fuzz.ratio, limit=most, score_cutoff=60)
        found = [key for _name, _score, key in near]
    best: dict[str, int] = {}
    for slug, place in found:
        best.setdefault(slug, place)
    choices = (Choice(slug, _told(titles, slug, place), False) for slug, place in best.items())
    return Matches(tuple(islice(choices, most)), len(best))


def _told(titles: Mapping[str, str], slug: str, place: int) -> str:
    """A role's title, with the alias by which it was found: ``place`` among its names, from 0."""
    if not place or not isinstance(titles, RoleTitles):
        return titles[slug]
    return f"{titles[slug]} (also called {titles.aliases[slug][place - 1]})"


def _distance(title: str, said: str, words: Sequence[str]) -> tuple[bool, bool, int, int]:
    """A sort key: the title itself first, then titles that begin with what was typed, those with
    more of its words whole, and short ones."""
    inside = title.split()
    return (
        title != said,
        not title.startswith(said),
        -sum(word in inside for word in words),
        len(title),
    )


def _comparable(text: str) -> str:
    """A name as it is compared: without capitals, with single spaces, cut to LONGEST_NAME."""
    return " ".join(text[:LONGEST_NAME].casefold().split())


@dataclass(frozen=True)
class Kept:
    """A field of the form that was sent, to be sent again unchanged as a hidden one."""

    name: str
    value: str


@dataclass(frozen=True)
class WhichPage:
    """The short list: what was typed, what it may mean, and the form's other values around it.

    Values keep their order, so that several fields with one name keep their places.
    """

    typed: str
    name: str
    method: str
    matches: Matches
    picker: RolePicker
    before: tuple[Kept, ...]
    after: tuple[Kept, ...]


def settles_roles(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A decorator: a view that raises UnsettledError answers with the short list of matches.

    Its status is 422 where nothing matches.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except UnsettledError as unsettled:
            page = _which_page(request, unsettled)
            status = 200 if page.matches.total else 422
            return render(request, "public/which_role.html", {"page": page}, status=status)

    return wrapped


def _which_page(request: HttpRequest, unsettled: UnsettledError) -> WhichPage:
    found = matches(unsettled.titles, unsettled.typed)
    method = "post" if request.method == "POST" else "get"
    before, after = _around(request.POST if method == "post" else request.GET, unsettled)
    said = f"No role is called “{unsettled.typed}”" if unsettled.typed else "Type a role's name"
    field = picker(
        unsettled.titles,
        unsettled.typed,
        name=unsettled.name,
        id="which-role",
        label="Look for another title" if found.total else "Look for a title",
        error="" if found.total else f"{said}. Try a single word of its title.",
    )
    return WhichPage(unsettled.typed, unsettled.name, method, found, field, before, after)


def _around(
    data: QueryDict, unsettled: UnsettledError
) -> tuple[tuple[Kept, ...], tuple[Kept, ...]]:
    """The form's other values, those before and those after the unsettled one."""
    before: list[Kept] = []
    after: list[Kept] = []
    for name, values in data.lists():
        if name == "csrfmiddlewaretoken":  # the new form gets its own
            continue
        for place, value in enumerate(values):
            if name == unsettled.name and place == unsettled.place:
                continue
            later = name == unsettled.name and place > unsettled.place
            (after if later else before).append(Kept(name, value))
    return tuple(before), tuple(after)
