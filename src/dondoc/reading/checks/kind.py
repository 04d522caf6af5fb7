"""What a check function is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.register import CheckFinding

CheckFunction = Callable[[CheckContext], Iterator[CheckFinding]]
