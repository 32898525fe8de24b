"""A check as a report that a director would sign: HTML, PDF and Word from one view."""
