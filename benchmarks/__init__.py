"""Measures how long capaudit takes, beside other tools over the same files."""
