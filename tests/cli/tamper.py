"""Changes a bundle, and makes its sums right again.

Usage: tamper.py FROM.zip TO.zip TABLE COLUMN VALUE [ROW]
       tamper.py FROM.zip TO.zip TABLE -line TEXT     a line more
       tamper.py FROM.zip TO.zip TABLE -cut COLUMN    a column less
       tamper.py FROM.zip TO.zip TABLE -drop ROW      a row less
       tamper.py FROM.zip TO.zip FACT -fact VALUE     in bag-info.txt
       tamper.py FROM.zip TO.zip FILE -text TEXT      a whole file

ROW counts from 1.  TABLE is found by the end of its name; VALUE is written as
it is, so that "\\N" is nothing.  What is left is a bundle whose manifests fit,
without a signature: only what it says can be wrong.
"""
import hashlib
import sys
import zipfile


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def change_table(data, what, value, row):
    lines = data.decode().split("\n")
    names = lines[0].split("\t")
    if what == "-line":
        lines.insert(len(lines) - 1, value)
    elif what == "-drop":
        del lines[int(value)]
    elif what == "-cut":
        at = names.index(value)
        lines = ["\t".join(c for i, c in enumerate(line.split("\t"))
                           if i != at) for line in lines]
    elif what == "-text":
        return value.encode()
    else:
        cells = lines[row].split("\t")
        cells[names.index(what)] = value
        lines[row] = "\t".join(cells)
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def main():
    old, new, table, what, value = sys.argv[1:6]
    row = int(sys.argv[6]) if len(sys.argv) > 6 else 1
    files = {}
    with zipfile.ZipFile(old) as archive:
        for name in archive.namelist():
            files[name] = archive.read(name)
    top = next(iter(files)).split("/")[0]
    if what == "-fact":
        name = top + "/bag-info.txt"
        lines = files[name].decode().splitlines()
        lines = [table + ": " + value if line.startswith(table + ":")
                 else line for line in lines]
        files[name] = ("\n".join(lines) + "\n").encode()
    else:
        name = [n for n in files if n.endswith("/" + table)][0]
        files[name] = change_table(files[name], what, value, row)
    payload = sorted(n for n in files if n.startswith(top + "/data/"))
    size = sum(len(files[n]) for n in payload)
    lines = files[top + "/bag-info.txt"].decode().splitlines()
    files[top + "/bag-info.txt"] = "".join(
        ("Payload-Oxum: %d.%d" % (size, len(payload))
         if line.startswith("Payload-Oxum") else line) + "\n"
        for line in lines).encode()
    files[top + "/manifest-sha256.txt"] = "".join(
        "%s  %s\n" % (sha256(files[n]), n[len(top) + 1:])
        for n in payload).encode()
    files[top + "/tagmanifest-sha256.txt"] = "".join(
        "%s  %s\n" % (sha256(files[top + "/" + n]), n)
        for n in ("bag-info.txt", "bagit.txt",
                  "manifest-sha256.txt")).encode()
    files.pop(top + "/tagmanifest-sha256.txt.minisig", None)
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in sorted(files):
            archive.writestr(n, files[n])


main()
