"""Views: they hand over to actions, queries and presenters."""
