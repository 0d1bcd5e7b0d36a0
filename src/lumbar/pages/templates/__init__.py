"""What every page shows of an answer, as macros, and the one-file report that is made of them."""
