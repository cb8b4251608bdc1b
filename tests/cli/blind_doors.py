"""Calls every command as a blind rater, and looks for what is hidden.

Usage: blind_doors.py PROGRAM TABLE CASEBOOK NAME MARKS [COMMAND...]

TABLE is blind_doors.txt, CASEBOOK is copied anew for each call, NAME is what
session 1 is called for the rater, MARKS a file of what must not be seen, a word
a line.  With 1 for NAME, as where whose it is is not hidden, ?session, ?case
and ?person are passed over.  A MARK in small letters is what is asked for, so that an answer that
spells it out knows it.  Prints a line for each fault, and ends with 1 when
there is one.
"""
import concurrent.futures
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import zipfile

PLACES = [("markcase/717", "nonecase/717"), ("markfile", "nonefile"),
          ("markcase", "nonecase"), ("markfile.txt", "nonefile.txt"),
          ("markcase/5", "nonecase/5")]
PAIRS = {
    "?session": PLACES,
    "?case": [("markcase", "nonecase")],
    "?person": [("markrater", "nonerater")],
}
# They print the codebook, and rules are in it.
OF_BOOK = re.compile(r"codebook (list|show|check|test|diff|stats)")


def commands(program):
    """The paths that help lists."""
    text = subprocess.run([program, "help"], capture_output=True,
                          text=True, check=True).stdout
    return set(re.findall(r"^  (\S+(?: \S+)?)  +\S", text, re.M))


def rows(table):
    for line in open(table):
        if line.startswith("#") or not line.strip():
            continue
        path, _, words = line.strip().partition("|")
        words = words.strip()
        whole = words.startswith("whole: ")
        yield path.strip(), words.removeprefix("whole: "), whole


def calls(path, words, name, turn):
    """(words, words that must be answered alike or None).  All commands find
    a session in the same way: each takes another place in turn."""
    top = os.environ["IPTRATE_TOP"]
    words = words.replace("BOOK", top + "/rubrics/codebook/ipt-en.yaml")
    forms = [words.replace("@", one) for one in sorted({"1", name})] \
        if "@" in words else [words]
    for form in forms:
        kinds = [kind for kind in PAIRS if kind in form]
        if not kinds:
            yield form, None
            continue
        pairs = PAIRS[kinds[0]] if name != "1" else []
        if path != "session show":
            pairs = pairs[turn % max(len(pairs), 1):][:1]
        for real, none in pairs:
            yield form.replace(kinds[0], real), form.replace(kinds[0], none)


def files(folder, before):
    """What was written, with what is in ZIP files."""
    for base, _, names in os.walk(folder):
        for name in names:
            full = os.path.join(base, name)
            at = os.path.relpath(full, folder)
            if at in before or at.startswith("casebook.db"):
                continue
            yield at, at.encode()
            data = open(full, "rb").read()
            yield at, data
            if zipfile.is_zipfile(full):
                with zipfile.ZipFile(full) as archive:
                    for inner in archive.namelist():
                        yield at, inner.encode()
                        yield at + "/" + inner, archive.read(inner)


def listing(folder):
    return {os.path.relpath(os.path.join(base, name), folder)
            for base, _, names in os.walk(folder) for name in names}


def call(program, casebook, path, words, json):
    """(status, output, [(what, bytes)])"""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        for one in os.listdir("given"):
            shutil.copy("given/" + one, folder)
        shutil.copy(casebook, folder + "/casebook.db")
        before = listing(folder)
        env = dict(os.environ, HOME=os.path.abspath(folder),
                   XDG_CONFIG_HOME=os.path.abspath(folder) + "/config",
                   XDG_DATA_HOME=os.path.abspath(folder) + "/data",
                   IPTRATE_CASEBOOK="casebook.db")
        done = subprocess.run(
            [program] + (["--json"] if json else []) + path.split() +
            shlex.split(words), cwd=folder, env=env,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, check=False)
        found = [("what it says", done.stdout)]
        return done.returncode, done.stdout, found + list(
            files(folder, before))


def marks_in(data, marks):
    text = data.decode("utf-8", "replace")
    return [mark for mark in marks
            if mark in text and
            (mark.startswith("MARK") or
             re.search(r"(?<!\w)" + re.escape(mark) + r"(?!\w)", text))]


def around(data, mark):
    text = data.decode("utf-8", "replace")
    at = text.find(mark)
    return text[max(at - 100, 0):at + 100]


def look(program, casebook, marks, path, words, alike, json, whole):
    shown = "iptrate " + ("--json " if json else "") + path + " " + words
    faults = []
    status, output, found = call(program, casebook, path, words, json)
    for word in shlex.split(words):
        found[0] = found[0][0], found[0][1].replace(word.encode(), b"_")
    if os.environ.get("SHOW"):
        print("$", shown, "->", status)
        print(output.decode("utf-8", "replace"))
    if status < 0 or status > 100:
        faults.append("%s: ends with %d" % (shown, status))
    for what, data in found[:1] if whole else found:
        for mark in marks_in(data, marks):
            if "." in mark and OF_BOOK.match(path + " " + words):
                continue
            faults.append("%s: %s has %s: ...%s" % (
                shown, what, mark, around(data, mark)))
    if alike is None:
        return faults
    other = call(program, casebook, path, alike, json)
    mine = (status, re.sub(rb"(?i)mark(?=case|rater|file)", b"none", output))
    theirs = (other[0], re.sub(rb"(?i)mark(?=case|rater|file)", b"none",
                               other[1]))
    if mine != theirs:
        faults.append("%s: tells that it is there:\n  %s  %s" % (
            shown, mine[1].decode(), theirs[1].decode()))
    return faults


def main():
    program, table, casebook, name, marks = sys.argv[1:6]
    only = tuple(sys.argv[6:]) or ("",)
    marks = open(marks).read().split()
    listed = list(rows(table))
    faults = []
    there, placed = commands(program), {path for path, _, _ in listed}
    for path in sorted(there - placed):
        faults.append("'%s' has no row in blind_doors.txt" % path)
    for path in sorted(placed - there):
        faults.append("blind_doors.txt: there is no command '%s'" % path)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        waiting = []
        for turn, (path, words, whole) in enumerate(listed):
            if path not in there or not path.startswith(only):
                continue
            for form, alike in calls(path, words, name, turn):
                for json in (False,) if alike else (False, True):
                    waiting.append(pool.submit(
                        look, program, casebook, marks, path, form, alike,
                        json, whole))
        for one in waiting:
            faults += one.result()[:3]
    print(len(waiting), "calls")
    print("\n".join(faults))
    return 1 if faults or not waiting else 0


sys.exit(main())
