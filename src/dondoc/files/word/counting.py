"""Numbers in Vietnamese words, as lists that are counted in words show them."""

from __future__ import annotations

_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_LATER = {1: "mốt", 4: "tư", 5: "lăm"}  # behind tens from twenty


def counted(number: int) -> str:
    """Give a number below a thousand in words ("hai mươi mốt"); a larger one in digits."""
    if not 0 <= number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    return f"{_UNITS[hundreds]} trăm{_behind_hundreds(rest)}"


def _behind_hundreds(rest: int) -> str:
    if not rest:
        return ""
    return f" linh {_UNITS[rest]}" if rest < 10 else f" {_below_hundred(rest)}"


def _below_hundred(number: int) -> str:
    tens, units = divmod(number, 10)
    if not tens:
        return _UNITS[units]
    if tens == 1:
        return "mười" + (f" {'lăm' if units == 5 else _UNITS[units]}" if units else "")
    return f"{_UNITS[tens]} mươi" + (f" {_LATER.get(units) or _UNITS[units]}" if units else "")
