"""Rules: dated, cited standards as data, evaluated with three values and explained clause by clause."""
