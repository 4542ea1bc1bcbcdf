"""The command line: arguments in, services called, text or JSON out."""
