"""The frame all pages share, their components, and the overview."""
