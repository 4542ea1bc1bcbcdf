"""Pictures for paper: shapes and words, drawn without a window and without another library."""
