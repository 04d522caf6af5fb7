"""The only reader of files: a file becomes a `SourceText`, or one clear sentence saying why not."""

from dondoc.files.errors import BadFile
from dondoc.files.opened import Limits, OpenedDocument, PageSize, Progress
from dondoc.files.opening import open_document

__all__ = ["BadFile", "Limits", "OpenedDocument", "PageSize", "Progress", "open_document"]
