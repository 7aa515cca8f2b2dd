"""Preparation: the tables of the set-up, and what their edits do."""
