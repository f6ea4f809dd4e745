"""Slips of the pen and of the ear: the ways in which one number becomes another when it is copied or heard."""

from parley.compare.discrepancies.counted import Counted, figures
from parley.compare.reasons import Share

TENFOLD = 10.0
"""Numbers with the same digits of which one is more times the other differ by more than a slip."""


def slip(a: Counted, b: Counted) -> Share | None:
    """Digits in another order, or zeros lost: hardly ever chance where the unit is the same."""
    if not a.digits or not b.digits or a.said == b.said or (a.unit != b.unit and "P" in {a.unit[0], b.unit[0]}):
        return None
    low, high = sorted((a.said, b.said))
    if a.digits == b.digits:
        whole = low >= TENFOLD and low == low // 1
        return Share(0.7, "they differ by zeros alone") if whole and len(a.digits) > 1 else None
    one, other = figures(low), figures(high)
    width = max(len(one), len(other))
    same = sorted(one.ljust(width, "0")) == sorted(other.ljust(width, "0"))
    if same and high < TENFOLD * low and len(set(one.strip("0"))) > 1:
        return Share(1.0, "the digits are the same in another order")
    return None


def transposed(a: Counted, b: Counted) -> bool:
    """Whether three digits or more, not all alike, stand in another order: no part has its whole's digits by chance."""
    found = slip(a, b)
    return found is not None and found.share == 1.0 and min(len(a.digits), len(b.digits)) > 2


def misheard(a: Counted, b: Counted) -> Share | None:
    """One digit is wrong, or a ten was heard for a teen: often chance, so it is worth less."""
    one, other = a.digits, b.digits
    if not one or not other or slip(a, b) or a.said == b.said:
        return None
    low, high = sorted((a.said, b.said))
    if 13 <= low <= 19 and high == (low - 10) * 10:
        return Share(1.0, "the one sounds like the other")
    if len(one) != len(other) or high >= TENFOLD * low:
        return None
    wrong = sum(x != y for x, y in zip(one, other, strict=True))
    return Share(1.0 if len(one) > 2 else 0.5, "one digit differs") if wrong == 1 and len(one) > 1 else None
