"""The command line: parse, call one use case, show. No decision is made here."""
