/*
 * claims.c: which lines belong to whom.
 *
 * A short line below a name is what was said, a short line above words may be
 * a name; a time in a line of its own says when, or was said.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/labels.h"

static struct mark *
mark_at(const struct labels *labels, guint i)
{
	return i < labels->marks->len ?
		       &g_array_index(labels->marks, struct mark, i) :
		       NULL;
}

static const struct candidate *
who(const struct labels *labels, const struct mark *mark)
{
	return candidate_person(labels->list->pdata[mark->candidate - 1]);
}

static int
strength(const struct labels *labels, const struct mark *mark,
	 const guint *alone)
{
	const struct candidate *c = who(labels, mark);
	int points = MIN(alone[c->index], 1000);

	if (c->shape >= LABEL_NAME || c->coded)
		points += 2;
	return c->prose ? points - 6 : points;
}

/* The line below, times left out. */
static const struct mark *
below(const struct labels *labels, guint i)
{
	const struct mark *m;

	while ((m = mark_at(labels, ++i)) != NULL && m->kind == HEADING_STAMP)
		;
	return m;
}

static gboolean
has_words(const struct labels *labels, guint i, const guint *alone)
{
	const struct mark *next = below(labels, i);
	const struct candidate *c;

	if (!next)
		return FALSE;
	if (next->kind == HEADING_NONE)
		return TRUE;
	if (next->kind == HEADING_ALONE)
		return strength(labels, next, alone) <=
		       strength(labels, mark_at(labels, i), alone);
	c = who(labels, next);
	if (next->kind == HEADING_BRACKET &&
	    ((c->shape < LABEL_NAME && !c->coded) ||
	     label_is_noise(c->label, strlen(c->label))))
		return TRUE; /* "(laughs) Right." */
	return c->prose || c->matter ||
	       c->n[next->kind] <=
		       alone[who(labels, mark_at(labels, i))->index];
}

static void
disclaim(struct labels *labels, struct mark *mark)
{
	struct candidate *c =
		candidate_person(labels->list->pdata[mark->candidate - 1]);

	mark->kind = HEADING_NONE;
	c->n[HEADING_ALONE] -= c->n[HEADING_ALONE] > 0;
	if (mark->flags & MARK_LEADS)
		c->leads[HEADING_ALONE] -= c->leads[HEADING_ALONE] > 0;
	if (mark->flags & MARK_TIMED)
		c->timed[HEADING_ALONE] -= c->timed[HEADING_ALONE] > 0;
}

/* Lines that could be names alone, but are the words of the one above. */
void
labels_claim(struct labels *labels)
{
	g_autofree guint *alone = g_new0(guint, labels->list->len + 1);
	const struct mark *head = NULL;

	for (guint i = 0; i < labels->list->len; i++) {
		const struct candidate *c = labels->list->pdata[i];

		alone[i] = c->n[HEADING_ALONE];
	}
	for (guint i = 0; i < labels->marks->len; i++) {
		struct mark *m = mark_at(labels, i);

		if (m->kind == HEADING_STAMP)
			continue;
		if (m->kind != HEADING_ALONE) {
			head = NULL;
			continue;
		}
		if (!has_words(labels, i, alone) ||
		    (head && !(m->flags & MARK_LEADS) &&
		     strength(labels, m, alone) <=
			     strength(labels, head, alone)))
			disclaim(labels, m);
		head = m->kind == HEADING_ALONE ? m : NULL;
	}
}

static gboolean
is_head(const struct labels *labels, const struct mark *mark)
{
	return mark && mark->candidate && mark->kind != HEADING_NONE &&
	       who(labels, mark)->ok[mark->kind];
}

/* A time above or below a name, and not the hour that somebody told. */
static gboolean
is_beside(const struct labels *labels, guint i)
{
	const struct mark *m = mark_at(labels, i);
	const struct mark *above = i ? mark_at(labels, i - 1) : NULL;

	if (above && above->kind == HEADING_ALONE && is_head(labels, above))
		return TRUE;
	return !(m->flags & MARK_SPELLED) &&
	       is_head(labels, mark_at(labels, i + 1));
}

void
labels_settle_stamps(struct labels *labels)
{
	guint stamps = 0, beside = 0;

	for (guint i = 0; i < labels->marks->len; i++) {
		if (mark_at(labels, i)->kind != HEADING_STAMP)
			continue;
		stamps++;
		beside += is_beside(labels, i);
	}
	if (!labels_any(labels) || (beside >= 2 && beside * 2 >= stamps))
		return;
	for (guint i = 0; i < labels->marks->len; i++) {
		struct mark *m = mark_at(labels, i);

		if (m->kind == HEADING_STAMP &&
		    !(is_beside(labels, i) &&
		      (i == 0 || (m->flags & MARK_LEADS) ||
		       mark_at(labels, i - 1)->kind == HEADING_ALONE)))
			m->kind = HEADING_NONE;
	}
}

gboolean
labels_line_is(const struct labels *labels, guint n, enum heading_kind kind)
{
	const struct mark *m = mark_at(labels, n);

	return m && m->kind == kind;
}

/* The text above the first who comes again, without "Name:" lines. */
static const char *
head_of_file(const struct labels *labels, guint first, const char *text,
	     const char *end)
{
	guint line = G_MAXUINT;
	const char *p = text;

	for (guint i = 0; i < labels->list->len; i++) {
		const struct candidate *c = labels->list->pdata[i];

		if (c->first_mark == first && first != G_MAXUINT)
			line = MIN(line, c->line);
	}
	for (guint n = 1; p < end && n < line && n < 60; n++)
		p = MIN(line_end(p, end) + 1, end);
	return line == G_MAXUINT ? text : p;
}

/* People whom the user names, or who are listed above the talk. */
void
labels_mention(struct labels *labels, guint first, const char *text,
	       const char *end)
{
	const char *stop = text ? head_of_file(labels, first, text, end) : text;

	for (guint i = 0; i < labels->list->len; i++) {
		struct candidate *c = labels->list->pdata[i];
		gsize len = strlen(c->label);
		const char *at;

		c->known = g_hash_table_contains(labels->named, c->key);
		if (!text || c->prose || c->shape != LABEL_NAME || len < 3)
			continue;
		at = g_strstr_len(text, stop - text, c->label);
		if (!at || (at > text && g_ascii_isalnum(at[-1])))
			continue;
		c->known |= at + len == stop ||
			    (at[len] != ':' && !g_ascii_isalnum(at[len]));
	}
}
