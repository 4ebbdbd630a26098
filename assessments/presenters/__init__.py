"""One frozen dataclass per page: everything a template shows, already in words and numbers."""
