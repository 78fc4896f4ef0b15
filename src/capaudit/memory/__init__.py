"""What outlives one run."""
