"""One grid for every table in the program."""
