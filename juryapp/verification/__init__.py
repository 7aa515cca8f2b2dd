"""Whether documents and pictures are genuine and in force."""
