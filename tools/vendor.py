"""Fetch the front-end files that the pages serve: exact versions, checked by the integrity the registry published.

    python tools/vendor.py          fetch everything in tools/vendor.json, and write VERSIONS.md with digests
    python tools/vendor.py --check  compare the committed files with VERSIONS.md, without a network

Needs `npm` for fetching only; the pages run from the committed files.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tools" / "vendor.json"
HEADER = (
    "# Front-end files of others\n\n"
    "Written by `python tools/vendor.py` from `tools/vendor.json`; do not edit. The digests are SHA-256.\n"
)


def main(arguments: list[str]) -> int:
    """Fetch or check, as the arguments say; give the exit code."""
    wanted: dict[str, Any] = json.loads(LIST.read_text(encoding="utf-8"))
    target = ROOT / wanted["target"]
    if arguments == ["--check"]:
        wrong = list(changed_files(target))
        print("\n".join(wrong) if wrong else "vendored files are as recorded")
        return 1 if wrong else 0
    sections = [fetch(package, target) for package in wanted["packages"]]
    (target / "VERSIONS.md").write_text("\n".join([HEADER, *sections]), encoding="utf-8")
    return 0


def fetch(package: dict[str, Any], target: Path) -> str:
    """Fetch one package, put its chosen files below `target`, give its section of VERSIONS.md."""
    with tempfile.TemporaryDirectory() as folder:
        archive = _pack(package, Path(folder))
        with tarfile.open(archive) as tar:
            written = [_put(tar, source, target / to) for source, to in package["files"].items()]
            if "sprite" in package:
                written.append(_put_sprite(tar, package["sprite"], target))
    print(f"{package['name']} {package['version']}: {len(written)} files")
    rows = "\n".join(f"| `{path.relative_to(target)}` | {_digest(path)} |" for path in written)
    title = f"## {package['name']} {package['version']} ({package['licence']})"
    return f"{title}\n\n| File | SHA-256 |\n|---|---|\n{rows}\n"


def changed_files(target: Path) -> Iterator[str]:
    """Name each recorded file that is missing or differs from its digest, and each file that is not recorded."""
    text = (target / "VERSIONS.md").read_text(encoding="utf-8")
    recorded = dict(re.findall(r"^\| `([^`]+)` \| ([0-9a-f]{64}) \|$", text, re.MULTILINE))
    for name, digest in recorded.items():
        if not (target / name).is_file():
            yield f"missing: {name}"
        elif _digest(target / name) != digest:
            yield f"changed: {name}"
    present = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    yield from (f"not recorded: {name}" for name in sorted(present - set(recorded) - {"VERSIONS.md"}))


def _pack(package: dict[str, Any], folder: Path) -> Path:
    spec = f"{package['name']}@{package['version']}"
    run = subprocess.run(["npm", "pack", spec, "--silent"], cwd=folder, check=True, capture_output=True, text=True)
    archive = folder / run.stdout.strip().splitlines()[-1]
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != package["integrity"]:
        raise SystemExit(f"{spec}: the archive is not the one that was recorded ({found})")
    return archive


def _put(tar: tarfile.TarFile, source: str, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_read(tar, source))
    return path


def _put_sprite(tar: tarfile.TarFile, sprite: dict[str, Any], target: Path) -> Path:
    symbols = "\n".join(_symbol(name, _read(tar, f"{sprite['from']}/{name}.svg").decode()) for name in sprite["icons"])
    path: Path = target / sprite["file"]
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n', encoding="utf-8")
    return path


def _symbol(name: str, svg: str) -> str:
    shapes = re.sub(r"\s+", " ", svg[svg.index(">") + 1 : svg.rindex("</svg>")]).strip()
    shapes = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none" ?/> ?', "", shapes)
    stroke = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{name}" viewBox="0 0 24 24" {stroke}>{shapes}</symbol>'


def _read(tar: tarfile.TarFile, source: str) -> bytes:
    member = tar.extractfile(f"package/{source}")
    if member is None:
        raise SystemExit(f"no file {source} in {tar.name}")
    return member.read()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
