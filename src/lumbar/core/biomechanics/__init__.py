"""Models of what a movement asks of the lower back."""
