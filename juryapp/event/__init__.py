"""The event file open on this laptop: opening, writing, seats, drafts that were left, spare copies."""
