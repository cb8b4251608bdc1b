/*
 * tier.h: annotation tiers (ELAN, Praat) -> utterances.
 *
 * Tiers hold speech, single words, translations, phones, gestures; only
 * speech is a transcript.  What a tier holds is told by its name and type;
 * the best kind that has words is read, the rest is named in a warning.
 */
#ifndef TRANSCRIPT_TIER_H
#define TRANSCRIPT_TIER_H

#include "transcript/builder.h"
#include "transcript/source.h"

struct tiers;

struct tiers *tiers_new(const struct source *source, struct builder *builder);
void tiers_free(struct tiers *tiers);
/* type and speaker may be NULL; speaker NULL: the tier's name, if it is one.
 * dependent: it repeats or comments on another tier. */
void tiers_begin(struct tiers *tiers, const char *name, const char *type,
		 const char *speaker, gboolean dependent);
/* An annotation of the tier begun last. */
void tiers_add(struct tiers *tiers, gint64 start_ms, gint64 end_ms,
	       const char *text, gsize len, guint line);
/* Say what is speech; FALSE with an error when nothing is. */
gboolean tiers_say(struct tiers *tiers, GError **error);

#endif
