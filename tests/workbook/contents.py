"""What a cell may hold, and what is seen of it: the contents that the table of changes puts into every column."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.workbook.drawn import Error, Formatted, Formula, PartlyStruck, PartlyWhite, Struck, White

CONTENTS: dict[str, tuple[Any, str | tuple[str, ...]]] = {
    "blanks": ("   ", ""),
    "a non-breaking space": ("\u00a0", ""),
    "a zero-width space": ("\u200b", ""),
    "a joiner": ("\u200d", ""),
    "a blank braille letter": ("\u2800", ""),
    "a Hangul filler": ("\u3164", ""),
    "a formula of text": (Formula("Hasil"), "Hasil"),
    "a formula of a number": (Formula(7), "7"),
    "a formula of nothing": (Formula(""), ""),
    "a formula never calculated": (Formula(None), "never"),
    "an error": (Error("#REF!"), "never"),
    "a truth value": (True, "TRUE"),
    "a day": (date(2024, 3, 1), "2024-03-01"),
    "a number as text": ("7", "7"),
    "a number": (7, "7"),
    "a number with a comma": ("7,5", ("7,5", "7.5", "7, 5")),
    "a number for thousands": ("1.000", ("1.000", "1000")),
    "full-width digits": ("７", ("７", "7")),
    "a minus behind": ("7-", "7-"),
    "a percentage": (Formatted(0.25, "0%", "25%"), "25%"),
    "a rounded percentage": (Formatted(0.255, "0%", "26%"), "26%"),
    "a rounded number": (Formatted(6.4, "0", "6"), "6"),
    "leading noughts": (Formatted(7, "000", "007"), "007"),
    "a number that is not shown": (Formatted(7, ";;;", ""), ""),
    "thousands of a number": (Formatted(7000, "#,##0,", "7"), "7"),
    "a day's number": (45351, "45351"),
    "part of a day": (0.375, "0.375"),
    "part of a day as a percentage": (Formatted(0.375, "0.0%", "37.5%"), "37.5%"),
    "something struck through": (Struck("7"), "never"),
    "something struck through in part": (PartlyStruck("72"), "72"),
    "letters in the colour of the cell": (White("7"), "7"),
    "some letters in the colour of the cell": (PartlyWhite("72"), "72"),
    "a letter that the format adds": (Formatted(7, '"K"0', "K7"), "K7"),
    "a code that the format makes": (Formatted(7, '"K"000', "K007"), "K007"),
    "a digit that the format adds": (Formatted(7, '0"0"', "70"), "70"),
    "a letter that the format adds to a text": (Formatted("7", '"K"@', "K7"), "K7"),
    "a percent sign that the format adds": (Formatted(7, "0\\%", "7%"), "7%"),
    "thousands that the format adds": (Formatted(7, '0" ribu"', "7 ribu"), "7 ribu"),
    "a minus that the format adds": (Formatted(7, '"-"0', "-7"), "-7"),
    "a word that the format chooses": (Formatted(60, '[>=50]"lulus";"gagal"', "lulus"), "lulus"),
    "a unit": (Formatted(7, '0" poin"', "7 poin"), ("7 poin", "7")),
    "a currency": (Formatted(7, '"Rp" #,##0', "Rp 7"), ("Rp 7", "7")),
    "a text that is not shown": (Formatted("7", ";;;", ""), ""),
    "a text that shows as nothing": (Formatted("7", ';;;""', ""), ""),
    "a zero of an account": (Formatted(0, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "-"), ("-", "")),
}

MUST_TELL = {
    "something struck through", "something struck through in part", "letters in the colour of the cell",
    "some letters in the colour of the cell", "a text that is not shown", "a text that shows as nothing",
    "a letter that the format adds", "a letter that the format adds to a text", "a percent sign that the format adds",
    "a word that the format chooses", "a digit that the format adds", "a unit",
}  # fmt: skip
"""Where what is stored isn't what is seen: told, even where the set-up stays the same. In a .csv file there is nothing stored."""


IN_CSV = {  # there is nothing there but what is shown
    "a formula never calculated": ("",),
    "a day": ("01/03/2024",),
    "part of a day": ("0.375", "0375"),  # the dots of a NIP are no part of it
    "leading noughts": ("007", "7"),
    "something struck through": ("7",),
}
