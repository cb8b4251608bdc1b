# Functions and files that have grown too long to be read in one go.
#
#   awk -f sizes.awk LARGE src/ROOM/FILE.c ...
#
# LARGE lists what may be long, and why: FILE or FILE:FUNCTION, a blank, a
# reason.  A line of it that is no longer needed is a fault, too.

function report()
{
	if (previous && lines > most_file)
		fault(previous, lines " lines, more than " most_file)
}

function fault(what, text)
{
	if (what in reason) {
		used[what] = 1
		return
	}
	print what ": " text
	faults++
}

BEGIN { most_function = 60; most_file = 400 }

FNR == 1 { file++ }
file == 1 {
	if ($0 !~ /^(#|$)/) {
		what = $1
		$1 = ""
		reason[what] = $0
	}
	next
}
FNR == 1 { report(); previous = FILENAME; start = 0 }
{ lines = FNR }
/^[A-Za-z_][A-Za-z0-9_]*\(/ { name = $0; sub(/\(.*/, "", name); start = FNR }
/^}$/ && start {
	if (FNR - start + 1 > most_function)
		fault(FILENAME ":" name, (FNR - start + 1) \
			" lines, more than " most_function)
	start = 0
}

END {
	report()
	for (what in reason)
		if (!(what in used)) {
			print "tests/lint/large.txt: not needed: " what
			faults++
		}
	exit faults > 0
}
