"""The page of one child: facts, timeline, events, history."""
