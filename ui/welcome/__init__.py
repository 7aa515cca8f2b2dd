"""Before a seat is taken: choosing an event, its passphrase, and who is here."""
