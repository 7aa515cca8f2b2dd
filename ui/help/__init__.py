"""Help: the guide beside the window, where each page leads in it, and what the program says of itself."""
