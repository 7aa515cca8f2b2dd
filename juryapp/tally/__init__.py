"""Exact totals, rankings and ties. Pure functions."""
