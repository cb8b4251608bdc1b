"""WebVTT or SRT as a usual Python library reads it: lines into blocks, a
pattern for the times, an object a caption, its text without tags.

usage: captions.py FILE
Prints: seconds, captions
"""
import re
import sys
import time

TIMES = re.compile(
    r"\s*((?:\d+:)?\d{2}:\d{2}[.,]\d{3})\s*-->\s*((?:\d+:)?\d{2}:\d{2}[.,]\d{3})")
TAGS = re.compile(r"<.*?>")
VOICE = re.compile(r"<v(?:\.\w+)*\s+([^>]+)>")


class Caption:
    """One caption: times in seconds, lines as the file has them."""

    def __init__(self, start, end, lines, identifier):
        self.start, self.end = start, end
        self.lines, self.identifier = lines, identifier
        voice = VOICE.match(lines[0]) if lines else None
        self.voice = voice.group(1) if voice else None
        self.text = TAGS.sub("", "\n".join(lines))


def seconds(stamp):
    """"1:02:03.500" -> 3723.5"""
    total = 0.0
    for part in stamp.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def blocks(lines):
    """Runs of lines that are not blank."""
    block = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def read(path):
    """The captions of a file."""
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\r\n") for line in file]
    captions = []
    for block in blocks(lines):
        for at in range(min(2, len(block))):
            times = TIMES.match(block[at])
            if times:
                captions.append(Caption(
                    seconds(times.group(1)), seconds(times.group(2)),
                    block[at + 1:], block[0] if at else None))
                break
    return captions


if __name__ == "__main__":
    begun = time.process_time()
    found = read(sys.argv[1])
    print(f"{time.process_time() - begun:.6f} {len(found)}")
