"""What numbers can say and what they cannot: waiting counted, chance told from change, ranges, splits and bounds.

Pure functions over numbers and columns, one subject a file. They know nothing of children, dates of law or measures,
and load nothing but polars, so that the command line stays quick.
"""
