#!/usr/bin/env bats
# What is told of raters, as sheets of the workbook.

load common
load three

setup_file() {
	load common
	load three
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR setup
	three_raters
	cp "$IPTRATE_CASEBOOK" kept.db
}

# Exports all, and holds the sheets of raters against the JSON.
held() {
	iptrate -q export --all --force -o out.xlsx "$@"
	iptrate agree --json "$@" >agree.json
	iptrate drift --json "$@" >drift.json
	run "${PYTHON:-python3}" "$top/tests/export/check_raters.py" out.xlsx \
		agree.json drift.json
	echo "$output"
	[ "$status" -eq 0 ]
}

sheets() {
	"${PYTHON:-python3}" -c "import openpyxl, sys
print(*openpyxl.load_workbook(sys.argv[1]).sheetnames)" "$1"
}

# All that a sheet says, a cell a line.
cells() {
	"${PYTHON:-python3}" -c "import openpyxl, sys
for row in openpyxl.load_workbook(sys.argv[1])[sys.argv[2]].iter_rows():
	for cell in row:
		if cell.value is not None:
			print(cell.value)" "$@"
}

@test "the sheets hold what agree and drift tell" {
	begin
	for who in A B; do
		iptrate -q decide 1 5 add COMM --rater $who \
			--reason "$who says so" >/dev/null
	done
	iptrate -q decide 1 7 add CLAR --rater A --reason 'only A' >/dev/null
	iptrate -q decide 1 7 reject CLAR --rater B --reason 'not so' >/dev/null
	held
	[ "$(sheets out.xlsx)" = \
		"Cover Summary Ratings Evidence Agreement Drift Standing Audit Lists" ]
	grep -q "On what raters part: tags" <(cells out.xlsx Agreement)
	grep -q "A change that noise does not make" <(cells out.xlsx Drift)
	[[ "$(cells out.xlsx Drift)" == *"beyond "*sigma* ]]
}

@test "the chart draws each month, the centre and both limits" {
	begin
	iptrate -q export --all -o out.xlsx
	iptrate drift --json >drift.json
	"${PYTHON:-python3}" - <<-'END'
	import json, re, zipfile
	archive = zipfile.ZipFile("out.xlsx")
	charts = [archive.read(n).decode() for n in archive.namelist()
	          if n.startswith("xl/charts/chart")]
	drawn = {m[1]: c for c in charts
	         if (m := re.search(r"Month by month: (\w+),", c))}
	raters = {r["rater"]: r for r in
	          json.load(open("drift.json"))["raters"]}
	assert set(drawn) == set(raters) == set("ABC"), drawn.keys()
	for name, chart in drawn.items():
	    series = re.findall(r"<c:ser>.*?</c:ser>", chart, re.S)
	    made = raters[name]
	    # and the points in which a rule holds
	    assert len(series) == 4 + made["changed"], (name, len(series))
	    lines = [[m["severity"] for m in made["months"]]] + [
	        [made["chart"][key]] * 6 for key in ("centre", "lower", "upper")]
	    if made["changed"]:
	        lines.append([m["severity"] for m in made["months"]
	                      if m["signals"]])
	    for one, wanted in zip(series, lines):
	        values = re.search(r"<c:val>.*</c:val>", one, re.S)[0]
	        drawn_ = [float(v) for v in
	                  re.findall(r"<c:v>(.+?)</c:v>", values)]
	        assert len(drawn_) == len(wanted) and all(
	            abs(a - b) < 1e-6 for a, b in zip(drawn_, wanted)), (
	                drawn_, wanted)
	END
}

@test "what people wrote is text, whatever it begins with" {
	begin
	iptrate -q person set '=cmd()' role=assessor
	iptrate -q rate 1 --user X --rater '=cmd()' --role independent \
		--set A3=2/1@1 --set A4=2/1 --comment A3='=1+1' \
		--comment A4='<b>&amp;</b> _x0041_ http://example.org' >/dev/null
	iptrate -q sign 1 --user X --rater '=cmd()' --role independent \
		--incomplete 'for a test' >/dev/null
	iptrate -q decide 1 7 add CLAR --rater A --reason '@SUM(A1)' >/dev/null
	iptrate -q decide 1 7 reject CLAR --rater B --reason '=2+2' >/dev/null
	held
	grep -qx '=cmd()' <(cells out.xlsx Agreement)
	grep -q ': =1+1$' <(cells out.xlsx Agreement)
	grep -q '<b>&amp;</b> _x0041_ http://ex' <(cells out.xlsx Agreement)
	grep -qx 'B reject: =2+2' <(cells out.xlsx Agreement)
	mkdir book
	python3 -c 'import zipfile
zipfile.ZipFile("out.xlsx").extractall("book")'
	for sheet in 5 6; do
		not grep -qE '<f>|<hyperlink ' "book/xl/worksheets/sheet$sheet.xml"
	done
}

