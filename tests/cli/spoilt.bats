#!/usr/bin/env bats
# Bundles that something happened to on the way, done with tools that everybody
# has: zip, Python's zipfile, sed, minisign, age, openssl.  Each is named in one
# sentence by `bundle verify` and `bundle open`, with its exit code, and changes
# nothing.  What only its content can tell is in tamper.bats.

load common
load desks

# TR's session at SV's desk, and what SV gets from TR: good.zip, signed.
exchange() {
	if [ ! -e "$BATS_FILE_TMPDIR/made" ]; then
		desks TR SV XX
		introduce TR SV trainee
		cp "$BATS_TEST_DIRNAME/small.txt" .
		{
			at TR -q import small.txt
			at TR -q bundle pack 1 --kind session -o s.zip
			at SV -q bundle open s.zip
			at TR -q rate 1 --role self --set A1=4/3@3
			at TR -q sign 1 --role self --incomplete 'for a test'
			at TR -q bundle pack 1 --kind return -o good.zip
			at TR -q bundle pack 1 --kind return --to SV.pub \
				-o good.zip
		} >/dev/null 2>&1
		mkdir "$BATS_FILE_TMPDIR/made"
		cp -r ./*.zip ./*.age ./*.pub ./*.db ./*.config \
			"$BATS_FILE_TMPDIR/made"
	else
		cp -r "$BATS_FILE_TMPDIR"/made/* .
	fi
	before=$(holds SV.db)
	afresh
}

# The bag unpacked, to work on; $bag is its folder.
afresh() {
	rm -rf work
	mkdir work
	unzip -q good.zip -d work
	bag=$(basename work/*)
}

packed() {
	rm -f bad.zip
	(cd work && zip -qrX ${1+"$@"} ../bad.zip "$bag")
}

# Sums of everything anew, as anybody can make them; not the signature.
summed() (
	cd "work/$bag"
	find data -type f | LC_ALL=C sort | xargs -d '\n' sha256sum \
		>manifest-sha256.txt
	oxum=$(find data -type f -printf '%s\n' |
		awk '{ n += $1 } END { print n "." NR }')
	sed -i "s/^Payload-Oxum: .*/Payload-Oxum: $oxum/" bag-info.txt
	sha256sum bag-info.txt bagit.txt manifest-sha256.txt \
		>tagmanifest-sha256.txt
)

# named CODE OPEN SENTENCE [FILE]: verify ends with CODE, open with OPEN; both
# say the sentence, and say it in one line.
named() {
	local file=${4-bad.zip} line

	at_try SV bundle verify "$file"
	[ "$status" -eq "$1" ]
	[[ "$output" == *"$3"* ]]
	at_try SV bundle open "$file"
	[ "$status" -eq "$2" ]
	[[ "$output" == *"$3"* ]]
	line=$(grep -cv '^iptrate: .*bundle verify. lists them' <<<"$output" ||
		true)
	[ "$line" -le 1 ]
	[ "${#lines[@]}" -eq 1 ]
	[[ "${lines[0]}" == "iptrate: "* ]]
}

unchanged() {
	[ "$(holds SV.db)" = "$before" ]
	! ls /tmp/.iptrate* 2>/dev/null || false
}

@test "packed again by whoever, it is as good as it was" {
	exchange
	packed
	at_try SV bundle verify bad.zip
	ended 0 sound
	packed -0
	at_try SV bundle verify bad.zip
	ended 0 sound
	at SV -q bundle open bad.zip
	at_try SV bundle open good.zip
	ended 0 'nothing new'
}

@test "files changed, added, left out, renamed" {
	exchange
	sed -i 's/\t4\t3\t/\t5\t5\t/' "work/$bag/data/values.tsv"
	packed
	named 3 5 "'data/values.tsv' was changed"
	afresh
	printf '\n' >>"work/$bag/data/README.txt"
	packed
	named 3 5 "'data/README.txt' was changed"
	afresh
	: >"work/$bag/data/ratings.json"
	packed
	named 3 5 "'data/ratings.json' was changed"
	afresh
	echo hello >"work/$bag/data/more.txt"
	packed
	named 3 5 "'data/more.txt' was added"
	afresh
	echo hello >"work/$bag/more.txt"
	packed
	named 3 5 "'more.txt' was added"
	afresh
	cp good.zip bad.zip
	zip -qd bad.zip "$bag/data/decisions.tsv"
	named 3 5 "'data/decisions.tsv' was left out"
	mv "work/$bag/data/values.tsv" "work/$bag/data/value.tsv"
	packed
	named 3 5 "'data/value.tsv' was added"
	cp good.zip bad.zip
	zip -qd bad.zip "$bag/manifest-sha256.txt"
	named 3 5 "'manifest-sha256.txt' was left out"
	cp good.zip bad.zip
	zip -qd bad.zip "$bag/bagit.txt"
	named 3 5 "'bagit.txt' was left out"
	unchanged
}

