"""Makes the illustrative rows of the shipped extracts; the command is `python data/make_illustrative.py`."""
