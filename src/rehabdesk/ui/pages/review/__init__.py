"""The review of a shared copy: comments, a changed plan, and the file that goes back."""
