"""Đôn đốc: from a signed directive to a followed-up programme."""

__version__ = "0.1.0"
