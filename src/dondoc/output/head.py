"""The head of a directive in words."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.output.words import day, word, word_or_key
from dondoc.reading.register import Directive


def title_words(directive: Directive, language: str) -> str:
    """Give the type and the reference of a document ("Chương trình 50-CTr/TU"), as far as they are known."""
    kind = word_or_key("doctype", directive.document_type, language) if directive.document_type else None
    return " ".join(part for part in (kind, directive.reference) if part)


def head_lines(directive: Directive, language: str) -> Iterator[str]:
    """Give the lines that say what the document is, who issued it where and when, and who signed."""
    title = title_words(directive, language)
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
