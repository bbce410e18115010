"""Being a running program: entry points, main window, command line."""
