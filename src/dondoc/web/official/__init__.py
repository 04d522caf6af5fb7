"""Official documents: Word files in the State's and the Party's form, from templates that an office can edit.

`render.document` fills a template, `checker.flaws` proves the form of what came out, `as_pdf.pdf_of` prints it.
"""
