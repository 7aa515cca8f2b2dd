"""Commands on a file that is older than what this laptop knows: looks tell it, acts change nothing until a file is chosen."""
