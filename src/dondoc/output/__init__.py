"""The forms a register is given out in: text, JSON, CSV, HTML and Excel for people, SARIF for checking tools.

Writers take a `ReadDirective` and give a string or bytes; they open no files and know nothing of the web.
"""

from dondoc.output.formats import FORMATS, MissingLibrary, render

__all__ = ["FORMATS", "MissingLibrary", "render"]
