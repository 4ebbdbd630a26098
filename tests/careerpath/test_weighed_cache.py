"""The cache keeps to its budget, and finds much of what it is asked for, whatever the order."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerpath.weighed_cache import WeighedCache


@pytest.fixture(autouse=True)
def the_same_chances() -> None:
    """Every run drops the same ones."""
    random.seed(1)


def misses(cache: WeighedCache[int, int], keys: list[int]) -> int:
    """Ask for ``keys`` in this order, each of weight 1; how often one was not held."""
    missed = 0
    for key in keys:
        if cache.get(key) is None:
            missed += 1
            cache.add(key, key, 1)
    return missed


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 15)), max_size=80))
def test_it_never_holds_more_than_its_budget(added: list[tuple[int, int]]) -> None:
    cache: WeighedCache[int, int] = WeighedCache(10)
    weights: dict[int, int] = {}
    for key, weight in added:
        weights[key] = weights.get(key, weight) if cache.get(key) is not None else weight
        assert cache.add(key, key, weight) == key
        held = [key for key in weights if cache.get(key) is not None]
        assert cache.weight == sum(weights[key] for key in held)
        assert cache.weight <= 10 or held == [key]
        assert key in held


def test_what_fits_is_missed_once() -> None:
    assert misses(WeighedCache(40), list(range(40)) * 5) == 40


@pytest.mark.parametrize(("keys", "most"), [(41, 0.2), (44, 0.4), (60, 0.85)])
def test_round_after_round_of_more_than_fits(keys: int, most: float) -> None:
    """The least recently used going first would miss every time."""
    assert misses(WeighedCache(40), list(range(keys)) * 20) < most * keys * 20


def test_what_is_used_all_the_time_stays() -> None:
    cache: WeighedCache[int, int] = WeighedCache(20)
    busy = sum(misses(cache, [number, 0]) - 1 for number in range(1, 2000))
    assert busy < 5


def test_old_fame_fades() -> None:
    cache: WeighedCache[int, int] = WeighedCache(10)
    misses(cache, list(range(10)) * 1000)
    misses(cache, list(range(100, 110)) * 50)
    assert misses(cache, list(range(100, 110))) < 5


def test_threads_share_it() -> None:
    cache: WeighedCache[int, int] = WeighedCache(10)
    with ThreadPoolExecutor(8) as pool:
        list(
            pool.map(lambda start: misses(cache, [(start + n) % 30 for n in range(500)]), range(8))
        )
    assert cache.weight == sum(cache.get(key) is not None for key in range(30)) == 10


def test_the_first_to_add_is_kept() -> None:
    cache: WeighedCache[str, list[int]] = WeighedCache(10)
    first: list[int] = []
    assert cache.add("a", first, 1) is cache.add("a", [], 1) is first
    assert cache.weight == 1
