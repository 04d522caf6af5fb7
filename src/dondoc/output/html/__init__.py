"""The self-contained page: source left, register right."""
