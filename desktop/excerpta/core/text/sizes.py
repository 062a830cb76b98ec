"""Sizes in bytes, for people."""


def size_in_words(size: int) -> str:
    """`40 kB`, `3.4 MB`, `2.0 GB`; in thousands, as file managers count."""
    if size < 100_000:
        return f"{size / 1000:.0f} kB"
    return f"{size / 1e6:.1f} MB" if size < 1e9 else f"{size / 1e9:.1f} GB"
