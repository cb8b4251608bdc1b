/*
 * take.c: a speaker inside the words, "T: words", where the format names
 * nobody: tables without a column for it, tiers that are nobody's.
 */
#include "transcript/private.h"

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
	u->text = heading.text;
	u->len = end - heading.text;
}
