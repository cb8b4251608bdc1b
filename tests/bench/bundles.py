"""Measures how long it takes to pack and open bundles, and how large they are.

Usage: bundles.py PROGRAM [N...]       (1 100 1000)

Each of the N sessions is one of the samples under another number; all are
packed as kind session, signed, plain and encrypted, and opened in a casebook
that has none of them, which also tags them; then once more.
"""
import os
import subprocess
import sys
import tempfile
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))


def run(program, *words):
    began = time.monotonic()
    before = os.times()
    subprocess.run([program, "-q", *words], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = os.times()
    busy = (after.children_user + after.children_system
            - before.children_user - before.children_system)
    return "%6.2f s (%.2f busy)" % (time.monotonic() - began, busy)


def sessions(folder, n):
    sample = os.path.join(TOP, "transcripts", "sessions", "s21.txt")
    with open(sample, encoding="utf-8") as lines:
        text = "".join(line for line in lines if not line.startswith("#"))
    os.mkdir(folder)
    for i in range(n):
        with open(os.path.join(folder, "%04d.txt" % i), "w",
                  encoding="utf-8") as out:
            out.write("# case: C%d\n# number: %d\n" % (i // 16, i % 16 + 1))
            out.write(text)


def measure(program, n):
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        os.environ.update(HOME=place, XDG_CONFIG_HOME=place + "/config",
                          IPTRATE_CASEBOOK=place + "/a.db",
                          IPTRATE_RATER="RL")
        sessions("in", n)
        run(program, "key", "new", "--no-passphrase")
        run(program, "import", "in")
        ids = [str(i) for i in range(1, n + 1)]
        print(n, "sessions")
        print("  pack      ", run(program, "bundle", "pack", *ids, "--kind",
                                  "session", "-o", "p.zip"),
              os.path.getsize("p.zip"), "bytes")
        print("  encrypted ", run(program, "bundle", "pack", *ids, "--kind",
                                  "session", "--to", "RL", "-o", "e.zip"),
              os.path.getsize("e.zip.age"), "bytes")
        print("  verify    ", run(program, "bundle", "verify", "p.zip"))
        os.environ["IPTRATE_CASEBOOK"] = place + "/b.db"
        print("  open      ", run(program, "bundle", "open", "e.zip.age"))
        print("  again     ", run(program, "bundle", "open", "p.zip"))
        os.chdir("/")


def main():
    program = os.path.abspath(sys.argv[1])
    for n in [int(word) for word in sys.argv[2:]] or [1, 100, 1000]:
        measure(program, n)


main()
