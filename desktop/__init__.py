"""Being a running program: entry points, the main window, the command line."""
