"""A diary as tables for spreadsheets and statistics: one tidy CSV file for each kind of row.

`columns` turns records into cells and back, `layout` says which tables there are, `harmless` keeps
spreadsheets from running what a person typed, `dictionary` explains every column, `exporting`
writes a folder or a zip file, `importing` reads them again. See `docs/formats.md`.
"""
