/*
 * builder: utterances -> turns.
 *
 * The one idea: readers say utterances to one builder; joining them into
 * turns, ordering, roles and counts happen here and nowhere else.
 */
#ifndef TRANSCRIPT_BUILDER_H
#define TRANSCRIPT_BUILDER_H

#include "transcript/transcript.h"

struct source;

#define UNNAMED "?" /* the speaker who is nobody in particular */

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

#endif
