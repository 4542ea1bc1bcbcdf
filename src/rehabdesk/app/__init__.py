"""Start-up and composition: the only place where everything meets."""
