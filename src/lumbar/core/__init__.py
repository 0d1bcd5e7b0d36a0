"""The pure part: values in, values out. No file, clock, network, database or unseeded random."""
