"""The errors that mean something to the person at the keyboard."""

from __future__ import annotations


class UsageError(Exception):
    """The user's own mistake: a bad option, an unknown key, a missing path. Exit status 2."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ReadError(Exception):
    """An input that cannot be read at all; becomes a `Problem`, the run goes on."""


class NoArticleError(ReadError):
    """An input in a known format that holds neither article nor picture: a video, an event.

    Whoever names it hears of it; in a folder it is one of the things that are no articles.
    """
