/*
 * tagging_run: one run over the turns of a session.
 *
 *   turns --speech--> matchable text --filter--> patterns that may match
 *         --look/rule--> hits --episodes--> --tags--> tags --observe-->
 *
 * It belongs to one thread and dies with it.
 */
#ifndef TAGGING_TAGGING_RUN_H
#define TAGGING_TAGGING_RUN_H

#include "speech/speech.h"
#include "tagging/tagger.h"

struct tagging_run {
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

struct tagging_run *tagging_run_new(struct tagger *tagger, gboolean plainly);
void tagging_run_free(struct tagging_run *run);
typedef struct tagging_run TaggingRun;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TaggingRun, tagging_run_free)
void run_read(struct tagging_run *run, const struct transcript *transcript,
	      const struct session_facts *facts);
/* After all turns are in speech. */
void run_prepare(struct tagging_run *run);
void run_tag_turns(struct tagging_run *run);
struct tagging *run_take(struct tagging_run *run);

/* The turn `offset` places away from turn (both from 0); -1 when there is
 * none. */
int run_place(const struct tagging_run *run, guint turn, int offset,
	      gboolean strictly);

#endif
