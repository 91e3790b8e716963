"""Answers in, bytes of files out: PowerPoint, Excel, Word, CSV, ZIP; each file states what it rests on.

The writers are not imported here: their libraries are slow to load, and seldom asked for when the dashboard starts.
"""
