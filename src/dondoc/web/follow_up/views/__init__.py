"""The pages of the cycle, and the acts that are done on them."""
