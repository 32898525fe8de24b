"""Calendar years between dates, as statutes count them."""

from __future__ import annotations

from datetime import date


def full_years(start: date, end: date) -> int:
    """Completed years from ``start`` to ``end``: the anniversary itself completes one."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def years_after(day: date, years: int) -> date:
    """The same day ``years`` later (earlier when negative); 29 February becomes 28 February.

    Beyond the calendar it is the calendar's last or first day, as a date "without end" is often written.
    """
    year = day.year + years
    if year > date.max.year:
        return date.max
    if year < date.min.year:
        return date.min
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
