"""Keys, certificates, ink, signatures in PDFs and their verification.

Knows nothing of the journal's tables or of pages' wording.
"""

import logging

for _library in ("pyhanko", "pyhanko_certvalidator", "pikepdf"):
    # what they find suspicious is told in our own sentences; without a handler it would be printed, with its traceback
    logging.getLogger(_library).addHandler(logging.NullHandler())
