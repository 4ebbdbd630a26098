"""The catalogue as a workbook, one sheet a table, for people who live in spreadsheets."""

from roles.catalogue.xlsx.read import read_workbook
from roles.catalogue.xlsx.write import write_workbook

__all__ = ["read_workbook", "write_workbook"]
