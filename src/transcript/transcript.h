/*
 * transcript: bytes of any format -> turns.
 *
 * A session's text as turns of one speaker each, whatever file it came in.
 * One reader per format behind one table; formats are told by content, not
 * by name.  No word is lost quietly: what was replaced, merged or dropped is
 * a warning with its line.  Never opens a file.
 */
#ifndef TRANSCRIPT_H
#define TRANSCRIPT_H

#include "base/base.h"

enum turn_role {
	TURN_THERAPIST,
	TURN_PATIENT,
	TURN_OTHER,   /* partner, interpreter, co-therapist, ... */
	TURN_UNKNOWN, /* a label nobody has mapped yet */
};

/* "therapist", "patient", "other", "unknown". */
const char *turn_role_print(enum turn_role role);
/* FALSE when text names no role. */
gboolean turn_role_parse(const char *text, enum turn_role *role);

/*
 * One uninterrupted speech of one speaker.  Neighbours are never of the same
 * speaker, except that every passage of the speaker "?" (nobody is named) is
 * a turn of its own, and that a file we wrote keeps its turns as they are.
 */
struct turn {
	gint64 start_ms;  /* -1 when not known */
	gint64 end_ms;	  /* -1 when not known */
	struct span text; /* into transcript.text; never empty */
	guint n;	  /* from 1 over all turns */
	enum turn_role role;
	guint speaker; /* index into transcript.speakers */
	guint line;    /* where it starts in the source, 0 unknown */
};

/*
 * A timed caption as the file had it, in its order (timed formats only).
 * Turns keep the first start and the last end of their captions.
 */
struct cue {
	gint64 start_ms;
	gint64 end_ms;
	struct span id;	  /* into transcript.cue_text; may be empty */
	struct span text; /* into transcript.cue_text; markup kept */
	guint line;
};

struct speaker {
	char *label; /* as the file has it, without the colon */
	enum turn_role role;
	gboolean guessed; /* role was guessed, not told */
	gboolean told;	  /* by the caller, the file or the label; of a
			   * transcript that was parsed */
	char *reason;	  /* why this role; never NULL */
	guint turns;
	guint words;
	guint questions;
};

struct transcript {
	const char *format;   /* the reader's name: "txt", "vtt", ... */
	const char *encoding; /* "UTF-8", "UTF-16LE", "windows-1252", ... */

	/*
	 * All turn texts, UTF-8, valid, NUL-free, one blank between them; no
	 * line breaks, but other controls are kept: base_printable() before
	 * showing.  Marks of laughs and pauses are part of the text.
	 */
	char *text;
	gsize text_len;

	GArray *turns;	     /* struct turn */
	GPtrArray *speakers; /* struct speaker, as they first speak */
	char *cue_text;
	GArray *cues;	     /* struct cue; empty when not timed */
	GHashTable *headers; /* "# key: value" lines; lower-case keys */
	GPtrArray *warnings; /* diagnostics */
};

/* What the caller knows better than the file. All may be NULL/0. */
struct transcript_options {
	const char *name;   /* file name, for messages */
	const char *format; /* force this reader */
	gboolean strict;    /* read by the letter of the standard */
	const char *text;   /* which text of a project (qdpx); NULL: first */
	/* label -> turn_role (GINT_TO_POINTER); labels compared without
	 * regard to case.  From --therapist NAME and --speaker NAME=ROLE. */
	GHashTable *roles;
};

/*
 * Bytes -> transcript (caller frees), or NULL with an error of kind INPUT:
 * empty, binary, a known kind that is no transcript, damaged, without turns,
 * larger than 32 MiB or of more than a million turns.  The bytes are not
 * needed afterwards.  Time is linear; memory stays below ten times the file,
 * the file itself included, and so below 320 MiB (where turns are of a letter
 * or two, below the larger of that and 64 MiB).
 *
 * The format is told by content unless options force one.  Strict reading
 * takes UTF-8 only and WebVTT by the W3C algorithm; there a file without cues
 * is a transcript without turns and not an error.
 *
 * Roles come, in this order, from options, the file, the labels, elimination
 * (one speaker is left) and a guess; what is left is TURN_UNKNOWN.
 * See transcript_check_roles().
 */
struct transcript *transcript_parse(const char *bytes, gsize len,
				    const struct transcript_options *options,
				    GError **error);
/*
 * Who is who, told after the parse (a case is known by its file alone).
 * roles: label -> turn_role, labels as in speakers; told of those whose role
 * is guessed or unknown, with a reason that is copied.  Who is left over, and
 * a guess, are worked out anew, and that somebody may be no speaker is warned
 * of no more; turns stay as they are.
 */
void transcript_tell_roles(struct transcript *transcript, GHashTable *roles,
			   const char *reason);
/*
 * Text of any encoding that transcripts come in -> UTF-8: valid, without byte
 * order mark and NUL, with line feeds only (caller frees).  What was replaced
 * or guessed goes to warnings, with `name` as the file.  NULL with an error of
 * kind INPUT when the encoding is none that is read here.
 */
char *transcript_decode(const char *bytes, gsize len, const char *name,
			GPtrArray *warnings, GError **error);
void transcript_free(struct transcript *transcript);
typedef struct transcript Transcript;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Transcript, transcript_free)

const struct turn *transcript_turn(const struct transcript *transcript,
				   guint n); /* NULL when out of range */
const struct speaker *transcript_speaker(const struct transcript *transcript,
					 const struct turn *turn);
/* Borrowed, not NUL-terminated: length in *len. */
const char *transcript_turn_text(const struct transcript *transcript,
				 const struct turn *turn, gsize *len);

/* Numbers the turns and counts what each speaker says in them. */
void transcript_count(struct transcript *transcript);

/*
 * FALSE with an error that names the labels, the guess with its reason, and
 * the option that settles it, when no therapist is known for certain.
 */
gboolean transcript_check_roles(const struct transcript *transcript,
				const char *name, GError **error);

/* NULL-terminated names of the readers, in the order they are tried. */
const char *const *transcript_formats(void);

/*
 * TRUE when a file may be a transcript by the ending of its name, or has
 * none.  Any case.  Old Word files, RTTM and STL are among them, so that they
 * are refused with the mend and not passed over.
 */
gboolean transcript_may_be(const char *name);

/* Our own plain format / WebVTT; parsing it gives the same turns again. */
char *transcript_print_txt(const struct transcript *transcript);
char *transcript_print_vtt(const struct transcript *transcript);

#endif
