"""Reads the files of a table as text, each row with the line it stands on."""
