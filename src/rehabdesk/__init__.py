"""RehabDesk: a private desktop diary for hip-related knee pain."""

__version__ = "0.1.0"
