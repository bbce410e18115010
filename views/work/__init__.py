"""My work: everything that waits for one person or team, or for everyone, in one list."""
