"""Commands that a document tells in its running text, one a line.

Usage: told.py FILE HEADING

Of the section under "## HEADING": what stands between backticks or on a line
of its own that is set in, and begins with the name of a program.
"""
import re
import sys

PROGRAMS = ("iptrate ", "minisign ")


def main():
    path, heading = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        text = file.read()
    section = text.split("\n## " + heading + "\n", 1)[1].split("\n## ", 1)[0]
    for found in re.finditer(r"^    (.+)$|`([^`\n]+)`", section, re.M):
        command = found.group(1) or found.group(2)
        if command.startswith(PROGRAMS):
            print(command)


if __name__ == "__main__":
    main()
