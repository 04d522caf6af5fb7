"""What a check is given: the text, its structure and the register as far as it goes."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.reading.register import Register
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.structure.model import Structure


@dataclass(frozen=True)
class CheckContext:
    """One directive on its way through the checks; `register.findings` is still empty."""

    repaired: RepairedText
    structure: Structure
    register: Register
