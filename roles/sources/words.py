"""Slugs and short words from the texts of a source."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from roles.document.types import folded

LONGEST_SLUG = 90  # of 100: a number may follow
LONGEST_NAME = 200  # what the document takes
SIGNS = {"+": " plus ", "#": " sharp ", "&": " and ", "%": " percent "}


def slugify(text: str) -> str:
    """A slug of ``text``: plain letters, digits and hyphens, never "vs", never empty."""
    for sign, word in SIGNS.items():
        text = text.replace(sign, word)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = [
        "versus" if word == "vs" else word for word in re.sub(r"[^a-z0-9]+", " ", plain).split()
    ]
    return "-".join(words)[:LONGEST_SLUG].strip("-").removesuffix("-vs") or "item"


class Slugs:
    """Makes slugs of texts, each only once: where one is taken, a number follows ("analyst-2")."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, text: str) -> str:
        """A slug of ``text`` that was not given before; it is now."""
        slug = base = slugify(text)
        number = 2
        while slug in self._given:
            slug, number = f"{base}-{number}", number + 1
        self._given.add(slug)
        return slug


def told_apart(named: Iterable[tuple[str, str]]) -> list[str]:
    """The names of pairs of a name and a detail, in order, no two alike.

    Names that several have get their detail in brackets, and where that is the same, too, a number.
    """
    pairs = list(named)
    counts = Counter(folded(name) for name, _detail in pairs)
    found: list[str] = []
    given: set[str] = set()
    for name, detail in pairs:
        details = itertools.chain(
            [detail], (f"{detail}, {number}" for number in itertools.count(2))
        )
        told = name
        while folded(told) in given or (counts[folded(name)] > 1 and told == name):
            end = f" ({next(details)})"
            told = name[: LONGEST_NAME - len(end)] + end
        found.append(told)
        given.add(folded(told))
    return found


def first_sentence(text: str, most: int = 300) -> str:
    """The first sentence of ``text`` on one line, cut at a word above ``most`` characters."""
    # Not after a capital, so that "U.S. Army" is no end of a sentence.
    found = re.search(r"(?<=[a-z0-9)”\"'])[.!?](?=\s|$)", text)
    sentence = " ".join((text[: found.end()] if found else text).split())
    if len(sentence) <= most:
        return sentence
    return sentence[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def with_capital(text: str) -> str:
    """``text`` with a capital first letter; the others stay."""
    return text[:1].upper() + text[1:]


def with_small(text: str) -> str:
    """``text`` with a small first letter, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
