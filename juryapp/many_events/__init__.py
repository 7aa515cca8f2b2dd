"""Many events: what headquarters knows of a folder of events, one for each province or zone."""
