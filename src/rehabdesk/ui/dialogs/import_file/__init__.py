"""The import dialog: choose a file, say what it means, see what would come in, bring it in."""
