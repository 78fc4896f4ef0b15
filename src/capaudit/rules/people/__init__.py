"""Rules about the people named."""
