"""Windows, pages and widgets. Qt lives here and in `app`, nowhere else."""
