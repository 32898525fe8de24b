"""Workbooks: how they look, and how cells become exact values."""
