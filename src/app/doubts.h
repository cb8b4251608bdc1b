/*
 * app/doubts.h: tags after people had their say, and rules that people
 * took back too often.
 */
#ifndef APP_DOUBTS_H
#define APP_DOUBTS_H

#include "app/private.h"

/* Kinds of observations made: mask of 1 << enum observation_kind. */
guint app_observed(const struct codebook *codebook,
		   const struct tagging *tagging);
/* The tags of a tagging by their names: struct machine_tag. */
GPtrArray *app_machine_tags(const struct codebook *codebook,
			    const struct tagging *tagging);

/* Ids of rules below the codebook's floor: people decided on enough of what
 * they gave, and took too much of it away. */
GHashTable *app_doubted_rules(struct app *app, GError **error);
/* Rule id -> struct rule_use, of any codebook; `of` makes the use of a rule
 * that has none yet. */
GHashTable *rule_uses_new(void);
struct rule_use *rule_uses_of(GHashTable *uses, const char *rule);
/* Adds what became of the tags of a session. */
gboolean rule_uses_count(struct app *app, gint64 session, GHashTable *uses,
			 GError **error);
/* Precision, interval and floor from the counts. */
void rule_use_conclude(struct rule_use *use, const struct codebook *codebook);
/* A record by who has asked for the doubted rules already, because that takes
 * longer than a record; NULL: they are asked for. */
struct session_record *app_record_knowing(struct app *app, gint64 session,
					  GHashTable *doubted, GError **error);
/* Which signs are weak, which stands first, and which tags rest on doubted
 * rules alone and are hints: said of tags as they came from the casebook. */
void app_signs_settle(const struct codebook *codebook, GHashTable *doubted,
		      GPtrArray *machine_tags);

/* The tags of a stored session after people had their say. */
struct verdicts {
	GPtrArray *tags;      /* struct machine_tag */
	GPtrArray *decisions; /* struct decision */
	GPtrArray *effective; /* struct effective_tag, borrows from both */
};

/* rater as in effective_tags_build().  Clear it in either case. */
gboolean verdicts_load(struct app *app, gint64 session, const char *rater,
		       struct verdicts *verdicts, GError **error);
void verdicts_clear(struct verdicts *verdicts);

#endif
