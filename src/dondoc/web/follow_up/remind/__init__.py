"""The daily run: what is to be told today (plan), to whom (compose), and out of the house (deliver)."""
