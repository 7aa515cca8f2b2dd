"""The secretary's desk as pages: the board, enrolment, documents."""
