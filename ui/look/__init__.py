"""The look: named colours, fonts by role, one style sheet, and the shapes that states are painted with."""
