"""Run the benchmarks: `python -m benchmarks [NAME …]`; each prints its table and writes its results as JSON."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.machine import machine_words

FOLDER = Path(__file__).parent


def benchmark_names() -> list[str]:
    """Give the modules of this folder that can be run on their own."""
    modules = sorted(path for path in FOLDER.glob("[a-z]*.py"))
    return [path.stem for path in modules if 'if __name__ == "__main__"' in path.read_text(encoding="utf-8")]


def main() -> int:
    """Run the benchmarks that are asked for, or all; give 1 if any failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(benchmark_names())}")
    names = parser.parse_args().names or benchmark_names()
    print(f"machine: {machine_words()}", flush=True)
    failed = [name for name in names if not _run(name)]
    print(
        f"\n{len(names) - len(failed)} of {len(names)} benchmarks ran"
        + (f"; failed: {', '.join(failed)}" if failed else "")
    )
    return 1 if failed else 0


def _run(name: str) -> bool:
    print(f"\n== {name}", flush=True)
    began = time.perf_counter()
    code = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=FOLDER.parent, check=False).returncode
    print(f"-- {name}: {time.perf_counter() - began:.1f} s", flush=True)
    return code == 0


if __name__ == "__main__":
    sys.exit(main())
