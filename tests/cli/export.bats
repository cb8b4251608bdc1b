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
	refused 2 "name the sessions to export, or say --all"
	try export 1 --all -o x.csv
	refused 2 "not both"
	try export 1 7 -o x.csv
	refused 1 "no session 7"
	[ ! -e x.csv ]
}

@test "the whole talk only when asked for" {
	small
	iptrate -q export 1 -o out.json
	! grep -q babysitter out.json
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
