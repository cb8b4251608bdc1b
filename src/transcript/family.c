/*
 * family.c: what the kind of head that names most people leaves to the rest.
 */
#include "transcript/heading.h"
#include "transcript/labels.h"

guint
candidate_total(const struct candidate *c)
{
	return c->n[HEADING_COLON] + c->n[HEADING_STAMPED] +
	       c->n[HEADING_BRACKET] + c->n[HEADING_ALONE];
}

gboolean
candidate_is_nobody(const struct candidate *c)
{
	return c->base || c->shape == LABEL_NOT || c->matter;
}

void
labels_find_family(struct labels *labels)
{
	guint n[HEADING_KINDS] = { 0 };

	for (guint i = 0; i < labels->list->len; i++) {
		const struct candidate *c = labels->list->pdata[i];

		for (int k = HEADING_COLON; k <= HEADING_ALONE; k++)
			if (c->ok[k])
				n[k] += c->n[k];
	}
	labels->family = HEADING_NONE;
	for (int k = HEADING_COLON; k <= HEADING_ALONE; k++)
		if (n[k] > n[labels->family])
			labels->family = k;
}

/* Rarer kinds name those only whom the usual kind names, too. */
void
labels_restrict(struct labels *labels, const struct context *x)
{
	enum heading_kind family = labels->family;

	for (guint i = 0; i < labels->list->len; i++) {
		struct candidate *c = labels->list->pdata[i];
		gboolean known = c->ok[family];

		if (c->base || family == HEADING_NONE)
			continue;
		if (family != HEADING_COLON)
			c->ok[HEADING_COLON] =
				known || (c->ok[HEADING_COLON] &&
					  c->shape == LABEL_ROLE);
		if (family != HEADING_BRACKET)
			c->ok[HEADING_BRACKET] =
				known || (c->ok[HEADING_BRACKET] &&
					  c->shape == LABEL_ROLE);
		if (family == HEADING_COLON || family == HEADING_BRACKET)
			c->ok[HEADING_ALONE] = known && c->n[HEADING_ALONE] &&
					       (labels->rigid >= 60 ||
						(x->paragraphs > 2 &&
						 c->leads[HEADING_ALONE]));
		if (family != HEADING_STAMPED)
			c->ok[HEADING_STAMPED] &= known ||
						  c->shape == LABEL_ROLE ||
						  c->n[HEADING_STAMPED] > 1;
		else if (!known)
			c->ok[HEADING_ALONE] = FALSE;
	}
}

/* Heads in the middle of lines: of those who begin lines, and role words. */
void
labels_settle_inside(struct labels *labels, const struct context *x)
{
	for (guint i = 0; i < labels->list->len; i++) {
		struct candidate *c = labels->list->pdata[i];
		enum turn_role role = role_of_label(c->label, strlen(c->label));

		if (candidate_is_nobody(c) || c->prose ||
		    g_ascii_islower(*c->label))
			continue;
		c->ok[HEADING_INSIDE] =
			c->ok[HEADING_COLON] ||
			(c->shape == LABEL_ROLE &&
			 (role == TURN_THERAPIST || role == TURN_PATIENT)) ||
			(c->shape == LABEL_NAME && c->n[HEADING_INSIDE] &&
			 x->inside > 1 && x->inside >= x->total);
	}
}
