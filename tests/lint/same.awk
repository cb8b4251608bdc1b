# One name, one meaning: a struct that bears the name of another one, a
# function of many files that bears the name of any other.  What is private to
# a file may be called as others of its room are: what reads a row there may be
# read_row() in each file; in two rooms these are rows of two kinds, or one
# function written twice.
#
#   awk -f same.awk src/ROOM/FILE ...

function fault(where, kind, name, other)
{
	print where ": " kind " " name " is in " other ", too; one name, one " \
		"meaning"
	faults++
}

function room_of(place,    part, n)
{
	n = split(place, part, "/")
	return part[n - 1]
}

function is_private()
{
	return before ~ /^static / || before !~ /^$|[;}\/]$/ &&
		before_that ~ /^static /
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
	for (name in private) {
		n = split(private[name], places, " ")
		for (i = 2; i <= n; i++)
			if (room_of(places[i]) != room_of(places[1]) &&
			    !(name in open_in))
				fault(places[i], "function", name, places[1])
	}
	exit faults > 0
}
