"""Rules about what image files say of themselves."""
