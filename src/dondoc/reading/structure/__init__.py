"""Lines become paragraphs, zones, a tree of provisions and rows of tables."""

from dondoc.reading.structure.model import Paragraph, Provision, Structure, TableRow, Zones
from dondoc.reading.structure.structurer import structure

__all__ = ["Paragraph", "Provision", "Structure", "TableRow", "Zones", "structure"]
