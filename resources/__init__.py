"""Translations, icons, templates."""
