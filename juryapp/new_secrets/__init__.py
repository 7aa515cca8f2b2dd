"""New PINs and passphrases: how soon somebody would guess one, what to say of it, and one suggested in its place."""