@test "what is sealed, or hidden from who rates blind, is in no sheet" {
	begin
	iptrate -q person set D role=assessor
	iptrate -q rate 1 --user D --rater D --role independent --set A1=2/1 \
		--comment A1=SEALEDWORDS --seal --incomplete 'for a test' \
		>/dev/null
	iptrate -q person set E role=assessor
	iptrate -q assign 1 2 --to E --blind people,ratings
	held
	for sheet in Agreement Drift; do
		not grep -q SEALEDWORDS <(cells out.xlsx $sheet)
	done
	not grep -qx D <(cells out.xlsx Agreement)
	grep -q "1 rating is left out: it is sealed" <(cells out.xlsx Agreement)
	# also to who sealed it: it counts for nobody
	iptrate -q export --all --user D --force -o out.xlsx
	not grep -q SEALEDWORDS <(cells out.xlsx Agreement)
	held --user E
	not grep -q C01 <(cells out.xlsx Agreement)
	grep -q "2 sessions are left out: they are rated blind" \
		<(cells out.xlsx Agreement)
	iptrate -q export 1 2 --user E -o blind.xlsx
	not grep -qE 'Agreement|Drift' <(sheets blind.xlsx)
}

@test "what was practised is in no sheet" {
	begin
	iptrate -q export --all -o before.xlsx
	iptrate -q drill take learn-1 --rater D --user D --no-screen >taken
	n=$(grep -o 'session [0-9]*\. Rate' taken | grep -o '[0-9]*')
	iptrate -q rate "$n" --rater D --user D --set A1=3/3 \
		--comment A1=PRACTISED >/dev/null
	iptrate -q sign "$n" --rater D --user D --incomplete 'to practise' \
		>/dev/null
	iptrate -q export --all -o after.xlsx
	for sheet in Agreement Drift; do
		cells before.xlsx $sheet >before
		cells after.xlsx $sheet >after
		cmp before after
	done
	held
}

@test "there is a sheet only where there is something to say" {
	begin
	iptrate -q export 1 2 3 4 5 -o five.xlsx
	grep -q Agreement <(sheets five.xlsx)
	not grep -q Drift <(sheets five.xlsx)
	rm -f casebook.db*
	small
	iptrate -q rate 1 --rater A --role independent --set A1=3/3 --sign \
		--incomplete 'for a test' >/dev/null
	iptrate -q export 1 -o one.xlsx
	not grep -qE 'Agreement|Drift' <(sheets one.xlsx)
	# Nobody rated it in full: what cannot be said is a sentence.
	iptrate -q rate 1 --rater B --role independent --set A1=4/4 --sign \
		--incomplete 'for a test' >/dev/null
	held
	cells out.xlsx Agreement >said
	grep -q "No session has a score from two" said
	grep -q "No session has one from two raters" said
	grep -q "No session has decisions on its tags by two" said
	grep -q "excerpts in Evidence and Agreement" <(cells out.xlsx Cover)
}

@test "only the sessions in the workbook are told of" {
	begin
	iptrate -q export 2 3 -o two.xlsx
	cells two.xlsx Agreement >said
	grep -q "^2 sessions of this workbook, 3 raters, 6 signed" said
	not grep -qE '^C0[1456]/|review [1456]' said
}

# Of three raters, that of all, not that of the first two.
@test "kappa of an item is told of twenty sessions, of all raters" {
	local n who
	mkdir rubrics
	cp -r "$top/rubrics/." rubrics
	python3 "$BATS_TEST_DIRNAME/marks.py" rubric >rubrics/ipt-core.yaml
	export IPTRATE_RUBRICS=$PWD/rubrics
	for n in {1..20}; do
		python3 "$BATS_TEST_DIRNAME/marks.py" text "$n" >"t$n.txt"
	done
	iptrate -q import t*.txt --case K >/dev/null
	for n in {1..20}; do
		for who in 0 1 2; do
			python3 "$BATS_TEST_DIRNAME/marks.py" rating \
				"$(((n * 7 + who * (n % 3)) % 4 + 1))" >given.tsv
			iptrate -q rate "$n" --rater "R$who" --role independent \
				--file given.tsv --sign >/dev/null
		done
	done
	held
	grep -qx Kappa <(cells out.xlsx Agreement)
	grep -qx AC2 <(cells out.xlsx Agreement)
	grep -q "The pass decision, beyond chance" <(cells out.xlsx Agreement)
}
