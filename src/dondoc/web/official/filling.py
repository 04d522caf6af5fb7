"""Filling a Word template with values: no Django here, so that a child process can do it alone.

What is wrong with a template is said by a code, the tag or name it is about, and the words of its paragraph; the
sentence is made of that where the language of the reader is known.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dondoc.web.official.blocks import DOTS

MOST_WORDS = 80
MOST_BYTES = 50 * 1024 * 1024
TAG = re.compile(r"{%-?(?:p|tr|tc|r)?\s*(\w+)(.*?)%}")
OPENING = ("for", "if", "block", "macro", "call", "filter", "with", "autoescape", "raw", "set")
NAMED = re.compile(r"has no attribute '([^']+)'|'([^']+)' is undefined")
MARKUP = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template: `name`, `unclosed`, `tag`, `forbidden`, `word`, `size`, `memory` or `time`.

    `about` is the name or the message; `place` the words of the paragraph it stands in, where that is known.
    """

    code: str
    about: str = ""
    place: str = ""


class Unfilled(Exception):
    """A template cannot be filled."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def filled(template: bytes, values: dict[str, Any]) -> bytes:
    """Fill a template; what is None or empty prints as dots. Raises `Unfilled`."""
    try:
        page = _Placing(io.BytesIO(template))
        page.render(values, _environment())
        stream = io.BytesIO()
        page.save(stream)
    except _Misplaced as error:
        raise Unfilled(_fault_of(error.cause, error.lines)) from error
    except (TemplateError, TypeError) as error:
        raise Unfilled(_fault_of(error, [])) from error
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Unfilled(Fault("word")) from error
    if stream.tell() > MOST_BYTES:
        raise Unfilled(Fault("size"))
    return stream.getvalue()


class _Misplaced(Exception):
    """An error in one part of a template, with the lines of that part: each begins a paragraph."""

    def __init__(self, cause: Exception, lines: list[str]) -> None:
        super().__init__(str(cause))
        self.cause, self.lines = cause, lines


class _Placing(DocxTemplate):  # type: ignore[misc]
    """A template that knows where it went wrong."""

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Environment) -> str:
        """Render one part; an error takes the lines along that the template engine counts by."""
        try:
            return str(super().render_xml_part(src_xml, part, context, jinja_env))
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise _Misplaced(error, re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml).splitlines()) from error


def _environment() -> Environment:
    """Give an environment in which a template can reach nothing but the values it is given, nor change them."""
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_or_dots)


def _or_dots(value: Any) -> Any:
    return DOTS if value is None or value == "" else value


def _fault_of(error: Exception, lines: list[str]) -> Fault:
    text = str(error).strip().rstrip(".").splitlines()[0] if str(error).strip() else type(error).__name__
    if isinstance(error, TemplateSyntaxError) and "end of template" in text:
        number, tag = _left_open(lines)
        return Fault("unclosed", tag, _words(lines, number))
    place = _words(lines, _line_of(error))
    if isinstance(error, SecurityError):
        return Fault("forbidden", text, place)
    named = NAMED.search(text) if isinstance(error, UndefinedError) else None
    return Fault("name", named[1] or named[2], place) if named else Fault("tag", text, place)


def _line_of(error: Exception) -> int:
    """Give the line of a template at which it went wrong; 0 where that is not known."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    found, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def _left_open(lines: list[str]) -> tuple[int, str]:
    """Give the line and the name of the innermost tag that nobody closes."""
    open_tags: list[tuple[int, str]] = []
    for number, name in _tags(lines):
        if name.startswith("end"):
            if open_tags:
                open_tags.pop()
        elif name in OPENING:
            open_tags.append((number, name))
    return open_tags[-1] if open_tags else (len(lines), "")


def _tags(lines: list[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, 1):
        for tag in TAG.finditer(line):
            if tag[1] != "set" or "=" not in tag[2]:
                yield number, tag[1]


def _words(lines: list[str], number: int) -> str:
    """Give the words of the paragraph on a line."""
    if not 0 < number <= len(lines):
        return ""
    words = " ".join(MARKUP.sub("", lines[number - 1]).split())
    return words if len(words) <= MOST_WORDS else f"{words[: MOST_WORDS - 1]}…"
