"""The verbs of a juror, a secretary and headquarters; each write returns what it changed."""
