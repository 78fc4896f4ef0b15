"""Checks what articles say about their images."""

__version__ = "0.1.0"
