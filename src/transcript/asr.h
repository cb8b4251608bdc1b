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
	const char *who;	 /* label of the words gathered */
	const char *start, *end; /* times of the first and last word */
	const char *first;	 /* where the first word stands */
	double unit;
	gboolean channels; /* of passages stand for speakers */
	const char *at;	   /* line is counted up to here */
	guint line;
};

/* Line of a place in the source; places must not go backwards. */
guint asr_line(struct asr *asr, const char *p);
/* A time in any of the shapes recognisers use; unit: milliseconds in one. */
gint64 asr_time(const char *value, double unit);
/* A label; one of three letters or less gets the prefix. */
void asr_append_label(GString *out, const char *value, const char *prefix);
/* asr->text, said by asr->label, is one cue and utterance. */
void asr_say(struct asr *asr, gint64 start_ms, gint64 end_ms, const char *at);

/* One passage with its text, speaker and times; returns what is behind it. */
const char *asr_read_passage(struct asr *asr, const char *object, double unit);
void asr_read_passages(struct asr *asr, const char *array, double unit);

/* Those who give words instead of passages. */
void asr_read_assembly(struct asr *asr, const char *words);
gboolean asr_read_deepgram(struct asr *asr, const char *results);
void asr_read_aws(struct asr *asr, const char *items, const char *segments);
void asr_read_google(struct asr *asr, const char *results);
void asr_read_rev(struct asr *asr, const char *monologues);

#endif
