"""Pictures of pages become lines of words with boxes."""
