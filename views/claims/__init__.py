"""Claims of published papers: what each says, what the file gives, and what came of it."""
