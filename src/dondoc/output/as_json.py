"""The register as JSON (`dondoc.register/1`)."""

from __future__ import annotations

import json

from dondoc.reading.pipeline import ReadDirective


def write(read: ReadDirective, language: str) -> str:
    """Give the register as indented JSON; its sentences are Vietnamese, its codes are for every language."""
    del language
    return json.dumps(read.register.to_json(), ensure_ascii=False, indent=1) + "\n"
