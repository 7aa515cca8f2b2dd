"""Pages an office signs: score sheets, recapitulations, QR codes."""
