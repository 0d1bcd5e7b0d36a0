"""What a person can do with Lumbar, one verb a module. No framework, no file, no SQL: those are behind the ports."""
