"""What leaves Lumbar for other programs and other people."""
