"""The set-up workbook: what a secretary prepares in a spreadsheet becomes a `Setup`, and back.

`read_setup` reads .xlsx, .ods or a folder of .csv files and tells all mistakes together; `write_setup` and `write_template` write
.xlsx. Nothing here stores an event. The spreadsheet libraries are only imported while a workbook is open.
"""

from juryapp.workbook.export import write_setup
from juryapp.workbook.reading import ReadWorkbook, read_setup, read_workbook
from juryapp.workbook.template import write_template

__all__ = ["ReadWorkbook", "read_setup", "read_workbook", "write_setup", "write_template"]
