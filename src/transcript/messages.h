/*
 * messages.h: how lines of saved chats begin, for messages.c.
 */
#ifndef TRANSCRIPT_MESSAGES_H
#define TRANSCRIPT_MESSAGES_H

#include "base/base.h"

/* A date as it is written, its parts in their order; part[0] 0: none. */
struct message_date {
	guint part[3];
	char sign; /* '/', '.' or '-' */
};

struct message {
	struct message_date date;
	gint64 clock_ms;   /* time of day */
	gboolean half;	   /* told with AM or PM */
	const char *label; /* NULL: the program's own line */
	gsize label_len;
	const char *receiver; /* to whom alone, as the file says; NULL: all */
	gsize receiver_len;
	const char *text; /* to the end of the line */
};

/*
 * "02/03/2026, 09:11 - Mia: words", "[02.03.26, 09:11:20] Mia: words",
 * "09:12:01 From Mia to Everyone: words".  FALSE: the line goes on with the
 * message before.
 */
gboolean message_begins(const char *p, const char *end, struct message *out);

#endif
