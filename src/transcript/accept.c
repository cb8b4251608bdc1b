/*
 * accept.c: is this head a speaker's? asked when all candidates are known.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/labels.h"

/* The head's manner, without the comma or dash before it. */
static void
set_manner(struct heading *heading, const struct candidate *c)
{
	gsize at = manner_find(heading->label, heading->label_len);
	const char *p, *end = heading->label + heading->label_len;

	if (!at || !c->base)
		return;
	p = heading->label + at;
	labels_trim_signs(&p, &end, ",-", ":");
	while (end - p > 3 && (guchar)*p == 0xe2)
		p = skip_blanks(p + 3, end);
	heading->manner = p;
	heading->manner_len = end - p;
}

/* Who is named by the head as it stands; NULL: nobody. */
static struct candidate *
find_person(struct labels *labels, const struct heading *heading,
	    struct candidate **spelt)
{
	struct spelling *s = labels_find_spelling(labels, heading->label,
						  heading->label_len);
	struct candidate *person;

	*spelt = s ? s->candidate : NULL;
	person = s ? candidate_person(s->candidate) : NULL;
	return person && person->ok[heading->kind] ? person : NULL;
}

gboolean
labels_accept(struct labels *labels, struct heading *heading)
{
	struct candidate *spelt, *person;

	if (heading->kind == HEADING_NONE || heading->kind == HEADING_STAMP)
		return FALSE;
	person = find_person(labels, heading, &spelt);
	if (!person && heading_unbracket(heading))
		person = find_person(labels, heading, &spelt);
	if (!person)
		return FALSE;
	set_manner(heading, spelt);
	heading->label = person->label;
	heading->label_len = strlen(person->label);
	return TRUE;
}
