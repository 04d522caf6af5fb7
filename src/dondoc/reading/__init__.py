"""The reading core: lines in, values out. `pipeline.py` shows the stages; read it first."""

from dondoc.reading.pipeline import STAGES, ReadDirective, read_directive
from dondoc.reading.register import Register
from dondoc.reading.source import SourceText

__all__ = ["STAGES", "ReadDirective", "Register", "SourceText", "read_directive"]
