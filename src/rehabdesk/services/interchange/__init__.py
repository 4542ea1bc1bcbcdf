"""The diary as JSON: complete, versioned, for other programs and for hand-writing.

`schema` says what a file may hold, `rows` turns it into the diary's rows and back, `exporting`
writes files, `importing` reads them and merges them into a diary. See `docs/formats.md`.
"""
