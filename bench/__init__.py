"""How long things take on this machine: `python -m bench exports`.

A benchmark measures in one process, one thing after the other, each five times, and prints the median. The first run
also loads the program's modules, which a server does once; the median leaves it out. Compare only tables of the same
machine, data and versions, which stand below each table; beside other work the times grow.
"""
