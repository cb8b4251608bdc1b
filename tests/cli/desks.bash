# For tests of what people send each other: each at a desk of their own, with a
# casebook, settings and keys that are theirs.

# at WHO ARGUMENT...: the program at their desk.
at() {
	local who=$1

	shift
	IPTRATE_CASEBOOK=$BATS_TEST_TMPDIR/$who.db \
		XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/$who.config \
		IPTRATE_RATER=$who IPTRATE_USER=$who "$program" "$@"
}

at_try() {
	run at "$@"
	echo "at $* -> $status"
	echo "$output"
}

# Desks for these people, each with a key without passphrase, in WHO.pub.
desks() {
	local who

	for who; do
		mkdir "$who.config"
		chmod 700 "$who.config"
		at "$who" -q key new --no-passphrase
		at "$who" key show "$who" >"$who.pub" 2>/dev/null
	done
}

# introduce A B ROLE: B trusts A's key as in that role, told over the telephone.
introduce() {
	local told

	told=$(at "$1" key show "$1" 2>&1 >/dev/null | grep -o '[0-9A-Z-]*$')
	at "$2" -q key trust "$1.pub" --as "$1" --role "$3" \
		--fingerprint "$told"
}

# Each file of a bundle, its name and its bytes, one after the other.
inside() {
	"$python" - "$1" <<-'END'
	import sys, zipfile
	z = zipfile.ZipFile(sys.argv[1])
	for name in z.namelist():
	    sys.stdout.buffer.write(name.encode() + b"\n" + z.read(name) + b"\n")
	END
}

# The number of rows that a table of a bundle has: rows_in FILE TABLE.
rows_in() {
	"$python" - "$@" <<-'END'
	import sys, zipfile
	z = zipfile.ZipFile(sys.argv[1])
	name, = [n for n in z.namelist() if n.endswith("/data/" + sys.argv[2])]
	print(z.read(name).count(b"\n") - 1)
	END
}

# Everything that stands in a casebook, as one sum.
holds() {
	"$python" - "$1" <<-'END'
	import hashlib, sqlite3, sys
	db = sqlite3.connect(sys.argv[1])
	db.text_factory = bytes
	sum = hashlib.sha256()
	for table, in db.execute("SELECT name FROM sqlite_master"
	        " WHERE type = 'table' ORDER BY name").fetchall():
	    for row in db.execute('SELECT * FROM "%s"' % table.decode()):
	        sum.update(repr(row).encode())
	print(sum.hexdigest())
	END
}

python=${PYTHON:-python3}
