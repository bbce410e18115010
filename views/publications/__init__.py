"""What was published: sealed figures, and what the record says otherwise since."""
