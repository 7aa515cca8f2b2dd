"""Parts that several pages use: labels and buttons that speak the current language, flowing rows, the PIN's field."""
