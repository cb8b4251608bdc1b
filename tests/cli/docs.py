"""Runs the examples of a document.

Usage: docs.py PROGRAM FILE...

In every ```console block a line that begins with "$ " is a command (a
backslash at its end carries it on); the lines that follow are what it must
print, both streams together.  A line "..." stands for any lines, "..." inside
a line for any text.  A block that begins with ```LANGUAGE NAME is a file that
the reader writes: it stands under that name for the commands that follow.
The blocks of one document share a folder and a casebook; the folder shows the
checkout's transcripts/ and rubrics/.
"""
import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))


def blocks(path):
    """Yields (line number of the fence, its words, the lines within)."""
    words, start, within = None, 0, []
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if not line.strip().startswith("```"):
                within.append(line)
            elif words is None:
                words, start, within = line.strip()[3:].split(), number, []
            else:
                yield start, words, within
                words = None


def commands(start, lines):
    """Yields (line number, command, expected lines)."""
    number, command, expected = 0, None, []
    for at, line in enumerate(lines, start + 1):
        if line.startswith("$ "):
            if command is not None:
                yield number, command, expected
            number, command, expected = at, line[2:], []
        elif command is not None and command.endswith("\\") and not expected:
            command = command[:-1] + line.strip()
        elif command is not None:
            expected.append(line)
    if command is not None:
        yield number, command, expected


def matches(expected, got):
    pattern = ""
    for line in expected:
        if line == "...":
            pattern += r"(?:.*\n)*?"
        else:
            parts = (re.escape(part) for part in line.split("..."))
            pattern += "[^\n]*".join(parts) + "\n"
    return re.fullmatch(pattern, got) is not None


def tidy(text):
    lines = [line.rstrip() for line in text.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    return "".join(line + "\n" for line in lines)


def scene(program, folder):
    """A place to run in: the program by its name, samples at hand."""
    for name in ("transcripts", "rubrics"):
        os.symlink(os.path.join(TOP, name), os.path.join(folder, name))
    bin_folder = os.path.join(folder, ".bin")
    os.mkdir(bin_folder)
    os.symlink(os.path.abspath(program), os.path.join(bin_folder, "iptrate"))
    environment = dict(os.environ, HOME=folder, LC_ALL="C.UTF-8", COLUMNS="80",
                       XDG_DATA_HOME=os.path.join(folder, ".data"),
                       IPTRATE_CASEBOOK=os.path.join(folder, "casebook.db"),
                       IPTRATE_USER="you", SOURCE_DATE_EPOCH="1790000000",
                       PATH=bin_folder + ":" + os.environ["PATH"])
    environment.pop("IPTRATE_RATER", None)
    return environment


def run_command(folder, environment, place, command, expected):
    """Did it print what the document says?"""
    done = subprocess.run(["bash", "-c", command], cwd=folder,
                          env=environment, text=True, timeout=120,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL)
    wanted = tidy("\n".join(expected)).splitlines()
    if matches(wanted, tidy(done.stdout)):
        return True
    print(f"{place}: $ {command}\n-- expected\n" + "\n".join(expected)
          + "\n-- printed\n" + done.stdout)
    return False


def run_file(program, path):
    """Returns (run, failed)."""
    ran = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        environment = scene(program, folder)
        for start, words, lines in blocks(path):
            if len(words) == 2:
                name = os.path.join(folder, os.path.basename(words[1]))
                with open(name, "w", encoding="utf-8") as file:
                    file.write("\n".join(lines) + "\n")
            if words != ["console"]:
                continue
            for number, command, expected in commands(start, lines):
                ran += 1
                failed += not run_command(folder, environment,
                                          f"{path}:{number}", command,
                                          expected)
    return ran, failed


def main():
    program, paths = sys.argv[1], sys.argv[2:]
    ran = failed = 0
    for path in paths:
        one = run_file(program, path)
        ran, failed = ran + one[0], failed + one[1]
    print(f"{ran} examples run, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
