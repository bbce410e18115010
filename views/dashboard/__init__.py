"""The dashboard: charts in tiles, each opened large, read aloud, as a table, and down to its children."""
