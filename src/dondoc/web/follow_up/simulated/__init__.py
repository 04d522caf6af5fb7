"""A made-up history of the sample programme, for demonstration: written by the real services, marked as simulated."""

from dondoc.web.follow_up.simulated.history import simulate

__all__ = ["simulate"]
