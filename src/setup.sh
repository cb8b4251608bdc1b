#!/bin/sh
# Finds which libraries and tools are missing and installs them with the
# system's package manager.
#
#   setup.sh build    what building needs
#   setup.sh check    that, and what the tests need
#   setup.sh verify   install nothing; say what is missing and fail
#
# With nothing missing it prints nothing, needs no root and no network.
set -u

# need | how to tell that it is there | apt | dnf | brew
parts='
build  command pkg-config   pkg-config          pkgconf-pkg-config  pkg-config
build  library glib-2.0     libglib2.0-dev      glib2-devel         glib
build  library libxml-2.0   libxml2-dev         libxml2-devel       libxml2
build  library libarchive   libarchive-dev      libarchive-devel    libarchive
build  library libfyaml     libfyaml-dev        libfyaml-devel      libfyaml
build  library libpcre2-8   libpcre2-dev        pcre2-devel         pcre2
build  library lapacke      liblapacke-dev      lapack-devel        lapack
build  library sqlite3      libsqlite3-dev      sqlite-devel        sqlite
build  library xlsxwriter   libxlsxwriter-dev   libxlsxwriter-devel libxlsxwriter
build  library libsodium    libsodium-dev       libsodium-devel     libsodium
build  library zlib         zlib1g-dev          zlib-devel          zlib
build  library ncursesw     libncurses-dev      ncurses-devel       ncurses
check  command bats         bats                bats                bats-core
check  command python3      python3             python3             python@3
check  python  openpyxl     python3-openpyxl    python3-openpyxl    -
check  command tmux         tmux                tmux                tmux
check  command minisign     minisign            minisign            minisign
check  command age          age                 age                 age
check  command unzip        unzip               unzip               unzip
'

say() { printf '%s\n' "setup: $*" >&2; }

there() {
	case $1 in
	command) command -v "$2" >/dev/null 2>&1 ;;
	library) pkg-config --exists "$2" 2>/dev/null ;;
	python)  python3 -c "import $2" >/dev/null 2>&1 ||
		 /usr/bin/python3 -c "import $2" >/dev/null 2>&1 ;;
	esac
}

# Prints column $2 of each part that $1 (build or check) needs and lacks.
missing() {
	printf '%s' "$parts" | while read -r need kind name apt dnf brew; do
		[ -n "$need" ] || continue
		[ "$need" = build ] || [ "$1" = check ] || continue
		there "$kind" "$name" && continue
		case $2 in
		name) echo "$name" ;;
		apt)  echo "$apt" ;;
		dnf)  echo "$dnf" ;;
		brew) echo "$brew" ;;
		esac
	done | grep -v '^-$' | tr '\n' ' ' | sed 's/ $//'
}

# The package manager of this system, or nothing.
manager() {
	for tool in apt-get dnf brew; do
		if command -v "$tool" >/dev/null 2>&1; then
			echo "${tool%-get}"
			return
		fi
	done
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null 2>&1; then
		sudo "$@"
	else
		say "need root to run: $*"
		return 1
	fi
}

# install MANAGER PACKAGE...
install() {
	with=$1
	shift
	say "installing with $with: $*"
	case $with in
	apt)
		set -- -y --no-install-recommends "$@"
		as_root apt-get -q update >&2
		as_root env DEBIAN_FRONTEND=noninteractive apt-get -q \
			-o DPkg::Lock::Timeout=300 install "$@" >&2
		;;
	dnf)  as_root dnf -q -y install "$@" >&2 ;;
	brew) brew install "$@" >&2 ;;
	esac
}

main() {
	case ${1-} in
	build | check) need=$1 ;;
	verify) need=build ;;
	*) say "usage: setup.sh build|check|verify"; exit 2 ;;
	esac
	lacking=$(missing "$need" name)
	[ -n "$lacking" ] || exit 0
	say "missing: $lacking"
	if [ "$1" = verify ]; then
		say "run 'make setup' to install what is missing"
		exit 1
	fi
	with=$(manager)
	if [ -z "$with" ]; then
		say "no apt-get, dnf or brew here; install these yourself"
		exit 1
	fi
	# shellcheck disable=SC2046 # one package a word
	install "$with" $(missing "$need" "$with") || {
		say "the package manager failed; see its words above"
		exit 1
	}
	lacking=$(missing "$need" name)
	[ -z "$lacking" ] || { say "still missing: $lacking"; exit 1; }
}

main "$@"
