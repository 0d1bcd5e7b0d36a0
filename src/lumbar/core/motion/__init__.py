"""What a body did in front of a camera or a motion capture system: its poses, its repetitions and its holds."""
