"""The naive loop in Python: every pattern on every turn.

usage: naive.py PATTERNS TURNS   (one a line each)
Prints: seconds, bytes searched, patterns tried, patterns refused, matches.
"""
import re
import sys
import time

patterns, refused = [], 0
for line in open(sys.argv[1], encoding="utf-8"):
    try:
        patterns.append(re.compile(line.rstrip("\n"), re.IGNORECASE))
    except re.error:
        refused += 1
turns = [line.rstrip("\n") for line in open(sys.argv[2], encoding="utf-8")]
start = time.process_time()
found = 0
for turn in turns:
    for pattern in patterns:
        if pattern.search(turn):
            found += 1
seconds = time.process_time() - start
size = sum(len(turn.encode()) for turn in turns)
print(f"{seconds:.6f} {size} {len(patterns)} {refused} {found}")
