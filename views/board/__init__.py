"""The stages of the way to permanence: how many children are at each, who came in and who went out."""
