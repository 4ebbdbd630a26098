"""Whether a catalogue's own colours can be read where they stand."""

from __future__ import annotations

# --surface in static/css/tokens.css: of the grounds on which links and buttons stand, the one
# nearest to them in each look. What can be read there can be read on all.
GROUNDS = {"accent": "#f2f0e8", "accent_dark": "#1c2323"}
LOOKS = {"accent": "light", "accent_dark": "dark"}
ENOUGH = 4.5  # WCAG 2.2, 1.4.3: for text of usual size


def _luminance(colour: str) -> float:
    """The relative luminance of "#rrggbb" as WCAG 2.2 defines it, 0 black to 1 white."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours "#rrggbb", 1 to 21."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def hard_to_read(field: str, colour: str) -> str:
    """What is wrong with a colour "#rrggbb" as ``field``, "accent" or "accent_dark"; "" if nothing
    is."""
    ground, look = GROUNDS[field], LOOKS[field]
    ratio = contrast(colour, ground)
    if ratio >= ENOUGH:
        return ""
    # Rounded down, so that 4.49 is not called the 4.5 that is asked for.
    shown, better = int(ratio * 10) / 10, "darker" if look == "light" else "lighter"
    return (
        f"{colour} is hard to read on the {look} ground {ground}: its contrast is {shown}:1, "
        f"and text needs {ENOUGH}:1. Take a {better} one"
    )
