"""Everything seen: pages, the one grid, and the Qt face of an open store."""
