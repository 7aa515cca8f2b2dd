"""A changed workbook: what it would change, whose work it touches, and taking it."""
