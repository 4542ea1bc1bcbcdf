"""Two diaries of one person become one: nothing lost, nothing doubled, conflicts shown."""
