# Who may include and call what: src/README.md (the map) and banned.tsv say
# it, this file only compares.
#
#   awk -f rooms.awk MAP BANNED src/ROOM/FILE ...
#
# Prints one line per fault and fails if there was any.

function fault(text)
{
	printf "%s:%d: %s\n", FILENAME, FNR, text
	faults++
}

# ---- the map: | `room/` | holds | `header.h` ... |, the core's end,
# ---- | `file.c` | for what stands above the rooms, and
# ---- | every room | `header.h` ... |

function read_map(    cell, n, names, i, room, who)
{
	if (split($0, cell, /[ \t]*\|[ \t]*/) < 4)
		return
	if (cell[2] == "the core ends here") {
		core_rooms = rooms
		return
	}
	if (cell[2] == "every room" || cell[2] == "past the core") {
		n = split(cell[3], names, /[` ]+/)
		for (i = 1; i <= n; i++)
			if (names[i] != "")
				system_header[names[i]] = cell[2]
		return
	}
	if (cell[2] !~ /^`[a-z]+(\/|\.c)`$/)
		return
	room = cell[2]
	gsub(/`|\/|\.c/, "", room)
	floor[room] = ++rooms
	n = split(cell[4], names, /[` ]+/)
	for (i = 1; i <= n; i++)
		if (names[i] != "") {
			who = owners[names[i]]
			owners[names[i]] = who (who ? "," : "") room
		}
}

function read_banned(    cell)
{
	if ($0 ~ /^(#|$)/)
		return
	split($0, cell, /\t+/)
	allowed[cell[1]] = cell[2]
	instead[cell[1]] = cell[3]
}

# ---- includes

function in_list(word, list)
{
	return index("," list ",", "," word ",") > 0
}

function owners_of(header,    folder)
{
	if (header in owners)
		return owners[header]
	folder = header
	sub(/\/.*/, "/*", folder)
	return folder in owners ? owners[folder] : ""
}

function check_own(path,    part, n)
{
	n = split(path, part, "/")
	if (n == 3 && part[1] == "gen") {
		if (part[2] != room)
			fault("generated for " part[2] " alone: " path)
		return
	}
	if (n != 2 || !(part[1] in floor))
		fault("no room's header: \"" path "\"")
	else if (part[1] == room)
		return
	else if (part[2] != part[1] ".h")
		fault("private to " part[1] ": \"" path "\"; its door is \"" \
			part[1] "/" part[1] ".h\"")
	else if (floor[part[1]] > floor[room])
		fault("wrong way: " room " may not include " part[1] \
			", which stands on it")
}

function check_foreign(header,    owned)
{
	owned = owners_of(header)
	if (owned != "") {
		if (!in_list(room, owned))
			fault("borrowed: <" header "> belongs to " owned)
	} else if (!(header in system_header))
		fault("nobody owns <" header ">; the map in src/README.md " \
			"names the headers in use")
	else if (system_header[header] != "every room" &&
		 floor[room] <= core_rooms)
		fault("not in the core: <" header ">")
}

function check_include(line)
{
	sub(/^[ \t]*#[ \t]*include[ \t]*/, "", line)
	if (line ~ /^".*"/) {
		line = substr(line, 2)
		sub(/".*/, "", line)
		check_own(line)
	} else if (line ~ /^<.*>/) {
		line = substr(line, 2)
		sub(/>.*/, "", line)
		check_foreign(line)
	} else
		fault("an include must name its header")
}

# ---- calls

# The line without strings and comments; in_comment lives across lines.
function bare(line,    out, at)
{
	gsub(/\\./, "", line)
	gsub(/'"'/, "", line)
	gsub(/"[^"]*"/, "\"\"", line)
	gsub(/'[^']*'/, "''", line)
	out = ""
	while (line != "") {
		at = index(line, in_comment ? "*/" : "/*")
		if (!at) {
			if (!in_comment)
				out = out line
			break
		}
		if (!in_comment)
			out = out substr(line, 1, at - 1)
		line = substr(line, at + 2)
		in_comment = !in_comment
	}
	sub(/\/\/.*/, "", out)
	return out
}

function check_calls(line,    name, before)
{
	while (match(line, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
		before = RSTART > 1 ? substr(line, RSTART - 1, 1) : " "
		name = substr(line, RSTART, RLENGTH - 1)
		sub(/[ \t]+$/, "", name)
		line = substr(line, RSTART + RLENGTH)
		if (before ~ /[.>]/ || !(name in allowed))
			continue
		if (in_list(room, allowed[name]))
			continue
		if (allowed[name] == "outer" && floor[room] > core_rooms)
			continue
		fault(name "() is not for " room ": " instead[name])
	}
}

FNR == 1 { file++; in_comment = 0 }
file == 1 { read_map(); next }
file == 2 { read_banned(); next }
FNR == 1 {
	n = split(FILENAME, place, "/")
	room = place[n - (place[n - 1] != "src")]
	sub(/\.c$/, "", room)
	if (!(room in floor)) {
		fault("the folder " room " has no row in the map")
		floor[room] = rooms + 1
	}
}
/^[ \t]*#[ \t]*include/ { check_include($0) }
{ check_calls(bare($0)) }

END {
	if (!rooms || !core_rooms || file < 2) {
		print "the map has no table of rooms"
		exit 1
	}
	exit faults > 0
}
