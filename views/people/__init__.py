"""Whose record it is: a new child, records that look alike, two made one, and separated again."""
