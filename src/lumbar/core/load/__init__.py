"""What was lifted, by day and by lift, and how that stands to the person's own usual."""
