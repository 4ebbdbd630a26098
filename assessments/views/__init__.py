"""Views: load, authorise, act, redirect."""
