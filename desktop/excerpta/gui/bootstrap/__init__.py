"""How the window comes to be: the application, and a hand that uses it for tours and tests."""

from pathlib import Path

from excerpta.gui.support.pyside_sources import declare_modules

declare_modules(Path(__file__).parents[2])  # before the modules are imported that this is about
