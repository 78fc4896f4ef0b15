"""Rules that hold records against the house's schemas."""
