"""Windows: they ask desks and show changes."""
