"""The table of rubrics/figures.md that tells how good the suggestions are.

Usage: figures.py PROGRAM write|check PAGE

write puts the figures of today's codebook into the table; check fails when
the table tells another story: a summary that is off by more than 0.03, or a
technique whose F1 is off by more than 0.15.
"""
import json
import subprocess
import sys

HEAD = ("| technique | turns | precision | recall | F1 "
        "| F1 between two people |\n"
        "|---|---|---|---|---|---|\n")
LEAST = 10  # turns


def ask(program, *words):
    done = subprocess.run([program, *words, "--json"], check=True,
                          stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def measure(program):
    """Rows of the table: name, count, figures."""
    told = ask(program, "evaluate", "tests/data/heldout")
    samples = ask(program, "evaluate", "transcripts/sessions")
    names = {one["id"]: one["name"]
             for one in ask(program, "codebook", "list")["techniques"]}
    writer = told["machine"]["writer"]
    people = samples["ceiling"]["writer/second"]
    micro = ["all together (micro)",
             sum(t["n"] for t in writer["techniques"].values()),
             writer["micro_precision"], writer["micro_recall"],
             writer["micro_f1"], people["micro_f1"]]
    macro = ["mean of techniques (macro)", None, None, None,
             writer["macro_f1"], people["macro_f1"]]
    rows = [[f"{name} {names[name]}", one["n"], one["precision"],
             one["recall"], one["f1"], people["techniques"][name]["f1"]]
            for name, one in writer["techniques"].items()
            if one["n"] >= LEAST]
    rows.sort(key=lambda row: (-row[4], row[0]))
    return [micro, macro] + rows


def show(row):
    cells = [row[0], "" if row[1] is None else str(row[1])]
    cells += ["" if figure is None else f"{figure:.2f}" for figure in row[2:]]
    return "| " + " | ".join(cells) + " |\n"


def split(text):
    """What stands before the table, the table, what follows."""
    start = text.index(HEAD)
    end = text.index("\n\n", start) + 1
    return text[:start], text[start:end], text[end:]


def check(table, rows):
    printed = {}
    for line in table.splitlines()[2:]:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        printed[cells[0]] = float(cells[4])
    wrong = 0
    for row in rows:
        slack = 0.15 if row[0].split()[0].isupper() else 0.03
        if abs(printed.get(row[0], -1) - row[4]) > slack:
            print(f"{row[0]}: F1 is {row[4]:.2f}; the table says "
                  f"{printed.get(row[0], 'nothing')}")
            wrong += 1
    return wrong


def main():
    program, verb, path = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        before, table, after = split(file.read())
    rows = measure(program)
    if verb == "check":
        return 1 if check(table, rows) else 0
    with open(path, "w", encoding="utf-8") as file:
        file.write(before + HEAD + "".join(map(show, rows)) + after)
    return 0


if __name__ == "__main__":
    sys.exit(main())
