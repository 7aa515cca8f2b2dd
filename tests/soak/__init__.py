"""Durability, measured: processes killed, power cut, disks failing. `make soak` runs long, `make test` a minute of each.

medium.py       what a disk may hold after a power cut, given what was written, synced, renamed
recording.py    the real SQLCipher and the real `os`, watched while the program works; faults on demand
power_cuts.py   the program's own acts, recorded, and every state checked
worker.py       a process that works until it is killed; kills.py kills it and looks at what is left
fuzz_packages.py packages changed at random by the byte, the page and the row, and what headquarters makes of them
"""
