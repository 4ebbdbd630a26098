"""Views load and authorise, then hand over to actions and presenters."""
