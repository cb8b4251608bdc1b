/*
 * chat.h: what the two halves of the reader of CHAT share.
 */
#ifndef TRANSCRIPT_CHAT_H
#define TRANSCRIPT_CHAT_H

#include "base/base.h"

struct chat_words {
	GString *words; /* the caller's */
	gint64 start_ms, end_ms;
};

/* The words of an utterance and, from its bullets, its times (-1: none). */
void chat_words_read(const char *p, const char *end, struct chat_words *out);

#endif
