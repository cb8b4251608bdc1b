/*
 * heading.h: times, labels and heads of lines, for every reader.
 */
#ifndef TRANSCRIPT_HEADING_H
#define TRANSCRIPT_HEADING_H

#include "transcript/transcript.h"

struct source;
struct furniture;
struct builder;

/* Role that a label by itself names ("T", "Client 2"), else UNKNOWN. */
enum turn_role role_of_label(const char *label, gsize len);
/* A label as it is kept: blanks single, no brackets or colon.  Caller frees. */
char *label_clean(const char *label, gsize len);
/* "M*** R***": its stars stand for letters, and are no decoration. */
gboolean label_is_masked(const char *label, gsize len);
/* What two spellings of one label have in common.  Caller frees. */
char *label_key(const char *label, gsize len);

/* Is it somebody who is named? see nobody.c. */
enum label_presence {
	LABEL_SOMEBODY,
	LABEL_MISSING, /* nobody: the speaker before goes on */
	LABEL_UNKNOWN, /* the file does not know who it is */
};

enum label_presence label_presence(const char *label, gsize len);

/* "12:03", "1:02:03.5", "00:00:01,250": moves *p past it.  FALSE if none. */
gboolean stamp_parse(const char **p, const char *end, gint64 *ms);
/* The same, but "0:0:2.90" is 2.090 s, as Teams writes it beside "-->". */
gboolean stamp_parse_recorder(const char **p, const char *end, gint64 *ms);
/* The same, but a comma is no part of it. */
gboolean stamp_parse_dotted(const char **p, const char *end, gint64 *ms);
/* A stamp or range, bare or in [], () or <>; *end_ms stays -1 if single. */
gboolean stamp_range(const char **p, const char *end, gint64 *start_ms,
		     gint64 *end_ms);

/* "1 minute 4 seconds" up to end. */
gboolean stamp_spelled(const char **p, const char *end, gint64 *ms);
/* "00:00:01:12": the last of four is frames. */
gboolean stamp_has_frames(const char *p, const char *end);

/* Times in brackets at the start, the end and inside of speech. */
struct time_marks {
	guint n;
	guint astray;	  /* earlier than the one before */
	guint starts;	  /* at the start of words */
	guint ends;	  /* at the end of words */
	gboolean certain; /* of f4's form, which nobody says */
	gint64 last_ms;
};

void marks_count(struct time_marks *marks, const char *p, const char *end);
gboolean marks_are_times(const struct time_marks *marks);
/*
 * The words of [p, end) without marks go to out; FALSE: there are none.
 * start_ms, end_ms: a mark at the start, at the end; -1: there is none.
 */
gboolean marks_strip(const char *p, const char *end, GString *out,
		     gint64 *start_ms, gint64 *end_ms);

#define LABEL_REACH 120 /* bytes in which a label's colon must come */

/* How a line begins: who speaks, and when. */
enum heading_kind {
	HEADING_NONE,
	HEADING_COLON,	 /* "Anna: words" with or without stamp */
	HEADING_STAMPED, /* "Anna  0:12", the words below */
	HEADING_BRACKET, /* "[Anna] words", or the words below */
	HEADING_ALONE,	 /* "Anna" and nothing else, the words below */
	HEADING_INSIDE,	 /* "... I went. Ben: And" in the middle of a line */
	HEADING_STAMP,	 /* a stamp and nothing else */
	HEADING_KINDS
};

struct heading {
	enum heading_kind kind;
	const char *label;
	gsize label_len;
	gint64 start_ms;
	gint64 end_ms;
	const char *body; /* behind a stamp at the start, the label included */
	const char *text; /* the words after it, to the end of line */
	gboolean spaced;  /* two blanks or a tab before the stamp */
	gboolean framed;  /* the stamp before it stands in brackets */
	gboolean ahead;	  /* the stamp begins the line */
	gboolean spelled; /* "1 minute 4 seconds" */
	gboolean loose;	  /* words behind a stamp without a colon */
	guint value;	  /* 1: the words are no sentence; 2: "/x/y.mp3" */
	/* How it was said: "(softly)", "softly"; set by labels_accept(). */
	const char *manner;
	gsize manner_len;
};

void heading_parse(const char *line, const char *end, struct heading *out);
/* "[Mia] Mum: said no" as "[Mia]" and the words behind; FALSE: it is not so. */
gboolean heading_unbracket(struct heading *heading);
/* The same, and a short line may be a name alone; see alone.c. */
void heading_parse_alone(const char *line, const char *end,
			 struct heading *out);
