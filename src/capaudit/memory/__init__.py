"""What outlives one run where a house asks for it: the index of image uses across articles."""

from capaudit.memory.file import MemoryDamagedError, MemoryFaultError
from capaudit.memory.rows import ArticleRows, FieldRow, NameRow, Picture
from capaudit.memory.uses import UseMemory, open_memory, open_memory_anew

__all__ = [
    "ArticleRows",
    "FieldRow",
    "MemoryDamagedError",
    "MemoryFaultError",
    "NameRow",
    "Picture",
    "UseMemory",
    "open_memory",
    "open_memory_anew",
]
