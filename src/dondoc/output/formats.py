"""Which forms there are, and the one function that writes any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from dondoc.reading.pipeline import ReadDirective


@dataclass(frozen=True, slots=True)
class Format:
    """A form of the result: the suffix of its files, and the module whose `write(read, language)` makes it."""

    suffix: str
    module: str


FORMATS: Mapping[str, Format] = {
    "csv": Format(".csv", "dondoc.output.as_csv"),
    "html": Format(".html", "dondoc.output.as_html"),
    "json": Format(".json", "dondoc.output.as_json"),
    "text": Format(".txt", "dondoc.output.as_text"),
    "xlsx": Format(".xlsx", "dondoc.output.as_xlsx"),
}

_EXTRA_OF = {"openpyxl": "files"}


class MissingLibrary(Exception):
    """A form needs a library that is not installed; `extra` is the extra of dondoc that brings it."""

    def __init__(self, module: str, extra: str) -> None:
        super().__init__(f"{module} is missing; install dondoc[{extra}]")
        self.module = module
        self.extra = extra


def render(read: ReadDirective, form: str, *, language: str = "vi") -> str | bytes:
    """Give a reading in one of `FORMATS`; text forms as a string, Excel as bytes.

    Raises `MissingLibrary` where the form needs a library that is not installed.
    """
    try:
        module = import_module(FORMATS[form].module)
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA_OF:
            raise
        raise MissingLibrary(error.name, _EXTRA_OF[error.name]) from error
    written: str | bytes = module.write(read, language)
    return written
