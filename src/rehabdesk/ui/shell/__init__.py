"""The main window: menu, sidebar, status bar and the stack of pages."""