/* The same where nobody stands before a colon; see lax.c. */
void heading_parse_lax(const char *line, const char *end, struct heading *out);
/* The next "... . Ben: words" in [p, end), if there is one; see inside.c. */
gboolean heading_inside(const char *p, const char *end, struct heading *out);
/* The next "(Ben: words)" in [p, end). */
gboolean heading_aside(const char *p, const char *end, struct heading *out);
const char *skip_line_number(const char *line, const char *end);
/* Where the talk begins; *lines are before it, kept as headers. */
const char *preamble_read(const struct source *source, struct builder *builder,
			  guint *lines);

enum label_shape {
	LABEL_NOT,
	LABEL_DIGITS, /* "1" */
	LABEL_ODD,    /* "+49 170***44", "Ben | Clinic", "anna@clinic.org" */
	LABEL_SMALL,  /* "ben holt", but also "he said" */
	LABEL_LOWER,  /* "anna" */
	LABEL_NAME,   /* "Anna Smith", "SPEAKER_01" */
	LABEL_ROLE,   /* "T", "Therapist" */
};

enum label_shape label_shape(const char *label, gsize len);
/* The stop behind "Chiara B.", "Lee Jr." and "Th." ends no sentence. */
gboolean label_ends_in_initial(const char *label, const char *end);
/* Words such as "Note" and "Date" that stand before colons but never speak. */
gboolean label_is_matter(const char *label, gsize len);

/*
 * Which words before a colon are speakers?  Count every candidate first
 * (labels_note), then ask (labels_accept): a lone "Note:" in a file of T: and
 * P: is not one.
 */
struct labels;
struct labels *labels_new(void);
void labels_free(struct labels *labels);
typedef struct labels Labels;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Labels, labels_free)
/* People whom the user names: label -> anything; may be NULL. */
void labels_know(struct labels *labels, GHashTable *roles);
/*
 * A line that is not blank and the head that it may begin with; leads: it
 * begins a paragraph or a caption.
 */
void labels_note(struct labels *labels, const struct heading *heading,
		 guint line, gboolean leads);
/* A head in the middle of the line noted last. */
void labels_note_inside(struct labels *labels, const struct heading *heading,
			guint line);
/* The forms of lax.c: a name needs more proof. */
void labels_doubt(struct labels *labels);
/*
 * All lines are noted.  text: the file, in which people may be listed above
 * the talk; or NULL.
 */
void labels_settle(struct labels *labels, const char *text, const char *end);
/* TRUE when anybody was believed. */
gboolean labels_any(const struct labels *labels);
/* Say which heads were not believed, and whose spellings were joined. */
void labels_report(const struct labels *labels, struct builder *builder);
/*
 * TRUE when the head is a speaker's.  The label becomes the one that the
 * speaker has elsewhere, and its manner is set apart.
 */
gboolean labels_accept(struct labels *labels, struct heading *heading);
/* The same for words that may begin with a speaker, where the format names
 * nobody: count, and then take it off the utterance; see take.c. */
struct utterance;
void labels_see(struct labels *labels, const char *text, gsize len, guint line);
void labels_take(struct labels *labels, struct utterance *u);
/*
 * Names in a column or in tiers of their own, all believed: count them, then
 * take "(softly)" off the label of an utterance, as its manner.
 */
void labels_see_name(struct labels *labels, const char *label, gsize len,
		     guint line);
void labels_settle_names(struct labels *labels);
void labels_name(struct labels *labels, struct utterance *u);
/* Say whose different manners were joined. */
void labels_report_joined(const struct labels *labels, struct builder *builder);
/*
 * A name that is known, behind which the colon is mistyped: "Anna. words".
 * FALSE with a label: it may as well be a sentence about somebody.
 */
gboolean labels_mistyped(struct labels *labels, const char *p, const char *end,
			 struct heading *heading);
/* Is line n of those noted, from 0, of that kind, now that all are known? */
gboolean labels_line_is(const struct labels *labels, guint n,
			enum heading_kind kind);

/* What a tool writes about itself (furniture.c). */
gboolean line_is_credit(const char *p, const char *end);
/* Heads and feet of pages in the text; ask for lines of this text only. */
struct furniture *furniture_find(const char *p, const char *end);
void furniture_free(struct furniture *furniture);
gboolean furniture_is(const struct furniture *furniture, const char *p,
		      const char *end);
/* Is the line a number alone, which may be of a page or said? */
gboolean furniture_is_doubtful(const struct furniture *furniture,
			       const char *line);

/* Warns of somebody who is named once and by nobody else; caller frees. */
char *label_doubt_print(const char *label);

#endif
