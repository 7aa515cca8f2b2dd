"""The plenary's page: reveal, places, jurors' matrix, candidates side by side, decisions, minutes; made to be projected."""
