"""Every piece the pages are made of, on one page, for those who work on the site's look."""

from __future__ import annotations

from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

COLOURS = (
    "paper",
    "surface",
    "ink",
    "muted",
    "line",
    "line-strong",
    "accent",
    "accent-strong",
    "accent-soft",
    "error",
    "error-soft",
)
SIZES = ("3xl", "2xl", "xl", "l", "m", "s", "xs")
SPACES = tuple(range(1, 9))
LEVELS = (
    ("0", "None", "You have not done this yet."),
    ("1", "Awareness", "You can say what it is for."),
    ("2", "Working", "You can do it with some help."),
    ("3", "Practitioner", "You can do it on your own."),
    ("4", "Expert", "You can lead others in it."),
)


@require_safe
@staff_member_required
def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery, for staff; ``?dir=rtl`` lays it out from right to left."""
    direction = "rtl" if request.GET.get("dir") == "rtl" else "ltr"
    context = {
        "direction": direction,
        "colours": COLOURS,
        "sizes": SIZES,
        "spaces": SPACES,
        "levels": LEVELS,
    }
    return render(request, "gallery.html", context)
