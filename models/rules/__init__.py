"""What law and guidance make of the facts: spells, journeys, timescales, stages. Pure functions over columns."""
