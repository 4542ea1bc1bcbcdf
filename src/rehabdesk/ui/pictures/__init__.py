"""Charts and maps as pictures to keep and to send: PNG, SVG and the clipboard.

`layers` is what a widget says of its own drawing, `picture` puts a title above it and makes files,
`menu` is the context menu that offers them.
"""
