"""What the board tells of an event."""
