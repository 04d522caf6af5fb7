"""Where the sample programme is, in a checkout and in an installed package, and its reviewed register.

In a checkout the files are in `samples/` beside `src/`; a built wheel carries them as `dondoc/samples/`.
"""

from __future__ import annotations

import json
from pathlib import Path

from dondoc.reading.register import Register
from dondoc.reading.register_json import register_from_json

SAMPLE = "50-CTr-TU"


def samples_folder() -> Path:
    """Give the folder of the sample files. Raises `FileNotFoundError` where the installation has none."""
    here = Path(__file__).resolve()
    for folder in (here.parent / "samples", here.parents[2] / "samples"):
        if (folder / f"{SAMPLE}.ocr.txt").is_file():
            return folder
    raise FileNotFoundError(f"no sample files beside {here}")


def sample_source() -> Path:
    """Give the file of the sample programme as it came, with the damaged text."""
    return samples_folder() / f"{SAMPLE}.ocr.txt"


def sample_register() -> Register:
    """Give the reviewed register of the sample programme, ready to be followed up.

    Headings over items that are listed themselves (`"group": true` in the file) are left out, nothing else.
    """
    data = json.loads((samples_folder() / f"{SAMPLE}.register.json").read_text(encoding="utf-8"))
    data["items"] = [item for item in data["items"] if not item["group"]]
    return register_from_json(data)
