"""Claims of published papers, recomputed and held against each other."""
