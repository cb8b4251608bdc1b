/*
 * asr.h: what the readers of recognisers' JSON share.
 */
#ifndef TRANSCRIPT_ASR_H
#define TRANSCRIPT_ASR_H

#include "transcript/json.h"

struct asr {
	struct builder *builder;
	const struct source *source;
	GString *text;
	GString *label;
	GString *before;   /* who was named last */
	GHashTable *names; /* a speaker's id -> name, both char * */
	double unit;	   /* milliseconds in a time that names no unit */
	/* The words gathered, until the speaker changes. */
	const char *who;   /* their label, as written */
	const char *first; /* where the first stands */
	gint64 start_ms, end_ms;
	gboolean loose;	   /* the last one was a sound, not a word */
	gboolean channels; /* of passages stand for speakers */
	const char *at;	   /* line is counted up to here */
	guint line;
	guint unnamed; /* passages that name nobody after some that did */
	guint unnamed_line;
	guint struck; /* words that an editor struck out */
};

/* The values of one passage or word, whatever their keys; NULL: not there. */
enum asr_field {
	ASR_TEXT,
	ASR_WORDS,
	ASR_LABEL,
	ASR_NAME, /* a speaker's, or a word itself */
	ASR_CHANNEL,
	ASR_START,
	ASR_END,
	ASR_DURATION,
	ASR_TYPE,
	ASR_ATTACHES,
	ASR_STRUCK,
	ASR_ALTERNATIVES,
	ASR_FIELDS
};

struct asr_item {
	const char *value[ASR_FIELDS];
	double unit[ASR_FIELDS]; /* 0: the key names none */
};

/* Fills the item from an object; returns what is behind it. */
const char *asr_pick(const char *object, struct asr_item *item);
/* Start and end in milliseconds, -1 unknown. */
void asr_times(const struct asr *asr, const struct asr_item *item,
	       gint64 *start_ms, gint64 *end_ms);
/* The unit of the times in a list of passages or words; see pace.h. */
void asr_find_unit(struct asr *asr, const char *array, double usual);

/* Line of a place in the source; places must not go backwards. */
guint asr_line(struct asr *asr, const char *p);
/* A time in any of the shapes recognisers use; unit: milliseconds in one. */
gint64 asr_time(const char *value, double unit);
/* asr->label is the speaker's; a bare number gets the prefix. */
void asr_set_label(struct asr *asr, const char *value, const char *prefix);
/* A table of speakers, [{"id": ..., "name": ...}]: their names are used. */
void asr_read_names(struct asr *asr, const char *array);
/* asr->text, said by asr->label, is one cue and utterance. */
void asr_say(struct asr *asr, gint64 start_ms, gint64 end_ms, const char *at);
/* All is read: say what was odd, and spell out labels such as "A". */
void asr_finish(struct asr *asr);

/* One passage with its text, speaker and times; returns what is behind it. */
const char *asr_read_passage(struct asr *asr, const char *object);
void asr_read_passages(struct asr *asr, const char *array, double usual);

/* Who speaks when, told beside the words. */
GArray *asr_read_turns(const char *array);
/* The label at a time in the file's unit; NULL when there is none. */
const char *asr_turn_at(const GArray *turns, double time);

/* One word; glued: no blank before it.  Times in milliseconds. */
void asr_add_word(struct asr *asr, const char *word, const char *label,
		  gint64 start_ms, gint64 end_ms);
void asr_add_mark(struct asr *asr, const char *mark);
void asr_flush(struct asr *asr);
/*
 * Words in a list of their own.  label (as JSON) is who speaks where a word
 * does not say, turns (may be NULL) comes after it.
 */
void asr_read_words(struct asr *asr, const char *array, const char *label,
		    const GArray *turns);
gboolean asr_are_words(const char *array);

/* The shapes that fit no general rule; asr_maker.c. */
gboolean asr_read_deepgram(struct asr *asr, const char *results);
void asr_read_items(struct asr *asr, const char *items, const char *segments);
void asr_read_google(struct asr *asr, const char *results);
void asr_read_watson(struct asr *asr, const char *results, const char *labels);
void asr_read_rev(struct asr *asr, const char *monologues);

#endif
