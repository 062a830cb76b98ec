"""A name is one line that can be seen: what tags and colours are called."""


def one_line(name: str) -> str:
    """A name with its blanks made single and none around it, the rest untouched."""
    return " ".join(name.split())


def has_hidden_characters(name: str) -> bool:
    """Whether control characters, or halves of characters, stand in a name."""
    return any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 for c in name)
