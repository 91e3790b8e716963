"""How long things take on this machine: `python -m bench --help` says what can be measured.

Each command prints a Markdown table with the machine and the versions under it, and progress to standard error. What
is compared is measured in one run, by turns where it can be, so that a ratio holds where a figure does not: compare
only tables of the same machine, data and versions; beside other work the times grow. Deliveries are made from a seed
(`bench/deliveries/`) and kept between runs. Servers and browser run in processes of their own, all on this machine.
"""
