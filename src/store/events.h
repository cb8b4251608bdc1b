/*
 * store: the log of events, as the door has it.
 */
#ifndef STORE_EVENTS_H
#define STORE_EVENTS_H

#include "store/store.h"

struct store_event {
	gint64 id;
	gint64 at;
	const char *who;
	const char *verb;
	gint64 session; /* 0: none */
	gint64 of_case; /* 0: none, or that of the session */
	const char *detail;
	gboolean removed;  /* the detail was, with its session or case */
	const char *scope; /* whose salt is in detail_sha256, or NULL */
	const char *detail_sha256; /* salted */
	const char *seals; /* SHA-256 over what it says stands where, or "" */
	const char *hash;  /* SHA-256 over the one before and this row */
};

/* After what it tells of was written: it holds hashes of all that was touched
 * since the event before.  What is left at the end of a transaction gets an
 * event of its own. */
gboolean store_event_add(struct store *store, const char *verb, gint64 session,
			 const char *detail, GError **error);
/* The same of a case. */
gboolean store_event_add_case(struct store *store, const char *verb,
			      const char *code, const char *detail,
			      GError **error);
/* Oldest first; session 0 = all.  The struct is good for the call only. */
gboolean store_event_each(struct store *store, gint64 session,
			  void (*each)(const struct store_event *event,
				       void *data),
			  void *data, GError **error);

#endif
