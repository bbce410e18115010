"""Bringing a return in: files, issues, proposal, acceptance."""
