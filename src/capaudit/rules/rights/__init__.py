"""Rules about what the file permits and discloses."""
