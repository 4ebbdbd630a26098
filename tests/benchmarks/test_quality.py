"""The benchmark's own parts: reading a release, and noticing what falls short."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks import quality
from benchmarks.methods import METHODS, OURS
from benchmarks.onet import read_release
from benchmarks.people import CONDITIONS, simulate
from benchmarks.tables import Table, read_figures

HEADER = "Element ID\tO*NET-SOC Code\tScale ID\tData Value\tN\tStandard Error"
SKILLS = """\
2.A\t11-1\tLV\t7.00\t4\t0.5000
2.A\t11-1\tIM\t5.00\t4\t0.1000
2.A\t11-2\tLV\t3.50\t4\tn/a
2.A\t11-2\tIM\t2.00\t4\t0.1000
2.A\t11-3\tLV\t1.00\t4\t0.1000"""
KNOWLEDGE = """\
2.C\t11-1\tLV\t0.00\t9\t0.0000
2.C\t11-1\tIM\t1.00\t9\t0.1000
2.C\t11-2\tLV\t1.75\t9\t1.0000
2.C\t11-2\tIM\t3.00\t9\t0.1000"""


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """Two occupations with all ratings, one without; columns in an order of their own."""
    for name, rows in (("Skills", SKILLS), ("Knowledge", KNOWLEDGE)):
        text = f"\ufeff{HEADER}\n{rows}\n".replace("\n", "\r\n")
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    return tmp_path


def test_a_release_is_read_by_its_headers(release: Path) -> None:
    found = read_release(release)
    assert found.profiles.role_slugs == ("11-1", "11-2")
    assert found.profiles.levels.tolist() == [[4.0, 0.0], [2.0, 1.0]]
    assert found.profiles.weights.tolist() == [[5.0, 1.0], [2.0, 3.0]]
    expected = np.array([[1.0, 0.0], [1.0, 3.0]]) * 4 / 7  # unknown: the element's own
    np.testing.assert_allclose(found.rater_sd, expected)


def test_without_a_release_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert quality.main(["--onet", str(tmp_path / "none.zip")]) == 2
    assert "cannot be read as an O*NET release" in capsys.readouterr().err


def test_people_repeat_and_stay_on_the_scale() -> None:
    levels = np.tile([0.0, 2.0, 4.0], (500, 1))
    one, again = (
        simulate(levels, np.ones_like(levels), CONDITIONS[2], np.random.default_rng(3))
        for _ in range(2)
    )
    assert (one == again).all()
    assert set(np.unique(one)) == {0, 1, 2, 3, 4}
    assert one[:, 1].mean() > 2.2, "lenient people rate high"


def test_a_lead_that_is_too_small_is_noticed() -> None:
    shares = dict.fromkeys(METHODS, (0.5, 0.6, 0.7))
    equal = {"unbiased": shares, "lenient": shares}
    assert [line.split(":")[0] for line in quality.margins(equal)] == ["lenient"]
    ahead = {"lenient": {**shares, OURS: (0.54, 0.6, 0.7)}}
    assert quality.margins(ahead) == []


def test_a_claim_that_no_longer_holds_is_noticed() -> None:
    table = Table("How good", "raters", (OURS, "Euclid"), {"unbiased": ("0.70 / 0.9", "0.80")})
    claims = table.markdown()
    assert read_figures(claims) == {
        ("How good", "unbiased", OURS): 0.7,
        ("How good", "unbiased", "Euclid"): 0.8,
    }
    assert quality.broken_claims([table], claims) == []
    table.rows["unbiased"] = ("0.65 / 0.9", "0.10")
    assert len(quality.broken_claims([table], claims)) == 1
    assert quality.broken_claims([table], "") == ["the docs claim nothing that could be checked"]


def test_the_docs_claim_a_figure_for_every_condition() -> None:
    claimed = read_figures(quality.CLAIMS.read_text(encoding="utf-8"))
    for title in (quality.ONET_TITLE, quality.BUILTIN_TITLE, quality.HALF_TITLE):
        for condition in CONDITIONS:
            assert (title, condition.name, OURS) in claimed
