"""The class of the machine a figure was measured on: a figure without it means little."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def machine_class() -> dict[str, object]:
    """Give the processor, the cores this process may use, the memory in GiB, and the Python version."""
    return {
        "cpu": _first_value("/proc/cpuinfo", "model name") or platform.processor() or "unknown",
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gib": _memory_gib(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def machine_words() -> str:
    """Give the class of the machine as one line."""
    machine = machine_class()
    return (
        f"{machine['cpu']}, {machine['cores']} cores, {machine['memory_gib']} GiB, "
        f"Python {machine['python']}, {machine['system']}"
    )


def _first_value(path: str, name: str) -> str | None:
    file = Path(path)
    if not file.is_file():
        return None
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), None)


def _memory_gib() -> int | None:
    value = _first_value("/proc/meminfo", "MemTotal")
    return round(int(value.split()[0]) / 1024**2) if value else None
