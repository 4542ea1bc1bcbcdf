"""One module or folder per page of the main window."""