@test "what stands beside the data" {
	exchange
	sed -i 1d "work/$bag/manifest-sha256.txt"
	packed
	named 3 5 "'manifest-sha256.txt' was changed"
	afresh
	sed -i 's/^Iptrate-From: .*/Iptrate-From: XX/' "work/$bag/bag-info.txt"
	packed
	named 3 5 "'bag-info.txt' was changed"
	afresh
	sed -i 's/1\.0/0.97/' "work/$bag/bagit.txt"
	packed
	named 3 5 "bagit.txt is not that of a bag"
	afresh
	sed -i '1s/^./0/;1s/^../00/' "work/$bag/tagmanifest-sha256.txt"
	packed
	named 3 5 "its sum is not the one in tagmanifest-sha256.txt"
	afresh
	echo 'http://localhost/x 1 data/x' >"work/$bag/fetch.txt"
	packed
	named 3 5 "'fetch.txt' was added"
	unchanged
}

@test "signatures that do not fit, are another's, or are gone" {
	exchange
	sig=tagmanifest-sha256.txt.minisig
	# The sums were made right again: only the signature tells.
	sed -i 's/\t4\t3\t/\t5\t5\t/' "work/$bag/data/values.tsv"
	summed
	packed
	named 3 5 "$sig: the signature does not fit"
	afresh
	sed -i '3s/return/session/' "work/$bag/$sig"
	packed
	named 3 5 "comment of the signature has been changed"
	afresh
	sed -i '2s/.\{20\}$//' "work/$bag/$sig"
	packed
	named 3 5 "$sig:2:"
	afresh
	: >"work/$bag/$sig"
	packed
	named 3 5 "$sig:1:"
	# With the signature of another bundle.
	afresh
	unzip -qjo s.zip "*/$sig" -d "work/$bag"
	packed
	named 3 5 "$sig: the signature does not fit"
	# Signed by somebody else's key, with minisign.
	afresh
	minisign -G -W -p m.pub -s m.sec >/dev/null
	sed -i 's/\t4\t3\t/\t5\t5\t/' "work/$bag/data/values.tsv"
	summed
	minisign -S -W -s m.sec -m "work/$bag/tagmanifest-sha256.txt" \
		-x "work/$bag/$sig" >/dev/null
	packed
	at_try SV bundle verify bad.zip
	ended 0 'not known here'
	at_try SV bundle open bad.zip
	ended 4 "has not signed it"
	[ "${#lines[@]}" -eq 1 ]
	at_try SV bundle open bad.zip --accept-unknown-key
	ended 4 "has not signed it"
	# Signed by nobody any more.
	cp good.zip bad.zip
	zip -qd bad.zip "$bag/$sig"
	at_try SV bundle verify bad.zip
	ended 0 'by nobody'
	at_try SV bundle open bad.zip
	ended 4 "has not signed it"
	# By a key that is known, as another's.
	introduce XX SV rater
	at XX -q import "$BATS_TEST_DIRNAME/small.txt" >/dev/null
	at XX -q bundle pack 1 --kind session -o x.zip 2>/dev/null
	before=$(holds SV.db)
	rm -rf work/* && unzip -q x.zip -d work
	bag=$(basename work/*)
	sed -i 's/^Iptrate-From: .*/Iptrate-From: TR/' "work/$bag/bag-info.txt"
	summed
	packed
	named 3 5 "$sig: the signature does not fit"
	unchanged
}

# A ZIP made of the files of the bag by a line of Python: z is the ZIP, f the
# files, t the folder.
python_zip() {
	"$python" - "$1" <<-'END'
	import os, sys, warnings, zipfile
	from zipfile import ZipInfo, ZIP_DEFLATED
	warnings.simplefilter("ignore")
	g = zipfile.ZipFile("good.zip")
	f = {n: g.read(n) for n in g.namelist()}
	t = next(iter(f)).split("/")[0] + "/"
	z = zipfile.ZipFile("bad.zip", "w", ZIP_DEFLATED)
	exec(sys.argv[1])
	for n in f:
	    z.writestr(n, f[n])
	z.close()
	END
}

@test "names that lead elsewhere, and ones that are there twice" {
	exchange
	python_zip 'z.writestr(t + "data/values.tsv", "x")'
	named 3 5 "is there twice"
	python_zip 'z.writestr(t + "data/VALUES.tsv", "x")'
	named 3 5 "differ only in case"
	python_zip 'z.writestr(t + "../../.bashrc", "x")'
	named 3 5 "leads out of its folder by '..'"
	python_zip 'z.writestr("/etc/cron.d/x", "x")'
	named 3 5 "absolute path"
	python_zip 'z.writestr("C:/x", "x")'
	named 3 5 "names a drive"
	python_zip 'i = ZipInfo(t + "data/x"); i.filename = t + "data\\x"
z.writestr(i, "x")'
	named 3 5 "backslash"
	python_zip 'z.writestr(t + "data/a\x1b[2Jb", "x")'
	named 3 5 "control character"
	python_zip 'z.writestr("other/data/x", "x")'
	named 3 5 "outside the folder"
	python_zip 'z.writestr(t + "data/nul.txt", "x")'
	named 3 5 "Windows"
	rm -f "work/$bag/data/values.tsv"
	ln -s /etc/passwd "work/$bag/data/values.tsv"
	packed -y
	named 3 5 "is a link"
	unchanged
}

