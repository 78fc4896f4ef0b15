"""Rules about the alternative text."""
