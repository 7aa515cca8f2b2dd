"""Measures: every row of the design's "Measures" as a ratio within one run. Nothing here passes or fails."""
