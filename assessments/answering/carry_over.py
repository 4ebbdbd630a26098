"""Carry what a person made of their plan over to the assessment that repeats the one it is for."""

from __future__ import annotations
