# export: what leaves the casebook.

load common

@test "a workbook, a table and JSON are written, for the owner alone" {
	small
	for ending in xlsx csv json; do
		try export 1 -o out.$ending
		ended 0 "wrote out.$ending (1 session)"
		[ -s out.$ending ]
		[ "$(stat -c %a out.$ending)" = 600 ]
	done
	json "" <out.json >/dev/null
	head -c 2 out.xlsx | grep -q PK
}

@test "the same input gives the same bytes" {
	small
	for ending in xlsx csv json; do
		iptrate -q export 1 -o one.$ending
		iptrate -q export 1 -o two.$ending
		cmp one.$ending two.$ending
	done
}

@test "all sessions, or those named" {
	iptrate -q import "$samples"/s0[12].txt
	try export --all -o all.csv
	ended 0 "all sessions"
	try export -o x.csv
	refused 2 "name the sessions to export, or say --case CODE or --all"
	try export 1 --all -o x.csv
	refused 2 "not both"
	try export 1 7 -o x.csv
	refused 1 "no session 7"
	[ ! -e x.csv ]
}

@test "the whole talk only when asked for" {
	small
	iptrate -q export 1 -o out.json
	not grep -q babysitter out.json
	iptrate -q export 1 --with-transcript -o out.json
	grep -q babysitter out.json
}

@test "where it cannot be written is said, and nothing is left behind" {
	small
	try export 1
	refused 2 "say where to: -o FILE.xlsx, FILE.csv or FILE.json"
	try export 1 -o out.pdf
	[ "$status" -ne 0 ]
	[[ "$output" == *out.pdf* && ${#lines[@]} -eq 1 ]]
	try export 1 -o /nowhere/out.csv
	refused 1 "/nowhere/out.csv"
	for ending in csv json xlsx; do
		ln -sf /dev/full full.$ending
		try export 1 -o full.$ending
		refused 1 "full.$ending"
	done
	mkdir dir.csv
	try export 1 -o dir.csv
	refused 1 "dir.csv"
	[ "$(ls | grep -cv -e small -e full -e dir.csv -e casebook)" -eq 0 ]
}

# The second session is tagged by a codebook whose rule says something else.
@test "each session names the codebook that tagged it, also one that is lost" {
	small
	book other -e 's/^version: .*/version: 9.9.9/' \
		-e "s/says: follows up on risk just spoken of/says: other words/"
	sed 's/C90/C91/; s/truck/car/' small.txt >second.txt
	iptrate -q import second.txt --codebook other/ipt-en.yaml
	iptrate -q export --all -o out.json
	versions() {
		json "['sessions']
v = [s['codebook']['version'] for s in v]" <out.json
	}
	[ "$(versions)" = '["1.4.0", "9.9.9"]' ]
	iptrate -q export --all -o out.xlsx
	cover() {
		python3 -c 'import zipfile
print(zipfile.ZipFile("out.xlsx").read("xl/sharedStrings.xml").decode())'
	}
	cover | grep -q 'ipt-en, version 1.4.0): session 1<'
	cover | grep -q 'ipt-en, version 9.9.9): session 2<'
	# One codebook for all needs no list of sessions.
	iptrate -q export 1 -o out.xlsx
	cover | grep -q 'ipt-en, version 1.4.0)<'
	# A stored one that can no longer be read stops nothing.
	python3 - "$IPTRATE_CASEBOOK" <<-'END'
	import sqlite3, sys
	book = sqlite3.connect(sys.argv[1])
	book.execute("UPDATE codebook_version SET text = 'an old form' "
	             "WHERE version = '9.9.9'")
	book.commit()
	END
	for ending in xlsx csv json; do
		try export --all -o out.$ending
		ended 0 "wrote"
	done
	[ "$(versions)" = '["1.4.0", null]' ]
	iptrate -q export --all -o out.xlsx
	cover | grep -q 'of session 2: it can no longer be read'
	try tags 2
	ended 0 COMM
}

# Three sessions rated by RA, one of them by RB as well: a course for RA, a
# radar for each rating, bars for each session.
@test "every session and every rating is drawn, and the course of each rater" {
	iptrate -q import "$samples"/s0[123].txt
	for session in 1 2 3; do
		iptrate -q rate $session --rater RA --role supervisor \
			--set F1=3/3 --set C4=4/3 --set C7=3/2 >/dev/null
	done
	iptrate -q rate 2 --rater RB --role independent \
		--set F1=2/2 --set C4=2/2 --set C7=2/2 >/dev/null
	iptrate -q export --all -o out.xlsx
	python3 -c 'import zipfile
zipfile.ZipFile("out.xlsx").extractall("book")'
	count() {
		grep -l "<c:$1>" book/xl/charts/*.xml | wc -l
	}
	[ "$(count radarChart)" -eq 4 ]
	[ "$(count barChart)" -eq 3 ]
	[ "$(count lineChart)" -eq 1 ]
	grep -l "The course as rated by RA (supervisor)" book/xl/charts/*.xml
	# Two sessions are no course.
	iptrate -q export 1 2 -o two.xlsx
	python3 -c 'import zipfile
zipfile.ZipFile("two.xlsx").extractall("two")'
	[ "$(grep -l '<c:lineChart>' two/xl/charts/*.xml | wc -l)" -eq 0 ]
}
