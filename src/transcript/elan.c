/*
 * elan.c: ELAN's "traditional transcript".
 *
 *	Anna  Good to see you again.
 *	TC    00:00:00.500 - 00:00:04.200
 *
 * Lines of a tier and its words, padded to one width, and the time of all of
 * them in a line of their own below.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/reader.h"

#define SNIFFED 200 /* lines */

struct elan {
	struct builder *builder;
	gsize width;	 /* bytes of a label and the blanks behind it */
	GArray *waiting; /* struct utterance, of the block at hand */
};

/* "TC    00:00:00.500 - 00:00:04.200". */
static gboolean
is_time_line(const char *p, const char *end, struct utterance *u, gsize *width)
{
	const char *start = p;
	gint64 start_ms, end_ms;

	if (end - p < 4 || memcmp(p, "TC", 2) || !is_space(p[2]))
		return FALSE;
	p = skip_blanks(p + 2, end);
	*width = p - start;
	if (!stamp_range(&p, end, &start_ms, &end_ms) || end_ms < 0)
		return FALSE;
	u->start_ms = start_ms;
	u->end_ms = end_ms;
	return TRUE;
}

/* Where the label of a line ends. */
static const char *
label_end(const struct elan *elan, const char *p, const char *end)
{
	const char *tab = memchr(p, '\t', end - p);

	if (tab)
		return tab;
	if ((gsize)(end - p) > elan->width && is_space(p[elan->width - 1]) &&
	    !is_space(p[elan->width]))
		return p + elan->width;
	for (const char *q = p; q + 1 < end; q++)
		if (q[0] == ' ' && q[1] == ' ')
			return q;
	tab = memchr(p, ' ', end - p);
	return tab ? tab : end;
}

static void
hear_line(struct elan *elan, const char *p, const char *end, guint line)
{
	struct utterance u = { .start_ms = -1, .end_ms = -1, .line = line };
	const char *stop;

	if (is_space(*p) && elan->waiting->len) {
		const struct utterance *last =
			&g_array_index(elan->waiting, struct utterance,
				       elan->waiting->len - 1);

		u.label = last->label;
		u.label_len = last->label_len;
		u.text = p;
	} else {
		stop = label_end(elan, p, end);
		u.label = p;
		u.label_len = stop - p;
		u.text = stop;
	}
	u.len = end - u.text;
	g_array_append_val(elan->waiting, u);
}

static void
say_block(struct elan *elan, const struct utterance *time)
{
	for (guint i = 0; i < elan->waiting->len; i++) {
		struct utterance *u =
			&g_array_index(elan->waiting, struct utterance, i);

		u->start_ms = time->start_ms;
		u->end_ms = time->end_ms;
		builder_say(elan->builder, u);
	}
	g_array_set_size(elan->waiting, 0);
}

static int
elan_sniff(const struct source *source)
{
	const char *p = source->text, *end = p + source->len;
	guint lines = 0, times = 0;
	struct utterance u;
	gsize width;

	for (; p < end && lines < SNIFFED; p++) {
		const char *eol = line_end(p, end);

		lines += eol > p;
		times += is_time_line(p, eol, &u, &width);
		p = eol;
	}
	return times && times * 6 >= lines ? 80 : 0;
}

static gboolean
elan_parse(const struct source *source, struct builder *builder, GError **error)
{
	const char *p = source->text, *end = p + source->len;
	struct elan elan = { .builder = builder, .width = 1 };
	struct utterance time = { .start_ms = -1, .end_ms = -1 };
	guint line = 1;

	(void)error;
	builder->timed = builder->woven = TRUE;
	elan.waiting = g_array_new(FALSE, FALSE, sizeof(struct utterance));
	for (const char *q = p; q < end; q = MIN(line_end(q, end) + 1, end))
		if (is_time_line(q, line_end(q, end), &time, &elan.width))
			break;
	for (; p < end; p++, line++) {
		const char *eol = line_end(p, end);
		gsize width;

		time.start_ms = time.end_ms = -1;
		if (is_time_line(p, eol, &time, &width))
			say_block(&elan, &time);
		else if (skip_blanks(p, eol) < eol)
			hear_line(&elan, p, eol, line);
		p = eol;
	}
	time.start_ms = time.end_ms = -1;
	say_block(&elan, &time);
	g_array_unref(elan.waiting);
	return TRUE;
}

const struct reader reader_elan = {
	.name = "elan",
	.description = "ELAN's traditional transcript",
	.endings = "txt",
	.sniff = elan_sniff,
	.parse = elan_parse,
};
