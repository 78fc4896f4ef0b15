"""Rules about the article as a whole."""
