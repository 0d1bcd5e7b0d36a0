"""The readout of the lower back: made from our own made lifters, and assessed on ones it never saw."""
