"""Keys, certificates, ink, signatures in PDFs and their verification.

Knows nothing of the journal's tables or of pages' wording.
"""
