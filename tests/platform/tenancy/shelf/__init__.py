"""Models of every kind of tenancy, for the probes only."""
