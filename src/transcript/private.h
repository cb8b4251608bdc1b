/*
 * private.h: what the readers of this room share.
 *
 * The one idea: every reader sees the same clean source (valid UTF-8, line
 * feeds only, no NUL) and says utterances to one builder; joining them into
 * turns, ordering, roles and counts happen there and nowhere else.
 */
#ifndef TRANSCRIPT_PRIVATE_H
#define TRANSCRIPT_PRIVATE_H

#include <string.h>

#include "transcript/heading.h"

#define UNNAMED "?" /* the speaker who is nobody in particular */

/* The file as the readers see it. */
struct source {
	const char *name;  /* for messages; may be NULL */
	const char *bytes; /* as given, for containers */
	gsize bytes_len;
	const char *text; /* decoded; may be the bytes themselves */
	char *owned;	  /* text, if it is a copy; then NUL-terminated */
	gsize len;
	const char *encoding;
	GHashTable *roles;  /* people whom the user names; NULL: none */
	const char *wanted; /* text of a project, by name; NULL: the first */
	gboolean ascii;	    /* the text is nothing else */
	gboolean strict;
};

struct utterance {
	const char *label; /* label_len 0: nobody named */
	gsize label_len;
	gint64 start_ms; /* -1 unknown */
	gint64 end_ms;
	const char *manner; /* "(softly)", "softly": before the words */
	gsize manner_len;
	const char *text;
	gsize len;
	guint line;
};

struct builder {
	struct transcript *transcript;
	const struct source *source;
	GString *text;
	GString *cue_text;
	GHashTable *index; /* label key -> speaker number + 1 */
	GHashTable *told;  /* label key -> struct told */
	char *recent[2];   /* spellings last seen */
	gsize recent_len[2];
	guint recent_speaker[2];
	guint muted;	     /* warnings over the limit */
	gboolean overfull;   /* more turns than any session has */
	gboolean timed;	     /* order by time when finishing */
	gboolean woven;	     /* one speaker after the other: no complaint */
	gboolean keep_order; /* ... but these times do not order it */
	gboolean captions;   /* look for rolling repeats */
	gboolean verbatim;   /* our own format: every utterance a turn */
};

/*
 * One format.  sniff gives 0 (not mine) to 100 (certain) from the clean
 * source; parse says utterances, or returns FALSE with an error.  A reader
 * of containers (zip) looks at source->bytes and is told by its magic.
 */
struct reader {
	const char *name;
	const char *description;
	const char *endings; /* of file names, blanks between: "csv tsv" */
	gboolean container;
	gboolean terminated; /* parse wants a NUL after the text */
	int (*sniff)(const struct source *source);
	gboolean (*parse)(const struct source *source, struct builder *builder,
			  GError **error);
};

/* In the order in which they are tried; of equal scores the first wins. */
#define READERS(X)  \
	X(vtt)      \
	X(srt)      \
	X(sbv)      \
	X(json)     \
	X(eaf)      \
	X(textgrid) \
	X(cha)      \
	X(docx)     \
	X(qdpx)     \
	X(csv) X(txt) X(rtf) X(exb) X(ttml) X(html) X(otr) X(elan) X(messages)

#define DECLARE_READER(name) extern const struct reader reader_##name;
READERS(DECLARE_READER)

/* Decoded text through whichever reader fits it (docx, qdpx). */
gboolean reader_parse_text(struct source *source, struct builder *builder,
			   GError **error);

/* Fill error (kind INPUT) with "NAME:LINE: message"; returns FALSE. */
gboolean source_fault(const struct source *source, guint line, GError **error,
		      const char *format, ...) G_GNUC_PRINTF(4, 5);
/* TRUE with an error when the bytes are of a kind that no reader can use. */
gboolean source_refuse(const struct source *source, GError **error);
/* Text that not even the plain reader takes. */
gboolean source_refuse_text(const struct source *source, GError **error);
/* Names a zip container that no reader knows; returns FALSE. */
gboolean source_refuse_container(const struct source *source, GError **error);
/*
 * bytes -> text, encoding; faults mended, counted and located in warnings.
 * FALSE with an error when the encoding is none that is read here.
 */
gboolean source_decode(struct source *source, struct builder *builder,
		       GError **error);
/* Are the bytes UTF-16 or UTF-32 without a mark? */
gboolean source_is_wide(const struct source *source);
/* Typed text with line feeds and labels put right; NULL: it is right. */
char *source_tidy(const struct source *source, gsize *len);
/* Line number (from 1) of an offset in source->text. */
guint source_line(const struct source *source, gsize offset);

void builder_init(struct builder *builder, struct transcript *transcript,
		  const struct source *source);
/* Before anything is said: how many bytes may come. */
void builder_expect(struct builder *builder, gsize len);
void builder_clear(struct builder *builder);
/* Words spoken.  Empty text is ignored. */
void builder_say(struct builder *builder, const struct utterance *utterance);
/* More words of the utterance before; FALSE when there is none. */
gboolean builder_continue(struct builder *builder, const char *text, gsize len);
void builder_cue(struct builder *builder, gint64 start_ms, gint64 end_ms,
		 const char *id, gsize id_len, const char *text, gsize len,
		 guint line);
/* What the file itself says of a speaker's role; reason is copied. */
void builder_tell_role(struct builder *builder, const char *label, gsize len,
		       enum turn_role role, const char *reason);
void builder_header(struct builder *builder, const char *key, gsize key_len,
		    const char *value, gsize value_len);
void builder_warn(struct builder *builder, guint line, const char *format, ...)
	G_GNUC_PRINTF(3, 4);
/* TRUE when the second utterance goes on where the first stopped. */
gboolean builder_joins(const struct builder *builder, const struct turn *before,
		       const struct turn *after);
