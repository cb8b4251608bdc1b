"""Measures `depend` and what it rests on in a large casebook.

Usage: depend.py PROGRAM [RATINGS]       (10000)

A session with one signed rating is made by the program and copied within the
file, with its turns and tags: two ratings a session, ten sessions a therapist, forty raters, each with
a severity of their own.  The plain baseline is this script: it reads the same
marks from the file and works out the means of therapists and raters, and
nothing else.
"""
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(TOP, "tests", "cli"))
import marks  # noqa: E402

ITEMS = marks.ITEMS
RATERS = 40


def busy(program, *args):
    before = os.times()
    began = time.monotonic()
    subprocess.run([program, "-q", *args], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = os.times()
    return (time.monotonic() - began,
            after.children_user + after.children_system
            - before.children_user - before.children_system)


def columns(db, table, but):
    names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    return [name for name in names if name not in but]


def copy(db, table, key, row, **changed):
    """A copy of a row with some columns changed; its new id."""
    names = columns(db, table, set(changed) | {key})
    kept = ", ".join(names)
    new = "".join(", " + name for name in changed)
    marks_ = "".join(", ?" for _ in changed)
    done = db.execute(
        f"INSERT INTO {table} ({kept}{new}) SELECT {kept}{marks_} "
        f"FROM {table} WHERE {key} = ?", (*changed.values(), row))
    return done.lastrowid


def people(db, prefix, n, like):
    return [copy(db, "person", "id", like, code=f"{prefix}{i + 1}")
            for i in range(n)]


def copy_talk(db, session):
    for table in ("speaker", "turn", "tag", "hit"):
        names = ", ".join(columns(db, table, {"session_id"}))
        db.execute(f"INSERT INTO {table} (session_id, {names}) "
                   f"SELECT ?, {names} FROM {table} WHERE session_id = 1",
                   (session,))


def add_rating(db, session, rater, mark):
    rating = copy(db, "rating", "id", 1, session_id=session, rater_id=rater)
    total = round(mark * ITEMS)
    last = 0
    for i in range(ITEMS):
        last = copy(db, "rating_item", "id", i + 1, rating_id=rating,
                    quality=total // ITEMS + (i < total % ITEMS))
    sign = copy(db, "signature", "id", 1, rating_id=rating, last_item=last)
    for i in range(ITEMS):
        db.execute("INSERT INTO signed_item VALUES (?, ?, '')",
                   (sign, last - i))


def fill(path, ratings):
    db = sqlite3.connect(path)
    db.execute("PRAGMA foreign_keys = OFF")
    db.create_function("code_key", 1, str.lower)  # asked by a trigger
    chance = random.Random(1)
    first = db.execute("SELECT id FROM person WHERE code = 'R1'").fetchone()[0]
    raters = people(db, "Q", RATERS, first)
    severity = [chance.gauss(0, .3) for _ in raters]
    therapists = people(db, "U", ratings // 20, first)
    for t, therapist in enumerate(therapists):
        own = chance.gauss(3.2, .45)
        for s in range(10):
            here = own + chance.gauss(0, .3)
            session = copy(db, "session", "id", 1, therapist_id=therapist,
                           number=None, uid=f"u{t}-{s}")
            db.execute("INSERT INTO source SELECT ?, name, ?, bytes "
                       "FROM source WHERE session_id = 1",
                       (session, f"{t:032d}{s:032d}"))
            copy_talk(db, session)
            for k in range(2):
                r = (t * 3 + s % 4 + k) % RATERS
                mark = here + severity[r] + chance.gauss(0, .3)
                add_rating(db, session, raters[r], min(5, max(1.5, mark)))
    db.commit()
    db.close()


def baseline(path):
    before = time.process_time()
    db = sqlite3.connect(path)
    sums = {}
    for rater, therapist, rating, quality in db.execute(
            "SELECT rater_id, therapist_id, rating.id, quality FROM rating "
            "JOIN session ON session.id = session_id "
            "JOIN rating_item ON rating_id = rating.id"):
        for key in (("rater", rater), ("therapist", therapist),
                    ("rating", rating)):
            one = sums.setdefault(key, [0, 0])
            one[0] += quality
            one[1] += 1
    [total / n for total, n in sums.values()]
    return time.process_time() - before


def main(program, ratings=10000):
    program = os.path.abspath(program)
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        os.environ.update(HOME=place, XDG_CONFIG_HOME=place + "/config",
                          XDG_DATA_HOME=place + "/data",
                          IPTRATE_RUBRICS=os.path.join(TOP, "rubrics"),
                          IPTRATE_CASEBOOK=place + "/a.db")
        for name, text in (("m.yaml", marks.rubric()),
                           ("s.txt", marks.text(1)),
                           ("r.tsv", marks.rating(3))):
            with open(name, "w", encoding="utf-8") as file:
                file.write(text)
        rubric = ("--rubric", "m.yaml")
        busy(program, *rubric, "import", "s.txt")
        busy(program, *rubric, "rate", "1", "--rater", "R1", "--role",
             "independent", "--file", "r.tsv", "--sign", "--yes")
        fill("a.db", int(ratings))
        plain = baseline("a.db")
        seen = subprocess.run([program, *rubric, "depend", "--json"],
                              check=True, stdout=subprocess.PIPE).stdout
        assert json.loads(seen)["ratings"] >= int(ratings), seen[:400]
        print(f"{ratings} ratings of 20 items")
        print("  plain means, Python     %6.2f s" % plain)
        for says, args in (("session list", ("session", "list")),
                           ("depend", ("depend",)),
                           ("depend --therapist",
                            ("depend", "--therapist", "U1")),
                           ("score (measured band)", ("score", "1")),
                           ("agree --all", ("agree", "--all")),
                           ("agree --all --json",
                            ("agree", "--all", "--json"))):
            took, worked = busy(program, *rubric, *args)
            print("  %-23s %6.2f s (%.2f busy)  %5.1f x plain"
                  % (says, took, worked, worked / plain))


main(*sys.argv[1:])
