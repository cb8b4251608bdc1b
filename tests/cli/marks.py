"""Marks as a casebook: a rubric of 20 items whose mean is the mark, a short
session for each, and what rates them.

    marks.py rubric                    a rubric that passes by quality, cut 3
    marks.py text N                    the text of a session, each another
    marks.py rating MARK               a table for 'rate --file'
    marks.py casebook TABLE PROGRAM    all of TABLE (therapist, session, rater,
                                       score, with a heading) into the casebook
"""

import subprocess
import sys

ITEMS = 20


def rubric():
    head = """rubric: marks
version: 1.0.0
name: Marks
status: for tests
language: en
extent: {1: none, 2: a trace, 3: some, 4: much, 5: thorough}
quality: {1: poor, 2: weak, 3: fair, 4: good, 5: expert}
quality-from-extent: 2
guide: For tests.
scoring:
  adherence: {mean-of: extent, classes: [U]}
  quality: {mean-of: quality, classes: [U]}
  specificity: {mean-of: extent, classes: [U]}
  proscribed: {list: extent, classes: [P]}
  pass:
    score: quality
    cut: 3.0
    near-cut: {fixed: 0.25, measured-from: 24}
    min-share-rated: 0.8
    min-items: 8
    signed: true
items:
"""
    points = "{1: a, 2: b, 3: c, 4: d, 5: e}"
    for i in range(ITEMS):
        head += f"""  - id: M{i + 1}
    name: Item {i + 1}
    text: Item {i + 1}
    class: U
    phases: [initial, middle, termination]
    suggest: never
    extent: {points}
    quality: {points}
"""
    return head


def text(n):
    return (f"T: How was your week, since session {n}?\n"
            f"P: It was week {n}, and a hard one for me.\n")


def rating(mark):
    """Items that have this mean, as whole numbers."""
    total = round(mark * ITEMS)
    rows = ["item\textent\tquality"]
    for i in range(ITEMS):
        point = total // ITEMS + (i < total % ITEMS)
        rows.append(f"M{i + 1}\t4\t{point}")
    return "\n".join(rows) + "\n"


def run(*words):
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def casebook(table, program):
    with open(table) as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    names = []
    for therapist, session, _, _ in rows:
        name = f"T{therapist}_K{therapist}_{session}.txt"
        if name not in names:
            names.append(name)
            with open(name, "w") as file:
                file.write(text(len(names)))
    run(program, "-q", "import", "--names", "{therapist}_{case}_{number}",
        *names)
    for therapist, session, rater, mark in rows:
        with open("rating.tsv", "w") as file:
            file.write(rating(float(mark)))
        run(program, "-q", "rate", f"K{therapist}/{session}", "--rater", f"R{rater}",
            "--role", "independent", "--file", "rating.tsv", "--sign",
            "--yes")


def main(what, *rest):
    if what == "casebook":
        casebook(*rest)
        return
    made = {"rubric": rubric, "text": text, "rating": rating}[what]
    sys.stdout.write(made(*(float(word) if what == "rating" else word
                            for word in rest)))


if __name__ == "__main__":
    main(*sys.argv[1:])
