"""The scorecard: every measure, and the children behind every figure."""
