"""The core knows everything about a library and nothing about a window: it never imports Qt."""
