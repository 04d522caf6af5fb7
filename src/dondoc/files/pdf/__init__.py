"""PDF files: the text layer, pictures of pages, the choice between them."""
