"""Typed reasons as reviewed plain sentences. The core holds none."""
