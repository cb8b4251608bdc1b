# One name, one meaning: a struct that bears the name of another one, a
# function of many files that bears the name of any other, a file that bears
# the name of one in another room and is not listed as the same subject there.
# What is private to a file may be called as it likes among the private ones.
#
#   awk -f same.awk subjects.txt src/ROOM/FILE ...

function fault(where, kind, name, other)
{
	print where ": " kind " " name " is in " other ", too; one name, one " \
		"meaning"
	faults++
}

function is_private()
{
	return before ~ /^static / || before !~ /^$|[;}\/]$/ &&
		before_that ~ /^static /
}

function room_of(file)
{
	sub(/^src\//, "", file)
	return file ~ /\// ? substr(file, 1, index(file, "/") - 1) : ""
}

FILENAME == ARGV[1] {
	if (/^[a-z]/)
		subject[$1] = FNR
	next
}

FNR == 1 {
	stem = FILENAME
	sub(/.*\//, "", stem)
	sub(/\.[ch]$/, "", stem)
	if (stem != "private" && room_of(FILENAME) != "") {
		if (!(stem in stem_in))
			stem_in[stem] = FILENAME
		else if (room_of(stem_in[stem]) != room_of(FILENAME)) {
			if (!(stem in subject))
				fault(FILENAME ":1", "file", stem,
				      stem_in[stem])
		}
	}
}

/^struct [a-z_0-9]+ \{$/ {
	if ($2 in struct_in)
		fault(FILENAME ":" FNR, "struct", $2, struct_in[$2])
	else
		struct_in[$2] = FILENAME
}

FILENAME ~ /\.c$/ && /^[a-z_][a-z_0-9]*\(/ {
	name = $0
	sub(/\(.*/, "", name)
	if (is_private())
		private[name] = private[name] " " FILENAME ":" FNR
	else
		open_in[name] = FILENAME
}

{ before_that = before; before = $0 }

END {
	for (name in open_in) {
		n = split(private[name], places, " ")
		for (i = 1; i <= n; i++)
			fault(places[i], "function", name, open_in[name])
	}
	exit faults > 0
}
