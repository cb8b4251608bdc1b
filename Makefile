# iptrate: build, test, install.  `make help` lists what can be asked for.
#
# Each room of src/ becomes one archive.  The program links them all; a unit
# test links only its own room and those below it, so that an arrow between
# rooms that points the wrong way does not even link.

VERSION = 0.1.0

VARIANT ?= release
BUILD   ?= build
PREFIX  ?= /usr/local
CC      ?= cc
B       := $(BUILD)/$(VARIANT)
GEN     := $(B)/gen

# ---- what is there: the rooms, bottom up, as the map in src/README.md has them

ROOMS := $(shell sed -n 's,^| `\([a-z]*\)/`.*,\1,p' src/README.md)
BUILT := $(foreach r,$(ROOMS),$(if $(wildcard src/$r/*.c),$r))

PKGS_transcript := libxml-2.0 libarchive
PKGS_codebook   := libfyaml
PKGS_agreement  := lapacke
PKGS_match      := libpcre2-8
PKGS_store      := sqlite3
PKGS_export     := xlsxwriter libxml-2.0 libarchive
PKGS_trust      := libsodium
PKGS_bundle     := zlib
PKGS_tui        := ncursesw

UNITS   := $(basename $(notdir $(wildcard tests/unit/test_$(ROOM)*.c)))
FUZZERS := $(basename $(notdir $(wildcard tests/fuzz/fuzz_$(ROOM)*.c)))
BENCHES := $(basename $(notdir $(wildcard tests/bench/bench_$(ROOM)*.c)))
SUITES  := $(wildcard tests/cli/*.bats tests/tui/*.bats tests/setup/*.bats)
LINTS   := $(wildcard tests/lint/*.bats)

# ---- flags

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wformat=2 -Werror=implicit-function-declaration \
	$(if $(WERROR),-Werror)
SANE := -fsanitize=address,undefined -fno-sanitize-recover=all

ifeq ($(VARIANT),release)
OPT := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong
else ifeq ($(VARIANT),debug)
OPT := -O0 -g3
else ifeq ($(VARIANT),san)
OPT := -O1 -g -fno-omit-frame-pointer $(SANE)
else
$(error VARIANT is release, debug or san, not '$(VARIANT)')
endif

cflags  = $(shell pkg-config --cflags $(1) 2>/dev/null)
libs    = $(shell pkg-config --libs $(1) 2>/dev/null)
GLIB   := $(call cflags,glib-2.0)
COMPILE = $(CC) -std=gnu11 $(OPT) $(WARN) -Isrc -I$(B) $(GLIB) \
	  -DIPTRATE_VERSION='"$(VERSION)"' \
	  -DIPTRATE_DATADIR='"$(PREFIX)/share/iptrate/rubrics"' \
	  $(CPPFLAGS) $(CFLAGS)
LINK    = $(CC) $(OPT) $(LDFLAGS)
LAST   := $(call libs,glib-2.0) -lm -pthread

# Written aside and moved into place: two makes may run side by side.
ASIDE = $@.$$$$
MOVE  = mv -f $(ASIDE) $@

# V=1 shows the whole commands.
Q     = $(if $(V),,@echo '  $(@:$(B)/%=%)';)

# ---- targets

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all demo check check-built unit nightly cli-test lint fmt fuzz bench install \
	uninstall clean setup libraries help FORCE

PARALLEL = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || \
	   echo 2))
# The sanitizers make everything some five times slower.
RUN = IPTRATE=$(abspath $(B))/iptrate VARIANT=$(VARIANT) \
	TEST_TIMEOUT=$(if $(filter san,$(VARIANT)),2400,600) sh tests/run.sh

all: libraries $(B)/iptrate

help:
	@echo 'make              build $(B)/iptrate (VARIANT=release|debug|san)'
	@echo 'make demo         set up, build, run the demonstration'
	@echo 'make check        set up, build, lint, run every test'
	@echo 'make unit         unit tests; ROOM=tagging for those of one room'
	@echo 'make nightly      unit tests in full, where each run takes a part'
	@echo 'make cli-test     command line and screen tests; TEST=FILE for one'
	@echo 'make lint         the rules of the house; make fmt: mend layout'
	@echo 'make fuzz         search for inputs that break a parser (clang);'
	@echo '                  ROOM=x, SECONDS=$(SECONDS) each'
	@echo 'make bench        measure, as ratios within one run'
	@echo 'make setup        install the libraries and tools that are missing'
	@echo 'make install      DESTDIR, PREFIX=$(PREFIX); also uninstall'
	@echo 'make clean        remove $(BUILD)/'

# Flags are asked of pkg-config when make starts, so what set-up installs is
# seen only by a make started after it.
setup:
	@sh src/setup.sh check

demo:
	@sh src/setup.sh build
	@$(MAKE) --no-print-directory $(PARALLEL) all
	@sh tests/demo.sh $(B)/iptrate $(BUILD)/demo

check:
	@sh src/setup.sh check
	@$(MAKE) --no-print-directory $(PARALLEL) check-built

PROGRAMS = $(UNITS:%=$(B)/tests/unit/%) $(FUZZERS:%=$(B)/tests/fuzz/%)

check-built: all $(PROGRAMS)
	@$(RUN) $(LINTS) $(PROGRAMS) $(SUITES)

unit: libraries $(PROGRAMS)
	@$(RUN) $(PROGRAMS)

# What a unit test does in part, or only once in a while: -m slow.
nightly: libraries $(UNITS:%=$(B)/tests/unit/%)
	@UNIT_MODE=slow $(RUN) $(UNITS:%=$(B)/tests/unit/%)

cli-test: all
	@$(RUN) $(or $(TEST),$(SUITES))

lint:
	@$(RUN) $(LINTS)

fmt:
	@for pass in 1 2; do clang-format -i $(wildcard src/*.c src/*/*.[ch] \
		tests/*/*.[ch]); done

# Without an engine (DRIVER=) the fuzzers replay what they once found.
DRIVER  ?= tests/fuzz/replay.c
SECONDS ?= 60
ENGINE  := CC=clang VARIANT=san BUILD=$(BUILD)/fuzz DRIVER= \
	   CFLAGS=-fsanitize=fuzzer-no-link LDFLAGS=-fsanitize=fuzzer

fuzz:
	$(MAKE) --no-print-directory $(ENGINE) \
		$(FUZZERS:%=$(BUILD)/fuzz/san/tests/fuzz/%)
	@set -e; for f in $(FUZZERS:fuzz_%=%); do \
		mkdir -p $(BUILD)/fuzz/$$f; \
		LSAN_OPTIONS=suppressions=tests/lsan.supp:print_suppressions=0 \
		$(BUILD)/fuzz/san/tests/fuzz/fuzz_$$f -verbosity=0 \
			-max_total_time=$(SECONDS) -timeout=10 \
			-artifact_prefix=$(BUILD)/fuzz/found_ \
			$(BUILD)/fuzz/$$f $(wildcard tests/fuzz/$$f); \
		echo "$$f: nothing found in $(SECONDS) s"; \
	done

bench: $(if $(ROOM),libraries,all) $(BENCHES:%=$(B)/tests/bench/%)
	@set -e; for b in $(BENCHES); do $(B)/tests/bench/$$b; done
	@$(if $(ROOM),:,python3 tests/bench/depend.py $(B)/iptrate)

clean:
	rm -rf $(BUILD)

libraries:
	@sh src/setup.sh verify

# ---- data that travels inside the program: src/ROOM/x.sql becomes
# ---- "gen/ROOM/x.sql.gen.h", the migrations one table

MIGRATIONS := $(sort $(wildcard src/store/migrations/*.sql))
DATA       := $(wildcard $(foreach e,sql css js html txt xml,src/*/*.$e))
RUBRIC     := $(GEN)/app/ipt-core.yaml.gen.h
SAMPLES    := $(GEN)/app/samples.gen.h
SAMPLE_OF  := $(sort $(wildcard transcripts/sessions/s*)) \
	      transcripts/drills.tsv
LISTS      := $(GEN)/deid/lists.gen.h
LIST_OF    := $(sort $(wildcard rubrics/deid/*.txt))
GENERATED  := $(RUBRIC) $(SAMPLES) $(LISTS) $(if $(MIGRATIONS),$(GEN)/store/migrations.gen.h) \
	      $(DATA:src/%=$(GEN)/%.gen.h)

$(GEN)/store/migrations.gen.h: $(MIGRATIONS) src/embed.awk
	@mkdir -p $(@D)
	$(Q)awk -v table=migrations -f src/embed.awk $(MIGRATIONS) >$(ASIDE) && \
		$(MOVE)

$(RUBRIC): rubrics/ipt-core.yaml src/embed.awk
	@mkdir -p $(@D)
	$(Q)awk -f src/embed.awk $< >$(ASIDE) && $(MOVE)

$(SAMPLES): $(SAMPLE_OF) src/embed.awk
	@mkdir -p $(@D)
	$(Q)for f in $(SAMPLE_OF); do \
		awk -f src/embed.awk $$f || exit; done >$(ASIDE) && $(MOVE)

$(LISTS): $(LIST_OF) src/embed.awk
	@mkdir -p $(@D)
	$(Q)for f in $(LIST_OF); do \
		awk -f src/embed.awk $$f || exit; done >$(ASIDE) && $(MOVE)

$(GEN)/%.gen.h: src/% src/embed.awk
	@mkdir -p $(@D)
	$(Q)awk -f src/embed.awk $< >$(ASIDE) && $(MOVE)

# ---- rooms: UNDER_x is x and what lies below it, in the order of linking

$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(COMPILE))' | cmp -s - $@ || \
		echo '$(subst ','\'',$(COMPILE))' >$@

define room
STACK := $(1) $$(STACK)
UNDER_$(1) := $$(STACK)
CFLAGS_$(1) := $$(if $$(PKGS_$(1)),$$(call cflags,$$(PKGS_$(1))))
LIBS_$(1) := $$(if $$(PKGS_$(1)),$$(call libs,$$(PKGS_$(1))))
$(B)/$(1).a: $(patsubst src/%.c,$(B)/%.o,$(wildcard src/$(1)/*.c))
$(B)/$(1)/%.o: src/$(1)/%.c $(B)/flags | $$(GENERATED)
	@mkdir -p $$(@D)
	$$(Q)$$(COMPILE) $$(CFLAGS_$(1)) -MMD -MP -MF $$(@:.o=.d) -MT $$@ \
		-c -o $$(ASIDE) $$< && $$(MOVE)
endef
STACK :=
$(foreach r,$(BUILT),$(eval $(call room,$r)))

$(B)/%.a:
	@mkdir -p $(@D)
	$(Q)rm -f $(ASIDE) && $(AR) rcs $(ASIDE) $^ && $(MOVE)

archives = $(foreach r,$(1),$(B)/$r.a)
needs    = $(foreach r,$(1),$(LIBS_$r))

$(B)/main.o: src/main.c $(B)/flags
	$(Q)$(COMPILE) -MMD -MP -MF $(@:.o=.d) -MT $@ -c -o $(ASIDE) $< && \
		$(MOVE)

$(B)/iptrate: $(B)/main.o $(call archives,$(STACK))
	$(Q)$(LINK) -o $(ASIDE) $^ $(call needs,$(STACK)) $(LAST) && $(MOVE)

# ---- tests: unit/test_ROOM*.c, fuzz/fuzz_ROOM*.c, bench/bench_ROOM*.c; what
# ---- bears no room's name is linked with all

rooms_of = $(or $(UNDER_$(word 2,$(subst _, ,$(1)))),$(STACK))

# $(1) folder, $(2) name, $(3) rooms, $(4) a driver
define program
$(B)/tests/$(1)/$(2): tests/$(1)/$(2).c $(4) $(call archives,$(3)) $(B)/flags
	@mkdir -p $$(@D)
	$$(Q)$$(COMPILE) $$(foreach r,$(3),$$(CFLAGS_$$r)) \
		-MMD -MP -MF $$@.d -MT $$@ $$(LDFLAGS) $$(WRAP) -o $$(ASIDE) $$< $(4) \
		$(call archives,$(3)) $$(call needs,$(3)) $$(LAST) && $$(MOVE)
endef
# These calls are counted.
$(B)/tests/unit/test_app_import: private WRAP = \
	-Wl,--wrap=transcript_parse,--wrap=tagger_run
$(foreach t,$(UNITS),$(eval $(call program,unit,$t,$(call rooms_of,$t))))
$(foreach t,$(FUZZERS),$(eval $(call program,fuzz,$t,$(call \
	rooms_of,$t),$(DRIVER))))
$(foreach t,$(BENCHES),$(eval $(call program,bench,$t,$(call rooms_of,$t))))

-include $(wildcard $(B)/*.d $(B)/*/*.d $(B)/tests/*/*.d)

# ---- install

BINDIR  := $(DESTDIR)$(PREFIX)/bin
MANDIR  := $(DESTDIR)$(PREFIX)/share/man/man1
DATADIR := $(DESTDIR)$(PREFIX)/share/iptrate
BASHDIR := $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSHDIR  := $(DESTDIR)$(PREFIX)/share/zsh/site-functions
FISHDIR := $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
RUBRICS := $(patsubst rubrics/%,%,$(shell find rubrics -type f 2>/dev/null))

install: all
	install -d $(BINDIR) $(MANDIR) $(BASHDIR) $(ZSHDIR) $(FISHDIR)
	install -m 755 $(B)/iptrate $(BINDIR)/iptrate
	$(B)/iptrate help --man >$(MANDIR)/iptrate.1
	$(B)/iptrate completion bash >$(BASHDIR)/iptrate
	$(B)/iptrate completion zsh >$(ZSHDIR)/_iptrate
	$(B)/iptrate completion fish >$(FISHDIR)/iptrate.fish
	for f in $(RUBRICS); do \
		install -d $$(dirname $(DATADIR)/rubrics/$$f) && \
		install -m 644 rubrics/$$f $(DATADIR)/rubrics/$$f || exit; \
	done

uninstall:
	rm -f $(BINDIR)/iptrate $(MANDIR)/iptrate.1 $(BASHDIR)/iptrate \
		$(ZSHDIR)/_iptrate $(FISHDIR)/iptrate.fish
	rm -rf $(DATADIR)
