"""Limits: how long and how many what people write may be, at the desks, in workbooks and in entries from elsewhere alike."""

from __future__ import annotations

NAME = 200
"""Letters of a name, an office, an institution, a room."""
GUIDANCE = 1_000
"""Letters of what a criterion tells its jurors."""
DESCRIPTOR = 500
"""Letters of what a band of points means."""
FACT = 1_000
"""Letters of a fact about a candidate, and of its heading."""
REMARK = 2_000
"""Letters of a remark or a reason: it stands on a page."""
CRITERIA = 200
"""Criteria of a rubric, bands of a criterion, points of a fixed set; so many at most are drawn on a sheet."""
LISTED = 2_000
"""Candidates, panels or facts in one list."""
YEARS = range(1900, 2200)
"""The years of every day and moment. Clocks that lost their battery say 1904, 1970, 1980 or 2000, and one that ran over says
1901: they all lie within, and no time zone carries one of these years out of those that a calendar has."""
