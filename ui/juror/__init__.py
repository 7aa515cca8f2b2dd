"""The juror's desk as pages: list, scoring form, notes, review and signature."""
