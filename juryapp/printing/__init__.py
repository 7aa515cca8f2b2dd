"""Which documents an event needs, and how they come into folders."""
