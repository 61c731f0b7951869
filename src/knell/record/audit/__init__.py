"""Whether a record still holds what was put into it, and whether that can be shown again from the archived bytes."""
