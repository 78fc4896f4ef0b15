"""People named in a text."""

from capaudit.extract.people.finder import find_people

__all__ = ["find_people"]
