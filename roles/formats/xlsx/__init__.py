"""The catalogue as a workbook, one sheet a table, for people who live in spreadsheets."""

from roles.formats.xlsx.read import read_workbook
from roles.formats.xlsx.write import write_workbook

__all__ = ["read_workbook", "write_workbook"]
