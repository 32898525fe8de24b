"""Pure engines: dataclasses in, dataclasses out; no Django, no files, no clock."""