void turn_join(struct turn *before, const struct turn *after);
/* Number of the speaker with this label, new or known. */
guint builder_speaker(struct builder *builder, const char *label, gsize len);
void speaker_free(struct speaker *speaker);
/* Leave out what rolling captions repeat; TRUE when the text has gaps now. */
gboolean builder_drop_repeats(struct builder *builder);
/* Point at a tail of sentences that a recogniser probably invented. */
void builder_flag_inventions(struct builder *builder);
/* Order, join, count: the turns of the transcript are complete afterwards. */
void builder_finish(struct builder *builder);

struct told {
	enum turn_role role;
	char *reason;
};

/* Roles of all speakers: options, told, label, elimination, guess. */
void roles_assign(struct transcript *transcript,
		  const struct transcript_options *options, GHashTable *told,
		  struct builder *builder);

/* Our own plain format (own.c): the mark, the reader, "# therapist: Anna". */
gboolean own_txt_is(const struct source *source);
gboolean own_txt_parse(const struct source *source, struct builder *builder,
		       GError **error);
gboolean own_role_header(struct builder *builder, const char *key,
			 gsize key_len, const char *value, gsize value_len);

/*
 * WebVTT's blocks (SRT is the same without a header).  block_next() follows
 * the W3C algorithm to the letter when strict; lenient, it also takes times
 * as recorders write them and SRT's number lines.
 */
enum block_kind {
	BLOCK_CUE,
	BLOCK_BAD_TIME, /* has "-->" but no times that can be read */
	BLOCK_TEXT,	/* NOTE, STYLE, REGION, or stray words */
};

struct block {
	enum block_kind kind;
	gint64 start_ms, end_ms;
	const char *id, *id_end;
	const char *text, *text_end; /* payload, lines joined by LF */
	guint line;
};

struct blocks {
	const char *p, *end;
	guint line;
	gboolean strict;
	gboolean skim;		 /* times are of no interest */
	const char *id, *id_end; /* SRT number met too early */
};

gboolean block_next(struct blocks *blocks, gboolean in_header,
		    struct block *block);
const char *find_arrow(const char *p, const char *end);

/* Cue payloads -> utterances; keeps the speaker from cue to cue. */
struct captions {
	struct builder *builder;
	struct labels *labels; /* "Name:" prefixes; NULL: voices only */
	GString *label;	       /* who speaks until somebody else is named */
	GString *plain;	       /* the payload without markup */
	GString *manner;       /* how the next words are said */
	gboolean srt;	       /* "{\\an8}" is markup */
	guint counted;	       /* captions of the first reading */
	gboolean by_line;      /* they are the rule here */
	guint unnamed;	       /* cues that name nobody after some that did */
	guint unnamed_line;
	guint line;	    /* of the caption at hand */
	GHashTable *called; /* voices whose other names were told */
	guint bare; /* captions that are a name or a time and no words */
	guint bare_line;
};

/*
 * noScribe's editor writes the name and the time of a paragraph as captions
 * of their own, in the voice of who speaks.  FALSE: [*p, end) is no more than
 * that; else *p is behind such a beginning.
 */
gboolean captions_label(struct captions *captions, const struct block *block,
			const char **p, const char *end);
void captions_init(struct captions *captions, struct builder *builder,
		   struct labels *labels);
void captions_clear(struct captions *captions);
void captions_note(struct captions *captions, const struct block *block);
/* What captions_note() does with words that have no markup any more. */
void captions_count(struct captions *captions, const char *p, const char *end,
		    guint line);
/* All have been noted: whose names are believed? */
void captions_settle(struct captions *captions);
/* Who is named at p, the start of a line (first: of the caption)? */
void captions_heading(const char *p, const char *end, gboolean first,
		      struct heading *out);
gboolean captions_names(const struct captions *captions,
			struct heading *heading);
const char *captions_chevron(const char *p, const char *eol);
void captions_say(struct captions *captions, const struct block *block);
void captions_name(struct captions *captions, const char *label, gsize len);
/* Say what has gathered in captions.plain, in a voice or outside of any. */
void captions_flush(struct captions *captions, const struct block *block,
		    gboolean voiced);
/* The same as captions_say() by the letter of the standard. */
void cue_text_say(struct captions *captions, const struct block *block);

/*
 * The character reference that begins at amp ('&'), or else the '&' itself,
 * is appended; returns what is behind it.  Lenient, a reference has to end in
 * a semicolon.
 */
const char *entity_take(GString *out, const char *amp, const char *end,
			gboolean strict);
/* What byte 0x80 to 0x9f is in Windows-1252; 0: no character. */
gunichar encoding_cp1252(guint byte);
void captions_report(const struct captions *captions);

static inline const char *
skip_blanks(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return p;
}

/* End of the line that begins at p: the line feed or end. */
static inline const char *
line_end(const char *p, const char *end)
{
	const char *lf = memchr(p, '\n', end - p);

	return lf ? lf : end;
}

static inline gboolean
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Where to stop when the line is shown in about so many bytes. */
static inline const char *
quote_end(const char *p, const char *end, gsize max)
{
	return (gsize)(end - p) > max ? g_utf8_find_prev_char(p, p + max) : end;
}

/* Is the word, without regard to case, one of these? */
static inline gboolean
is_listed(const char *const *words, gsize n, const char *p, gsize len)
{
	for (gsize i = 0; i < n; i++)
		if (strlen(words[i]) == len &&
		    !g_ascii_strncasecmp(words[i], p, len))
			return TRUE;
	return FALSE;
}

static inline void
trim(const char **p, const char **end)
{
	while (*p < *end && is_space(**p))
		(*p)++;
	while (*end > *p && is_space((*end)[-1]))
		(*end)--;
}

#endif
