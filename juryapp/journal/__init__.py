"""The journal's entries, chains and heads: pure functions, no database."""
