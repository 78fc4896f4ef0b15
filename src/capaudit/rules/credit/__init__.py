"""Rules about who made and supplied the image."""