@test "what a Mac adds when it packs again" {
	exchange
	python_zip 'z.writestr("__MACOSX/" + t + "._data", "x")
z.writestr(t + "data/.DS_Store", "x")'
	named 3 5 "a Mac packed it again"
	# The mend that it names.
	zip -qd bad.zip '__MACOSX/*' '*/._*' '*.DS_Store'
	at_try SV bundle verify bad.zip
	ended 0 sound
	unchanged
}

@test "what is no such ZIP, bombs and crowds" {
	exchange
	head -c 3000 good.zip >bad.zip
	named 1 1 "bad.zip"
	: >bad.zip
	named 1 1 "bad.zip"
	echo 'Dear colleague' >bad.zip
	named 1 1 "bad.zip"
	zip -q bad2.zip small.txt 2>/dev/null || zip -q bad2.zip TR.pub
	named 3 5 "beside the folder" bad2.zip
	"$python" - <<-'END'
	b = bytearray(open("good.zip", "rb").read())
	b[200] ^= 0x55
	open("bad.zip", "wb").write(b)
	END
	named 3 5 "bad.zip: "
	(cat good.zip && echo more) >bad.zip
	at_try SV bundle open bad.zip
	[ "$status" -ne 0 ]
	(cd work && rm -f ../bad.zip && zip -qrX -P secret ../bad.zip "$bag")
	named 3 5 "password of the ZIP"
	python_zip 'f[t + "data/x"] = bytes(100 << 20)'
	named 3 5 "more than 100 times its size"
	python_zip 'f.update((t + "data/x%d" % i, b"") for i in range(10001))'
	named 3 5 "more than 10000 files"
	unchanged
}

@test "what is encrypted" {
	exchange
	"$python" - <<-'END'
	b = bytearray(open("good.zip.age", "rb").read())
	b[-100] ^= 1
	open("payload.age", "wb").write(b)
	open("cut.age", "wb").write(bytes(b[:-2000]))
	b[-100] ^= 1
	open("short.age", "wb").write(bytes(b[:60]))
	at = b.index(b"X25519 ") + 10
	b[at] ^= 1
	open("header.age", "wb").write(b)
	END
	named 5 5 "payload.age" payload.age
	named 5 5 "cut.age" cut.age
	at_try SV bundle open short.age
	[ "$status" -ne 0 ]
	[ "${#lines[@]}" -eq 1 ]
	at_try SV bundle open header.age
	[ "$status" -ne 0 ]
	[ "${#lines[@]}" -eq 1 ]
	# For another key.
	age -r "$(sed -n 's/^recipient: //p' XX.pub)" -o xx.age good.zip
	named 4 4 "not encrypted for" xx.age
	# As text, under a passphrase.
	age -a -r "$(sed -n 's/^recipient: //p' SV.pub)" -o armour.age good.zip
	at_try SV bundle open armour.age
	[ "$status" -ne 0 ]
	[ "${#lines[@]}" -eq 1 ]
	echo "$output" | grep -q 'armour\|text'
	# A bundle that is well encrypted, and was spoilt before.
	echo more >"work/$bag/data/more.txt"
	packed
	age -r "$(sed -n 's/^recipient: //p' SV.pub)" -o bad.age bad.zip
	named 3 5 "'data/more.txt' was added" bad.age
	unchanged
}

@test "newer ones, and kinds that are not known" {
	exchange
	sed -i 's/^Iptrate-Bundle: .*/Iptrate-Bundle: 2/' "work/$bag/bag-info.txt"
	summed
	rm "work/$bag/tagmanifest-sha256.txt.minisig"
	packed
	named 5 5 "newer than this iptrate reads"
	afresh
	sed -i 's/^Iptrate-Kind: .*/Iptrate-Kind: parcel/' "work/$bag/bag-info.txt"
	summed
	rm "work/$bag/tagmanifest-sha256.txt.minisig"
	packed
	at_try SV bundle open bad.zip
	ended 5 'kind that this version does not know'
	unchanged
}

@test "a key that is revoked here" {
	exchange
	at SV -q key revoke TR --because 'the laptop was lost' --yes
	at_try SV bundle verify good.zip
	ended 0 revoked
	at_try SV bundle open good.zip
	ended 4 'revoked here (the laptop was lost)'
	[ "${#lines[@]}" -eq 1 ]
	unchanged
}
