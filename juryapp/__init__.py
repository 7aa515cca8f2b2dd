"""Juryapp's core: a jury that interviews on site without a network. Knows nothing of Qt."""

__version__ = "0.1.0"
