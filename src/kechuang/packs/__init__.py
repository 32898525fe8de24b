"""Data only: dictionary, standards, policies, tax rules and tables, each with its citation and dates."""
