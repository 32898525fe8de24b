"""Whose each row is: the declaration of every table, the scope of every request, and two walls that hold them."""
