"""Readiness, fit, interest and plan. Pure: NumPy only, no Django, no clock, no randomness."""
