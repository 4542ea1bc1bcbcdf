"""Bringing in what a person kept elsewhere: tables and habit apps.

`recognise` says what a file is, `tables` reads it, `dates` and `values` read its cells, `guess`
proposes a mapping, `table_plan` turns table and mapping into what would be added, `habits` does the
same for habit apps, and `adding` writes it into the diary, wholly or not at all.
"""
