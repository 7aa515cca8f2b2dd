"""Sets up `.venv` from the locks with nothing but Python itself (decision 003). Never imported by the program."""
