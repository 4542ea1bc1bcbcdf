"""The diary file. SQL lives here and nowhere else."""
