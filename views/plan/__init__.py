"""The permanence action plan: its themes, actions with their progress, risks, next steps and findings."""
