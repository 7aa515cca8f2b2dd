"""Commands on a file that is older than what this laptop knows of its event: looks tell it, acts change nothing until it is chosen."""
