"""Rules about when the image was made."""
