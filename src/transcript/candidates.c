/*
 * candidates.c: which words before a colon are speakers.
 *
 * Only the whole file tells: every candidate is counted first, then believed
 * or not.
 */
#include "transcript/private.h"

#define CANDIDATES_MAX 4096 /* bounds memory on hostile files */

struct candidate {
	enum label_shape shape;
	gboolean matter;
	gboolean single; /* one word: "Anna", but also "Okay" */
	guint colons;	 /* lines "Name: words" */
	guint stamps;	 /* lines "Name 0:12" */
	guint line;	 /* where it first comes */
	gboolean colon_ok;
	gboolean stamp_ok;
};

struct labels {
	GHashTable *candidates;	     /* raw label -> struct candidate */
	char recent[2][LABEL_REACH]; /* the labels last asked for */
	gsize recent_len[2];
	struct candidate *recent_candidate[2];
	gboolean allow_lower;
	gboolean settled;
};

struct labels *
labels_new(void)
{
	struct labels *labels = g_new0(struct labels, 1);

	labels->candidates =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	return labels;
}

void
labels_free(struct labels *labels)
{
	if (!labels)
		return;
	g_hash_table_unref(labels->candidates);
	g_free(labels);
}

static void
remember(struct labels *labels, const char *label, gsize len,
	 struct candidate *candidate)
{
	if (len > LABEL_REACH)
		return;
	memcpy(labels->recent[1], labels->recent[0], LABEL_REACH);
	labels->recent_len[1] = labels->recent_len[0];
	labels->recent_candidate[1] = labels->recent_candidate[0];
	memcpy(labels->recent[0], label, len);
	labels->recent_len[0] = len;
	labels->recent_candidate[0] = candidate;
}

static struct candidate *
candidate_of(struct labels *labels, const char *label, gsize len)
{
	g_autofree char *key = NULL;
	struct candidate *candidate;

	for (int i = 0; i < 2; i++)
		if (labels->recent_candidate[i] &&
		    labels->recent_len[i] == len &&
		    !memcmp(labels->recent[i], label, len))
			return labels->recent_candidate[i];
	key = g_strndup(label, len);
	g_strstrip(key);
	candidate = g_hash_table_lookup(labels->candidates, key);
	if (!candidate) {
		if (labels->settled ||
		    g_hash_table_size(labels->candidates) >= CANDIDATES_MAX)
			return NULL;
		candidate = g_new0(struct candidate, 1);
		candidate->shape = label_shape(key, strlen(key));
		candidate->single = !strchr(key, ' ');
		candidate->matter = label_is_matter(key, strlen(key));
		g_hash_table_insert(labels->candidates, g_steal_pointer(&key),
				    candidate);
	}
	remember(labels, label, len, candidate);
	return candidate;
}

void
labels_note(struct labels *labels, const struct heading *heading, guint line)
{
	struct candidate *candidate;

	if (heading->kind != HEADING_COLON && heading->kind != HEADING_STAMPED)
		return;
	candidate = candidate_of(labels, heading->label, heading->label_len);
	if (!candidate)
		return;
	if (!candidate->line)
		candidate->line = line;
	if (heading->kind == HEADING_COLON)
		candidate->colons++;
	else
		candidate->stamps += 1 + heading->spaced;
}

struct settling {
	gboolean therapist, patient;
	gboolean allow_lower;
	guint named;	 /* candidates that may be names */
	guint recurring; /* of these, those that come twice */
	guint lines;
	guint stamps;
};

static void
weigh(const char *label, const struct candidate *c, struct settling *s)
{
	enum turn_role role = role_of_label(label, strlen(label));

	if (c->shape == LABEL_NOT || c->matter)
		return;
	s->therapist |= c->shape == LABEL_ROLE && role == TURN_THERAPIST;
	s->patient |= c->shape == LABEL_ROLE && role == TURN_PATIENT;
	if (c->shape == LABEL_SMALL && !s->allow_lower)
		return;
	if (c->shape <= LABEL_LOWER && c->colons < 2)
		return;
	s->named++;
	s->recurring += c->colons + c->stamps > 1;
	s->lines += c->colons + c->stamps;
	s->stamps += c->stamps;
}

/*
 * Role words always speak.  Where a therapist and a patient do, another label
 * must come twice; so must a single word where others recur ("Okay: ..."),
 * and the only label of a file: that is prose with a colon.
 */
static void
decide(struct candidate *c, const struct settling *s)
{
	guint need = 1;

	if (c->shape == LABEL_NOT || c->matter)
		return;
	if (c->shape == LABEL_SMALL) {
		c->colon_ok = s->allow_lower && !s->patient && c->colons > 2 &&
			      c->colons * 10 >= s->lines;
		return;
	}
	if ((s->therapist && s->patient) || s->lines < 2 ||
	    (c->single && s->recurring > 1))
		need = 2;
	if (c->shape == LABEL_LOWER)
		need++;
	if (c->shape == LABEL_ROLE)
		need = 1;
	c->colon_ok = c->colons && c->colons + c->stamps >= need;
	need = c->shape == LABEL_ROLE || (s->stamps > 2 && s->recurring) ? 1 :
									   2;
	c->stamp_ok = c->stamps >= need;
}

void
labels_allow_lower(struct labels *labels)
{
	if (labels)
		labels->allow_lower = TRUE;
}

void
labels_settle(struct labels *labels)
{
	struct settling s = { .allow_lower = labels->allow_lower };
	GHashTableIter iter;
	gpointer key, value;

	g_hash_table_iter_init(&iter, labels->candidates);
	while (g_hash_table_iter_next(&iter, &key, &value))
		weigh(key, value, &s);
	g_hash_table_iter_init(&iter, labels->candidates);
	while (g_hash_table_iter_next(&iter, &key, &value))
		decide(value, &s);
	labels->settled = TRUE;
}

gboolean
labels_any(const struct labels *labels)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, labels->candidates);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const struct candidate *c = value;

		if (c->colon_ok || c->stamp_ok)
			return TRUE;
	}
	return FALSE;
}

void
labels_report(const struct labels *labels, struct builder *builder)
{
	GHashTableIter iter;
	gpointer key, value;

	g_hash_table_iter_init(&iter, labels->candidates);
	while (g_hash_table_iter_next(&iter, &key, &value)) {
		const struct candidate *c = value;

		if (c->colons && !c->colon_ok && !c->matter &&
		    c->shape == LABEL_NAME)
			builder_warn(builder, c->line,
				     "'%s:' is taken for "
				     "words, not for a speaker",
				     (char *)key);
	}
}

gboolean
labels_accept(struct labels *labels, const struct heading *heading)
{
	const struct candidate *c;

	if (heading->kind != HEADING_COLON && heading->kind != HEADING_STAMPED)
		return FALSE;
	c = candidate_of(labels, heading->label, heading->label_len);
	return c &&
	       (heading->kind == HEADING_COLON ? c->colon_ok : c->stamp_ok);
}
