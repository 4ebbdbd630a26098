"""The frame in which every picture is drawn: its width, its scales, its room for words.

Lengths are SVG user units. The page shows a picture about as many pixels wide as it has units, so
that its text is as large as the text around it.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 360
BASELINE = 14  # of the words over a row's track, below the top of the row
FONT_SIZE = 13
LETTER = 7.2  # how wide a letter of FONT_SIZE is, about; SVG can't tell before it is drawn
GAP = 8  # between a label and the note on the same line


@dataclass(frozen=True)
class Scale:
    """Turns a value into a place: ``low`` stands at ``start``, ``high`` at ``end``.

    ``high`` is above ``low``; ``end`` may lie below ``start``, because y grows downwards. Values
    outside are put on the nearer end, so that no mark ever leaves its track.
    """

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where ``value`` stands."""
        within = min(max(value, self.low), self.high)
        share = (within - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def length(self, value: float) -> float:
        """How far ``value`` is from ``low``, as a length that is never negative."""
        return round(abs(self.at(value) - self.start), 1)


@dataclass(frozen=True)
class Frame:
    """Where tracks run, from ``left`` to ``right``, and labels begin.

    The margins leave room for half a mark at either end of a track.
    """

    left: int
    right: int
    label_left: int
    font_size: int = FONT_SIZE
    width: int = WIDTH

    @property
    def track(self) -> int:
        """The length of a whole track."""
        return self.right - self.left

    def scale(self, most: float) -> Scale:
        """Values from nothing to ``most``, which is above 0, along a track."""
        return Scale(0, most, self.left, self.right)

    def shortened(self, label: str, note: str = "") -> str:
        """As much of ``label`` as there is room for before ``note``, which ends at the right."""
        letter = LETTER * self.font_size / FONT_SIZE
        gap = GAP if note else 0
        room = int((self.right - self.label_left - gap) / letter) - len(note)
        if len(label) <= room:
            return label
        return f"{label[: room - 1].rstrip(' ,')}…" if room > 0 else ""


@dataclass(frozen=True)
class Picture:
    """What every picture has: a name, the same figures in words, a height and its frame."""

    title: str
    desc: str
    height: int
    frame: Frame
