"""The catalogue document: its types, parsing, checking, comparing and storing. No Django here."""
