/*
 * session: one run over the turns of a session.
 *
 *   turns --speech--> matchable text --filter--> patterns that may match
 *         --look/rule--> hits --episodes--> --tags--> tags --observe-->
 *
 * It belongs to one thread and dies with it.
 */
#ifndef TAGGING_SESSION_H
#define TAGGING_SESSION_H

#include "speech/speech.h"
#include "tagging/tagger.h"

struct session {
	struct tagger *tagger;
	const struct transcript *transcript; /* may be NULL in examples */
	struct session_facts facts;
	gboolean plainly;
	gboolean lenient; /* phase, focus and place are fulfilled */
	struct speech speech;
	struct search *search;
	guint turns;
	guint *places; /* turns that are not acknowledgements */
	guint n_places;
	guint *places_before;	 /* by turn: how many stand before it */
	struct weighed *weighed; /* NULL without weights, and for excerpts */
	guint64 *active;	 /* rules that phase and focus allow */
	guint64 *hit_rules;	 /* rows of rule bits: ordinary hits */
	guint64 *inside_rules;	 /* the same for hits inside episodes */
	/* rows of technique bits: standing tags; NULL until observing */
	guint64 *tag_rows;
	GHashTable *reasons; /* reason -> place in result.reasons + 1 */
	GHashTable *content; /* turn + 1 -> set of content words */
	/* struct stretch, as result.episodes; gone when tags are made */
	GPtrArray *stretches;
	struct tagging *result;
};

struct session *session_new(struct tagger *tagger, gboolean plainly);
void session_free(struct session *session);
typedef struct session Session;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Session, session_free)
void session_read(struct session *session, const struct transcript *transcript,
		  const struct session_facts *facts);
/* After all turns are in speech. */
void session_prepare(struct session *session);
void session_tag(struct session *session);
struct tagging *session_take(struct session *session);

/* The turn `offset` places away from turn (both from 0); -1 when there is
 * none. */
int session_place(const struct session *session, guint turn, int offset,
		  gboolean strictly);

#endif
