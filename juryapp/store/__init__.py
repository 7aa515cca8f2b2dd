"""The event file: SQLCipher, schema, journal and projections. The only room with SQL."""
