"""Rules about where the image was made."""
