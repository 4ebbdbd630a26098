"""The benchmark's own parts: reading a release, and noticing what falls short."""

from pathlib import Path

import numpy as np
import pytest

from assessments.engine.profiles import RoleProfiles
from benchmarks import by_method, quality
from benchmarks.methods import METHODS, OURS
from benchmarks.onet import read_release
from benchmarks.people import CONDITIONS, KINDS, of_three_roles, simulate
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


def kind(name: str) -> np.ndarray:
    """500 of such people, around a level of 2 for each of 12 skills and with hardly any noise."""
    (make,) = (make for label, make in KINDS.items() if label.startswith(name))
    levels = np.tile([0.0, 1.0, 2.0, 4.0], (500, 3))
    return make(levels, np.full_like(levels, 0.01), np.random.default_rng(1))


def test_kinds_of_people_rate_as_their_names_say() -> None:
    asked = np.tile([0.0, 1.0, 2.0, 4.0], 3)
    assert (kind("unbiased") == asked).all()
    assert (kind("middle")[0] == np.tile([1, 1, 2, 3], 3)).all()
    assert (kind("extreme")[0] == np.tile([0, 1, 2, 4], 3)).all()
    assert (kind("beginners at 0.5")[:, [2, 3]] == [1, 2]).all()
    assert 0.4 < np.mean(kind("harsh")[:, 3] == 3) < 0.6
    assert (kind("leniency growing")[0] == [0, 1, 2, 4, 0, 1, 3, 4, 1, 2, 3, 4]).all()
    for name, share in (("15 %", 0.12), ("a third", 0.27), ("all random", 0.8)):
        # One in five random answers happens to be what would have been said anyway.
        assert abs(np.mean(kind(name) != asked) - share) < 0.02
    assert abs(np.mean(np.isnan(kind("30 %"))) - 0.3) < 0.02
    assert np.isfinite(kind("12 answers")).all()
    levels = np.zeros((2, 40))
    few = KINDS["12 answers only"](levels, np.ones_like(levels), np.random.default_rng(1))
    assert np.isfinite(few).sum(axis=1).tolist() == [12, 12]


def test_between_three_roles_are_three_different_ones() -> None:
    levels = np.eye(4)
    roles, means = of_three_roles(levels, 20, (1, 2))
    assert all(len(set(row)) == 3 for row in roles.tolist())
    assert np.allclose(means, levels[roles].mean(axis=1))


@pytest.mark.parametrize("name", METHODS)
def test_methods_compare_what_is_known_and_nothing_else(name: str) -> None:
    levels = np.array([[4.0, 3.0, 1.0, 2.0], [1.0, 0.0, 3.0, 4.0], [2.0, 2.0, 2.5, 0.5]])
    people = np.array([[4.0, 2.0, 1.0, np.nan], [0.0, 1.0, 4.0, np.nan]])

    def scores(columns: slice) -> np.ndarray:
        some = levels[:, columns]
        profiles = RoleProfiles(
            ("a", "b", "c"),
            tuple("wxyz"[columns]),
            (),
            some,
            some + 1,
            np.zeros((3, 0)),
            np.full(some.shape[1], 0.8),
        )
        return METHODS[name](profiles, people[:, columns])

    np.testing.assert_allclose(scores(slice(4)), scores(slice(3)))


def test_the_lead_is_told_against_the_best_of_the_others() -> None:
    found = {name: np.array([2, 2, 2, 2]) for name in METHODS}
    found |= {OURS: np.array([1, 1, 1, 2]), "cosine": np.array([1, 1, 3, 5])}
    assert quality.lead_of(found) == "+0.250 ± 0.217 (cosine)"


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
    for title in (quality.ONET_TITLE, quality.HALF_TITLE, quality.THREE_TITLE):
        for condition in CONDITIONS:
            assert (title, condition.name, OURS) in claimed
    for name in KINDS:
        assert (quality.BUILTIN_TITLE, name, OURS) in claimed
        for method in by_method.NUMBERED:
            assert (by_method.BUILTIN_TITLE, name, method) in claimed
