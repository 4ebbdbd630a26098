"""The addresses the draft links to, and when somebody last looked at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from roles.document.types import Catalogue
from roles.models import LinkCheck

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class UsedLink:
    """An address, the places that link to it in words, and its last check if there was one."""

    url: str
    where: tuple[str, ...]
    check: LinkCheck | None

    @property
    def due(self) -> bool:
        """Whether somebody should look at it: nobody has for a year, or it did not work."""
        check = self.check
        return check is None or not check.works or timezone.now() - check.checked_at > YEAR


def used_links(catalogue: Catalogue) -> list[UsedLink]:
    """Every address that a catalogue links to, once, in the catalogue's order.

    One query, for the checks.
    """
    where: dict[str, list[str]] = {}
    for skill in catalogue.skills:
        for step in skill.steps:
            for resource in step.resources:
                where.setdefault(resource.url, []).append(f"{skill.name}: {resource.title}")
    for role in catalogue.roles:
        named = [(item.url, item.title) for item in role.sources]
        named += [(item.url, item.source) for item in role.outlook]
        named += [(item.url, item.source) for item in role.salaries]
        for url, name in named:
            where.setdefault(url, []).append(f"{role.title}: {name}")
    checks = {check.url: check for check in LinkCheck.objects.all()}
    return [
        UsedLink(url, tuple(dict.fromkeys(places)), checks.get(url))
        for url, places in where.items()
        if url
    ]
