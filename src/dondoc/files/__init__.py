"""The only reader of files: a file becomes a `SourceText`, or one clear sentence saying why not.

`repaired_docx.repaired_docx` is imported from its module, so that reading does not load what writes Word files.
"""

from dondoc.files.archives import Unpacked, open_archive
from dondoc.files.errors import BadFile
from dondoc.files.opened import Limits, OpenedDocument, PageSize, Progress
from dondoc.files.opening import open_document
from dondoc.files.pictures import render_page, render_pages
from dondoc.files.searchable import searchable_pdf

__all__ = [
    "BadFile",
    "Limits",
    "OpenedDocument",
    "PageSize",
    "Progress",
    "Unpacked",
    "open_archive",
    "open_document",
    "render_page",
    "render_pages",
    "searchable_pdf",
]
