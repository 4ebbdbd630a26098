"""Marks that are told apart by shape and letter, never by colour alone."""

from __future__ import annotations

# SVG paths around 0,0, no further from it than RADIUS either way: dot, square, diamond, triangle.
SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "M-4.5-4.5h9v9h-9z",
    "M0-6l6 6l-6 6l-6-6z",
    "M0-5.5l6 10.5h-12z",
)
LETTERS = "ABCD"
RADIUS = 6
