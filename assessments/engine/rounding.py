"""Rounding parts so that they add up, as shown, to the total as shown."""

from __future__ import annotations

import numpy as np

from assessments.engine.profiles import Floats


def round_parts(parts: Floats, *, total: float | None = None, decimals: int = 1) -> Floats:
    """Round ``parts`` (K,) to ``decimals`` so that they add up to the rounded total.

    ``total`` defaults to the sum. Largest-remainder method (Hamilton): every part is rounded
    down, then the parts that lost most gain one unit of the last decimal, ties in order. Parts
    may be negative. An empty array stays empty.
    """
    if parts.size == 0:
        return parts.copy()
    scale = 10.0**decimals
    scaled = parts * scale
    whole = np.floor(scaled + 1e-9)  # what should be 3 may be 2.9999999999999996
    target = round(float(scaled.sum() if total is None else total * scale))
    missing = int(target - whole.sum())
    order = np.argsort(-(scaled - whole), kind="stable")
    gained, extra = divmod(missing, parts.size)
    whole += gained
    whole[order[:extra]] += 1
    rounded: Floats = np.round(whole / scale, decimals)
    return rounded
