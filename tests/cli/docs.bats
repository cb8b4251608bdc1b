# What the documents show is what the program does.

load common

document() {
	grep -q '^ *```console' "$top/$1"
	python3 "$top/tests/cli/docs.py" "$program" "$top/$1"
}

@test "the examples of README.md run" {
	document README.md
}

@test "the page of figures tells how good the suggestions are" {
	cd "$top"
	"${PYTHON:-python3}" tests/cli/figures.py "$program" check rubrics/figures.md
}

@test "the examples of rubrics/README.md run" {
	document rubrics/README.md
}

@test "the examples of transcripts/sessions/README.md run" {
	document transcripts/sessions/README.md
}

@test "an example may use a file that the document shows" {
	cat >shown.md <<-'END'
	```yaml small.yaml
	codebook: small
	```
	```console
	$ grep -c codebook small.yaml
	1
	```
	END
	run python3 "$top/tests/cli/docs.py" "$program" shown.md
	[ "$status" -eq 0 ]
	[[ "$output" == *"1 examples run, 0 failed"* ]]
}

@test "an example that lies is found" {
	cat >lies.md <<-'END'
	```console
	$ iptrate version
	iptrate 99.9
	```
	END
	run python3 "$top/tests/cli/docs.py" "$program" lies.md
	[ "$status" -eq 1 ]
	[[ "$output" == *"lies.md:2:"*"1 examples run, 1 failed"* ]]
}

# Every example in the table of commands is at least understood: its command
# exists and so do its options.
@test "the examples of the man page are commands" {
	iptrate help --man | sed -n '/^\.EX/,/^\.EE/{/^iptrate/p}' |
		sed 's/\\-/-/g; s/ [0-9]*[|<>].*//' >examples
	[ "$(wc -l <examples)" -gt 30 ]
	touch a.txt passphrase.txt
	while IFS= read -r line; do
		echo "$line"
		eval "$line --help" >/dev/null
	done <examples
}

@test "the man page is sound roff and names every command" {
	iptrate help --man >iptrate.1
	if command -v groff >/dev/null; then
		groff -man -ww -Tutf8 iptrate.1 >page 2>faults
		[ ! -s faults ]
	fi
	iptrate help | sed -n 's/^  \([a-z]* \?[a-z]*\)  .*/\1/p' >commands
	[ "$(wc -l <commands)" -gt 30 ]
	while IFS= read -r command; do
		command=${command% }
		grep -q "^\.SS iptrate $command" iptrate.1 || {
			echo "no $command"
			return 1
		}
	done <commands
}
