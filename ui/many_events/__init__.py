"""Headquarters' page of many events: which is late, why, whom to call, and how sure each result is."""
