"""The configuration of a run: found, read, checked; knows rule codes as strings only."""

from capaudit.config.config import Config
from capaudit.config.load import find_root, load_config

__all__ = ["Config", "find_root", "load_config"]
