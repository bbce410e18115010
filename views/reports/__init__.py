"""Reports before they are printed or saved."""
