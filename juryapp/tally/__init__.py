"""Exact totals, rankings and ties. Pure functions over exact fractions: no database, clock, disk or window.

`exact` totals sheets and candidates, `stages` combines stages, `standing` says what is in and what is lacking,
`ties` is the ladder, `margin` tells a narrow one, `ranking` puts them together. `docs/tally.md` shows it by hand.
"""
