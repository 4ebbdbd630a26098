"""Outside formats -> catalogue documents, one module a format. No Django here."""
