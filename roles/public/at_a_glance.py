"""A role's pay and outlook in a line each, with source and year, or nothing."""

from __future__ import annotations

from roles.document.types import ProxyFit, Role
from roles.public.pay import over_all_experience

EN_DASH = "\N{EN DASH}"


def pay_line(role: Role) -> str:
    """The middle half of yearly pay where most salaries are known; "" where none are."""
    known = over_all_experience(role)
    if not known:
        return ""
    salary = max(known, key=lambda item: item.n)
    low, high = sorted((salary.p25, salary.p75))
    return (
        f"{salary.currency} {low:,} to {high:,} a year for the middle half, {salary.region} "
        f"{salary.year}. Source: {salary.source}"
    )


def outlook_line(role: Role) -> str:
    """The first official growth figure; "" where there is none."""
    if not role.outlook:
        return ""
    item = role.outlook[0]
    # A figure of another occupation must not pass for this one's.
    whom = f" for {item.proxy}" if item.proxy and item.proxy_fit is not ProxyFit.EXACT else ""
    figure = item.figure.replace("-", "\N{MINUS SIGN}", 1)
    period = item.period.replace("-", EN_DASH)
    return f"Jobs {figure}{whom}, {period}, {item.region}. Source: {item.source}, {item.year}"
