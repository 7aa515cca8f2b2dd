"""What is published: a folder to carry, installers, and their digests. Made from the built folder; no part of the program."""
