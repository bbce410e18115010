"""Trackers on the screen."""
