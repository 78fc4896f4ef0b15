"""Rules about the image file."""
