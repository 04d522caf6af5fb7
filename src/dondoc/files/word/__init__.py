"""Word files (DOCX): text as a person sees it, computed numbers and resolved changes included."""
