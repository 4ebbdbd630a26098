"""Accounts, for those who want one: nothing else on the site needs or knows them."""
