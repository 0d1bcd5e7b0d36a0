"""A folder on the disk, looked at again and again, and what was taken from it."""
