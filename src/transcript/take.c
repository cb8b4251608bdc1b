/*
 * take.c: speakers where the format has no line of its own for them.
 *
 * "T: words" inside the words of tables without a column for speakers and of
 * tiers that are nobody's; "Mia (softly)" in the cells of such a column.
 */
#include "transcript/builder.h"
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/labels.h"

void
labels_see(struct labels *labels, const char *text, gsize len, guint line)
{
	const char *end = text + len;
	struct heading heading;

	trim(&text, &end);
	heading_parse(text, line_end(text, end), &heading);
	if (heading.kind != HEADING_COLON)
		heading.kind = HEADING_NONE;
	labels_note(labels, &heading, line, TRUE);
}

void
labels_take(struct labels *labels, struct utterance *u)
{
	const char *text = u->text, *end = text + u->len;
	struct heading heading;

	trim(&text, &end);
	heading_parse(text, line_end(text, end), &heading);
	if (heading.kind != HEADING_COLON || !labels_accept(labels, &heading))
		return;
	u->label = heading.label;
	u->label_len = heading.label_len;
	u->manner = heading.manner;
	u->manner_len = heading.manner_len;
	u->text = heading.text;
	u->len = end - heading.text;
}

void
labels_see_name(struct labels *labels, const char *label, gsize len, guint line)
{
	struct heading heading = { .kind = HEADING_COLON,
				   .label = label,
				   .label_len = len,
				   .start_ms = -1,
				   .end_ms = -1 };

	if (len && label_presence(label, len) == LABEL_SOMEBODY)
		labels_note(labels, &heading, line, TRUE);
}

void
labels_settle_names(struct labels *labels)
{
	manners_settle(labels, labels->joined);
	for (guint i = 0; i < labels->list->len; i++) {
		struct candidate *c = labels->list->pdata[i];

		c->ok[HEADING_COLON] = TRUE;
	}
	labels->settled = TRUE;
}

void
labels_name(struct labels *labels, struct utterance *u)
{
	struct heading heading = { .kind = HEADING_COLON,
				   .label = u->label,
				   .label_len = u->label_len };
	gboolean known = u->label_len && labels_accept(labels, &heading);

	if (!known || !heading.manner_len)
		return;
	u->label = heading.label;
	u->label_len = heading.label_len;
	u->manner = heading.manner;
	u->manner_len = heading.manner_len;
}
