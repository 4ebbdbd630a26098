"""Every kind of picture, as drawn by its template: nothing leaves the frame, no words collide."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from careerpath.charts.bars import Bar, BarPair, bar_chart, bar_pair_chart
from careerpath.charts.dumbbells import Dumbbell, dumbbell_chart
from careerpath.charts.frame import FONT_SIZE, LETTER, Picture
from careerpath.charts.lanes import Lanes, lane_chart
from careerpath.charts.line import line_chart
from careerpath.charts.marks import LETTERS, RADIUS, SHAPES
from careerpath.charts.ranges import FRAME as RANGES_FRAME
from careerpath.charts.ranges import Range, range_chart

SVG = "{http://www.w3.org/2000/svg}"
RING = 5  # of a range: it may reach beyond the ends
NAMES = ("none", "awareness", "working", "practitioner", "expert")

labels = st.text("Mil &<é", max_size=9) | st.text("Mil &<é", min_size=40, max_size=70)
notes = st.text("8 %.", max_size=15)
shares = st.floats(-20, 130)
levels = st.integers(0, 4) | st.floats(0, 4)
unknown = st.none()


def drawn(kind: str, chart: Picture) -> Element:
    html = render_to_string(f"charts/{kind}.html", {"chart": chart, "id": "x"})
    return fromstring(html.strip().replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))


Box = tuple[float, float, float, float]  # left, top, right, bottom


def boxes(picture: Element) -> Iterator[tuple[str, Box]]:
    """What is drawn, with the room it takes; strokes count, words are as wide as is reckoned."""
    for item in picture.iter():
        kind, have = item.tag.removeprefix(SVG), item.attrib
        shift_x, shift_y = _numbers(have.get("transform", "0 0"))
        stroke = float(have.get("stroke-width", 0)) / 2
        if kind == "rect":
            x, y = float(have["x"]) + shift_x, float(have["y"]) + shift_y
            right, bottom = x + float(have["width"]), y + float(have["height"])
            yield kind, (x - stroke, y - stroke, right + stroke, bottom + stroke)
        elif kind == "circle":
            x, y = float(have["cx"]) + shift_x, float(have["cy"]) + shift_y
            reach = float(have["r"]) + stroke
            yield kind, (x - reach, y - reach, x + reach, y + reach)
        elif kind == "line":
            across = sorted((float(have["x1"]), float(have["x2"])))
            yield kind, (across[0], float(have["y1"]), across[1], float(have["y2"]))
        elif kind == "text" and item.text:
            yield kind, _words(item, float(picture.attrib["font-size"]))
        elif kind == "path" and have.get("class") == "chart-mark":
            assert have["d"] in SHAPES
            yield (
                kind,
                (shift_x - RADIUS, shift_y - RADIUS, shift_x + RADIUS, shift_y + RADIUS),
            )
        elif kind == "path":
            yield kind, _path(have["d"], stroke)


def _numbers(text: str) -> list[float]:
    return [float(found) for found in re.findall(r"-?[\d.]+", text)]


def _words(item: Element, size: float) -> Box:
    size = float(item.get("font-size", size))
    x, y = float(item.attrib["x"]) + float(item.get("dx", 0)), float(item.attrib["y"])
    y += float(item.get("dy", 0))
    width = len(item.text or "") * LETTER * size / FONT_SIZE
    left = x - {"start": 0, "middle": width / 2, "end": width}[item.get("text-anchor", "start")]
    return left, y - 0.8 * size, left + width, y + 0.2 * size


def _path(commands: str, stroke: float) -> Box:
    """The room of a path of M, H and V, and of a triangle that begins relative to its M."""
    across, down = [], []
    for letter, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", commands):
        found = _numbers(rest)
        if letter == "M":
            across.append(found[0])
            down.append(found[1])
        elif letter == "H":
            across.append(found[0])
        elif letter == "V":
            down.append(found[0])
        elif letter == "m":
            return across[0] - 5.5, down[0] + 9, across[0] + 5.5, down[0] + 18
    return min(across), min(down) - stroke, max(across), max(down) + stroke


def check(kind: str, chart: Picture, beyond: float = 0) -> list[tuple[str, Box]]:
    """Everything is within the frame, or ``beyond`` it sideways; no words stand on others."""
    picture = drawn(kind, chart)
    assert picture.attrib["viewBox"] == f"0 0 {chart.frame.width} {chart.height}"
    assert [item.text for item in picture[:2]] == [chart.title, chart.desc]
    found = list(boxes(picture))
    for what, (left, top, right, bottom) in found:
        assert -beyond - 0.1 <= left <= right <= chart.frame.width + beyond + 0.1, what
        assert 0 <= top <= bottom <= chart.height, what
    words = [box for what, box in found if what == "text"]
    for place, (left, top, right, bottom) in enumerate(words):
        for other in words[place + 1 :]:
            beside = right <= other[0] or other[2] <= left
            above = bottom <= other[1] or other[3] <= top
            assert beside or above, (words[place], other)
    return found


@given(st.lists(st.builds(Bar, labels, notes, unknown | shares, unknown | shares), max_size=8))
def test_bars(bars: list[Bar]) -> None:
    found = check("bars", bar_chart("A & B", "C", bars))
    known = sum(bar.value is not None for bar in bars)
    assert sum(what == "rect" for what, _ in found) == len(bars) + known
    assert sum(what == "circle" for what, _ in found) == sum(bar.ring is not None for bar in bars)


@given(st.lists(st.builds(BarPair, labels, notes, shares, shares), max_size=8))
def test_pairs_of_bars(pairs: list[BarPair]) -> None:
    check("bar_pairs", bar_pair_chart("A", "B", pairs))


def lanes(count: int) -> st.SearchStrategy[list[Lanes]]:
    marks = st.tuples(*[unknown | levels] * count)
    groups = st.sampled_from(["Data", "People " * 10])
    return st.lists(st.builds(Lanes, groups, labels, notes, unknown | levels, marks), max_size=8)


@given(st.integers(1, 4).flatmap(lanes))
def test_lanes(rows: list[Lanes]) -> None:
    chart = lane_chart("A", "B", rows, most=4)
    found = check("lanes", chart)
    assert sum(what == "path" for what, _ in found) == sum(
        mark is not None for row in rows for mark in row.marks
    )
    for group in chart.groups:
        for row in group.rows:
            letters = [mark.letter for mark in row.marks]
            assert set(letters) <= set(LETTERS if len(rows[0].marks) > 1 else ("",))


@given(
    st.lists(st.builds(Dumbbell, labels, levels, levels, unknown | levels), max_size=8),
    st.booleans(),
)
def test_dumbbells(items: list[Dumbbell], tall: bool) -> None:
    tall = tall or any(item.third is not None for item in items)
    check("dumbbells", dumbbell_chart("A", "B", items, NAMES, tall=tall))


amounts = st.integers(0, 10**9)


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    low, high = sorted((draw(amounts), draw(amounts)))
    return Range(draw(labels), low, draw(amounts), high, draw(labels))


@given(st.lists(ranges(), min_size=1, max_size=8))
def test_ranges(items: list[Range]) -> None:
    chart = range_chart("A", "B", items)
    check("ranges", chart, beyond=RING + 1)
    for row in chart.rows:
        assert row.x + row.width <= RANGES_FRAME.right


@given(
    st.lists(st.tuples(st.integers(0, 3000), st.floats(0, 100)), min_size=1, max_size=9),
    st.integers(0, 400),
)
def test_a_line(values: list[tuple[float, float]], more: int) -> None:
    values = sorted(values)
    until = values[-1][0] + more
    grid = [(value, f"{value} %") for value in range(0, 101, 10)]
    found = check(
        "line", line_chart("A", "B", values, until=until, grid=grid, ends=("1 May", "2 Jun"))
    )
    assert sum(what == "circle" for what, _ in found) == len(values)
