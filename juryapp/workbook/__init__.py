"""The set-up workbook: what a secretary prepares in a spreadsheet becomes a `Setup`, and back.

`reading` reads .xlsx, .ods or a folder of .csv files and tells all mistakes together; `export` and `template` write .xlsx.
Nothing here stores an event. The spreadsheet libraries are only imported while a workbook is open.
"""
