"""The comments that came back from somebody who looked at a shared copy."""
