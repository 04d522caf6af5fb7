"""The `dondoc` command: a thin shell over the library, and the only place that prints."""

from dondoc.cli.main import main

__all__ = ["main"]
