"""The pages through which files come in: upload and progress, the review desk, its acts."""
