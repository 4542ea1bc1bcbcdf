"""The plan page: the exercise library on the left, the plan on the right."""
