"""Facts: the dictionary of names, and one enterprise's dated, sourced values."""
