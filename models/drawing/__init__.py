"""Where what is drawn stands, as numbers: the same on the screen and on paper."""
