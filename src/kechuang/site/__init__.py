"""The installation: settings, addresses, entry points."""
