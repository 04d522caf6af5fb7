"""Measurements of what the documentation claims; `python -m benchmarks` runs them all."""
