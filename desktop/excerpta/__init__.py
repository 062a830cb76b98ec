"""Excerpta reads articles closely: highlights, tags, retrieval by tag and export, over one SQLite file."""

__version__ = "0.1.0"
