"""Which paragraphs of the corpus are held back from training, by position, the same in every script."""

from __future__ import annotations

import zlib

BLOCK = 200  # consecutive paragraphs that share a fate, so that a document is not cut through everywhere
HELD_BACK = 50  # one block in this many is held back


def is_held_back(file_name: str, paragraph: int) -> bool:
    """Tell whether a paragraph (its line number in the decompressed file) belongs to the held-back share."""
    return zlib.crc32(f"{file_name}:{paragraph // BLOCK}".encode()) % HELD_BACK == 0
