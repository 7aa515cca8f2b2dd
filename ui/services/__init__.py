"""What stands around a desk: the second copy, the lock, one running program, and words when the program fails."""
