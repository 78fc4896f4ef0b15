"""The contact sheet: every picture of a report as a card, the worst first, in one HTML file."""
