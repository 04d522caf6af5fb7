"""Progress of long work: one line on stderr that is written over, and only where somebody looks at it."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field

from dondoc.cli.words import catalogue, say


@dataclass
class Progress:
    """Shows the stage that is running and the seconds since the start."""

    language: str
    shown: bool
    prefix: str = ""
    _started: float = field(default_factory=time.monotonic)
    _width: int = 0

    def stage(self, name: str) -> None:
        """Say which stage has begun."""
        key = f"stage-{name}"
        self.line(say(key, self.language) if key in catalogue() else name)

    def page(self, stage: str, done: int, of: int) -> None:
        """Say how many pages of a stage are done."""
        key = f"stage-{stage}"
        name = say(key, self.language) if key in catalogue() else stage
        self.line(f"{name} {done}/{of}" if of > 1 else name)

    def line(self, text: str) -> None:
        """Show one line in place of the last."""
        if not self.shown:
            return
        seconds = time.monotonic() - self._started
        line = f"{self.prefix}{text} … {seconds:.1f} s"
        end = "" if sys.stderr.isatty() else "\n"
        start = "\r" if sys.stderr.isatty() else ""
        print(start + line.ljust(self._width), end=end, file=sys.stderr, flush=True)
        self._width = len(line)

    def done(self) -> None:
        """Clear the line."""
        if self.shown and sys.stderr.isatty() and self._width:
            print("\r" + " " * self._width + "\r", end="", file=sys.stderr, flush=True)
        self._width = 0


def progress_for(language: str, *, asked: bool, prefix: str = "") -> Progress:
    """Give a progress line, shown on a terminal or where it was asked for."""
    return Progress(language, shown=asked or sys.stderr.isatty(), prefix=prefix)
