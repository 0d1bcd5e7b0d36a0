"""What was different before the pain: one module a cause, each giving findings."""
