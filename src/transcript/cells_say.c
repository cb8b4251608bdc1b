/*
 * cells_say.c: a document that is one big table, said by its turns; what
 * stands beside the table is kept as headers, or told and left out.
 */
#include "transcript/bytes.h"
#include "transcript/cells.h"
#include "transcript/heading.h"
#include "transcript/labels.h"
#include "transcript/own_format.h"

#define QUOTED_MAX 60 /* bytes of a line that are shown */

/* "# session: 3", "Date: ...", "Therapist: Dr Moss"; FALSE: nothing such. */
static gboolean
keep_line(struct builder *builder, const char *p, const char *end)
{
	const char *colon = memchr(p, ':', end - p);
	gboolean marked = *p == '#';

	p += marked;
	if (!colon || colon < p)
		return FALSE;
	if (own_role_header(builder, p, colon - p, colon + 1, end - colon - 1))
		return TRUE;
	if (!marked && !label_is_matter(p, colon - p))
		return FALSE;
	builder_header(builder, p, colon - p, colon + 1, end - colon - 1);
	return TRUE;
}

/* What stands beside the tables: headers, and what is told and left out. */
static void
keep_others(struct builder *builder, const GString *other)
{
	const char *end = other->str + other->len, *first = NULL;
	guint left = 0;
	int len = 0;

	for (const char *p = other->str; p < end; p++) {
		const char *eol = line_end(p, end), *stop = eol;

		trim(&p, &stop);
		if (p < stop && !keep_line(builder, p, stop) && left++ == 0) {
			first = p;
			len = quote_end(p, stop, QUOTED_MAX) - p;
		}
		p = eol;
	}
	if (left)
		builder_warn(builder, 0,
			     "%u line%s beside the table left out as not "
			     "spoken%s: '%.*s'",
			     left, left == 1 ? " is" : "s are",
			     left == 1 ? "" : ", the first", len, first);
}

static struct utterance
get_utterance(const struct cells *cells, guint i)
{
	const struct cells_turn *turn =
		&g_array_index(cells->turns, struct cells_turn, i);
	const char *said = cells->said->str;

	return (struct utterance){
		.label = said + turn->label.start,
		.label_len = turn->label.end - turn->label.start,
		.start_ms = turn->start_ms,
		.end_ms = turn->end_ms,
		.text = said + turn->text.start,
		.len = turn->text.end - turn->text.start,
	};
}

/* All names of the speaker cells, settled. */
static struct labels *
see_cell_names(const struct cells *cells)
{
	struct labels *labels = labels_new();

	for (guint i = 0; i < cells->turns->len; i++) {
		struct utterance u = get_utterance(cells, i);

		labels_see_name(labels, u.label, u.label_len, 0);
	}
	labels_settle_names(labels);
	return labels;
}

gboolean
cells_say(struct cells *cells, const GString *other)
{
	g_autoptr(Labels) labels = NULL;
	const char *label = "";
	gsize label_len = 0;
	guint unnamed = 0;

	if (cells->turns->len < 2 ||
	    base_word_count(other->str, other->len) * 2 > cells->words)
		return FALSE;
	keep_others(cells->builder, other);
	labels = see_cell_names(cells);
	for (guint i = 0; i < cells->turns->len; i++) {
		struct utterance u = get_utterance(cells, i);
		enum label_presence who = label_presence(u.label, u.label_len);

		if (who == LABEL_SOMEBODY) {
			labels_name(labels, &u);
			label = u.label;
			label_len = u.label_len;
		} else if (who == LABEL_UNKNOWN) {
			label = UNNAMED;
			label_len = 1;
		} else {
			unnamed += label_len > 0;
		}
		u.label = label;
		u.label_len = label_len;
		builder_say(cells->builder, &u);
	}
	labels_report_joined(labels, cells->builder);
	if (unnamed)
		builder_warn(cells->builder, 0,
			     "%u row%s of the table %s nobody; taken as words "
			     "of the speaker before",
			     unnamed, unnamed == 1 ? "" : "s",
			     unnamed == 1 ? "names" : "name");
	return TRUE;
}
