"""The nouns of a jury's work, one a file: frozen records and their rules. No input, no output, no clock."""
