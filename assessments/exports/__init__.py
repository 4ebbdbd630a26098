"""What one can take along of an assessment: one module a format, one record for all of them."""
