"""The event file open on this laptop: opening, writing, seats, note drafts that were left, spare copies."""
