# Large files: what they cost in memory, fixed costs of the program apart.

load common

# Files of 100,000 lines of talk, and of one long turn; peak.py prints the
# program's largest resident size in KiB.
make_files() {
	cat >make.py <<-'END'
	said = ["How did that leave you feeling, when your sister put the phone "
	        "down?", "I was angry with her, and then I felt ashamed of it.",
	        "What did you say to him then, and what did he say back?",
	        "He goes, I'm not doing this now, and I said, fine, suit "
	        "yourself.", "So there's the coat, and the plates, and nobody "
	        "speaking.", "It was raining, of course, and the kettle's broken "
	        "as well.", "And the others carried on eating.",
	        "The rain held off, anyway, and we walked back by the canal."]
	with open("lines.txt", "w") as out:
	    for i in range(100000):
	        out.write("TP"[i % 2] + ": " + said[i % 8] + f" {i}\n")
	with open("turn.txt", "w") as out:
	    out.write("T: Tell me about it.\nP:")
	    while out.tell() < 7 << 20:
	        out.write(" " + said[1] + " " + said[3])
	with open("tiny.txt", "w") as out:
	    out.write("T: " + said[0] + "\nP: " + said[1] + "\n")
	END
	cat >peak.py <<-'END'
	import os, sys
	child = os.fork()
	if not child:
	    out = os.open("out", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
	    os.dup2(out, 1)
	    os.dup2(out, 2)
	    os.execv(sys.argv[1], sys.argv[1:])
	_, status, used = os.wait4(child, 0)
	print(used.ru_maxrss if status == 0 else "failed")
	END
	"${PYTHON:-python3}" make.py
}

peak() {
	"${PYTHON:-python3}" peak.py "$program" "$@"
}

# $1 KiB above the fixed cost $2 is at most ten times the file $3.
bounded() {
	echo "$3: $1 KiB, of which $2 KiB for any file"
	(($1 - $2 <= 10 * $(stat -c %s "$3") / 1024))
}

@test "a large file takes at most ten times its size in memory" {
	case ${VARIANT:-release} in
	san) skip "the sanitizers take memory themselves" ;;
	esac
	make_files
	reading=$(peak transcript tiny.txt)
	importing=$(peak import --case A tiny.txt)
	tagging=$(peak tag 1)
	showing=$(peak show 1)
	session=1
	for file in lines.txt turn.txt; do
		session=$((session + 1))
		bounded "$(peak transcript $file)" "$reading" $file
		bounded "$(peak import --case A $file)" "$importing" $file
		bounded "$(peak tag $session)" "$tagging" $file
		bounded "$(peak show $session)" "$showing" $file
		bounded "$(peak codebook explain $session 1)" "$tagging" $file
	done
}
