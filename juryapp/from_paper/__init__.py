"""From paper: signed sheets that were printed and scanned come back as their jurors' own signed records."""
