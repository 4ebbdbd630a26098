"""What the catalogue says of itself, and the editions made from it."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, QuerySet

from roles.document.colours import GROUNDS, hard_to_read
from roles.document.types import LEVEL_NAMES, PageSection
from roles.models.base import (
    SLUG_RULES,
    LinesField,
    check_colour,
    check_line,
    check_scale,
    check_sections,
    check_text,
)

Row = TypeVar("Row", bound=models.Model)
MAIN = "main"  # the catalogue that editors edit, and the one meant where none is named


class CatalogueInfo(models.Model):
    """What the catalogue as a whole says of itself: one row."""

    title = models.CharField(max_length=200)
    description = models.TextField(blank=True, validators=[check_text])
    attribution = models.TextField(blank=True, validators=[check_text])
    scale = LinesField(
        "levels",
        blank=True,
        validators=[check_scale],
        help_text=(
            "What the levels are called, one a line, from level 0 up: 3 to 7 names. "
            f"Empty: {', '.join(LEVEL_NAMES)}. Results take at most {len(LEVEL_NAMES)} so far."
        ),
    )
    name = models.CharField(
        "name of the site",
        max_length=200,
        blank=True,
        validators=[check_line],
        help_text="A short one, instead of CareerPath.",
    )
    home_text = models.TextField(
        "text of the home page",
        blank=True,
        validators=[check_text],
        help_text=(
            "It takes the place of the sentences below the page's heading. "
            "Empty: those that come with CareerPath."
        ),
    )
    accent = models.CharField(
        "accent colour",
        max_length=7,
        blank=True,
        validators=[check_colour],
        help_text="Like #1d6f5c, instead of the colour that comes with CareerPath.",
    )
    accent_dark = models.CharField(
        "accent colour in the dark look",
        max_length=7,
        blank=True,
        validators=[check_colour],
        help_text="A lighter one, to be read on a dark ground.",
    )
    sections = LinesField(
        "sections of a role's page",
        blank=True,
        validators=[check_sections],
        help_text=(
            f"Those to be shown, one a line, of: {', '.join(PageSection)}. Empty: all of them."
        ),
    )

    class Meta:
        verbose_name = "description of the catalogue"
        verbose_name_plural = "about the catalogue"
        constraints = (models.CheckConstraint(condition=Q(id=1), name="one_catalogue_info"),)

    def __str__(self) -> str:
        return self.title

    def clean_fields(self, exclude: Any = None) -> None:
        """Besides what Django checks, refuse colours that are hard to read."""
        super().clean_fields(exclude)  # what is no colour at all ends here
        said = {name: hard_to_read(name, c) for name in GROUNDS if (c := getattr(self, name))}
        if faults := {name: f"{message}." for name, message in said.items() if message}:
            raise ValidationError(faults)


class Catalogue(models.Model):
    """One of the catalogues an installation holds, under the slug in its addresses.

    Editors edit ``main``. Any other comes from a source and is replaced by importing it again.
    Without a title of its own it has that of its newest edition's document.
    """

    slug = models.SlugField(max_length=50, primary_key=True, validators=SLUG_RULES)
    title = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.title or self.slug


class ImmutableError(TypeError):
    """Raised where code tries to change or delete a published edition."""


class EditionQuerySet(models.QuerySet["Edition"]):
    """Reads editions; refuses every way of changing one."""

    def newest_first(self) -> EditionQuerySet:
        """Ordered by number, the highest first."""
        return self.order_by("-number")

    def of(self, catalogue: str | OuterRef) -> EditionQuerySet:
        """The editions of one catalogue, by its slug or an outer query's reference to it."""
        return self.filter(catalogue=catalogue)

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Any:
        raise ImmutableError("A published edition cannot be changed or deleted.")

    update = _refuse
    bulk_update = _refuse
    update_or_create = _refuse
    delete = _refuse


class EditionManager(models.Manager["Edition"]):
    """Reads editions without their documents, which are long; ``document`` is fetched when read.

    A join over a foreign key does not come by here: see ``join_edition``.
    """

    def get_queryset(self) -> QuerySet[Edition]:
        """Every edition; the document is left out until it is asked for, by a query of its own."""
        return super().get_queryset().defer("document")


def join_edition(rows: QuerySet[Row], path: str = "edition") -> QuerySet[Row]:
    """The rows with their editions, by ``path``, in the same query and without the documents.

    ``select_related`` alone takes the documents along: half a megabyte or more for every row.
    """
    return rows.select_related(path).defer(f"{path}__document")


class Edition(models.Model):
    """A published, numbered, immutable catalogue: canonical JSON and its digest."""

    catalogue = models.ForeignKey(Catalogue, models.PROTECT, default=MAIN, related_name="editions")
    number = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    digest = models.CharField(max_length=64)
    document = models.TextField()
    # Differences from the edition before it, by kind; None for a first one, or if not known.
    size = models.JSONField(null=True, blank=True, editable=False)
    note = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=200, blank=True)  # a name: accounts may go, editions stay
    published_at = models.DateTimeField(auto_now_add=True)

    objects = EditionManager.from_queryset(EditionQuerySet)()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number"),
            models.UniqueConstraint(fields=("catalogue", "number"), name="one_number_a_catalogue"),
        )

    def __str__(self) -> str:
        return f"Edition {self.number}" + ("" if self.is_main else f" of {self.catalogue_slug}")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new edition; a stored one is refused."""
        if not self._state.adding:
            raise ImmutableError("A published edition cannot be changed.")
        kwargs["force_insert"] = True  # Django would try an UPDATE first where a key is given
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Always refused."""
        raise ImmutableError("A published edition cannot be deleted.")

    @property
    def is_main(self) -> bool:
        """Whether it is of the catalogue that editors edit."""
        return self.catalogue_slug == MAIN

    @property
    def catalogue_slug(self) -> str:
        """The slug of its catalogue; no query."""
        return str(self.catalogue_id)
