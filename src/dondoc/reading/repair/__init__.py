"""Damaged OCR becomes proper Vietnamese."""

from dondoc.reading.repair.repairer import damage_of, repair, score
from dondoc.reading.repair.result import Change, Reading, RepairedText

__all__ = ["Change", "Reading", "RepairedText", "damage_of", "repair", "score"]
