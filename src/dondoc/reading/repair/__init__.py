"""Damaged OCR becomes proper Vietnamese."""

from dondoc.reading.repair.result import Change, Reading, RepairedText
from dondoc.reading.repair.repairer import repair

__all__ = ["Change", "Reading", "RepairedText", "repair"]
