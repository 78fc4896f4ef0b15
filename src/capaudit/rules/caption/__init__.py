"""Rules about what the caption says."""
