"""The head of a directive in words."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.output.words import day, word
from dondoc.reading.register import Directive


def head_lines(directive: Directive, language: str) -> Iterator[str]:
    """Give the lines that say what the document is, who issued it where and when, and who signed."""
    title = " ".join(part for part in (directive.document_type, directive.reference) if part)
    if title:
        yield title
    if directive.subject:
        yield directive.subject
    if directive.issued_by:
        yield f"{word('issued-by', language)}: {directive.issued_by}"
    if directive.issued_on:
        where = directive.place_of_issue or ""
        yield word("issued", language, place=where, day=day(directive.issued_on)).lstrip(", ")
    if directive.signatory:
        role = f", {directive.signatory_role}" if directive.signatory_role else ""
        yield f"{word('signatory', language)}: {directive.signatory}{role}"
    for signature in directive.signatures:
        yield f"{word('signed-digitally', language)}: {signature.signer}, {signature.signed_at or ''}".rstrip(", ")
