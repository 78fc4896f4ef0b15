"""Compares claims and reports hits; `registry.RULES` lists every rule there is."""
