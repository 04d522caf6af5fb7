"""What is done with reviews: opening, writing, judging, freezing."""
