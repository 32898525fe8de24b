"""Workbooks of rows: a year's R&D ledger, and the firms of a region."""
