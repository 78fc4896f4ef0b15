"""Turns words into dates, places, people and credits; pure, knows no file format."""
