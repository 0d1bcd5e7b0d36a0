"""In-memory twins of the ports, which pass the same contract tests as the real ones, and logs to try them on."""
