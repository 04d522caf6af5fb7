"""The pages of the cascade."""
