"""What a cell of text means: a day, a whole number, a code or an office, in the forms that people write them in."""
