"""Checking papers: whom to believe, what is dropped, and the verdicts on it. No event needs to be open."""
