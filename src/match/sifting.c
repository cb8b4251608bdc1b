/*
 * sifting: some turns of a session, once through the filter.
 *
 * For each text: which patterns may match it (a row of bits), and, for those
 * whose matches begin with a literal, at which places.
 */
#include "match/pattern.h"

#include <string.h>

#define RECENT 16 /* more than the longest literal */

/* An end of heads met in a text, before it is known of which patterns. */
struct head_found {
	guint32 end;
	struct place_found place;
};

struct sifting {
	const struct filter *filter; /* of the text at hand */
	const guint64 *always;	     /* patterns without literals */
	guint row;		     /* words of a row of bits */
	guint texts;
	guint64 *may;	/* rows */
	guint64 *heads; /* rows: patterns that have places */
	guint32 *first; /* by text: into starts */
	/* guint32 into places; for each set bit of a row of heads and one more */
	GArray *starts;
	GArray *places; /* struct place_found */
	/* scratch */
	guint32 *seen; /* by end: the scan it was last seen in */
	guint32 scans;
	GArray *found;	    /* struct head_found */
	guint32 *count;	    /* by pattern */
	guint32 n;	    /* characters of the alphabet so far */
	guint32 at[RECENT]; /* where the last of them stand */
};

struct sifting *
sifting_new(guint patterns, guint ends, const guint64 *always, guint texts)
{
	struct sifting *sifting = g_new0(struct sifting, 1);
	gsize row = BIT_WORDS(patterns);

	sifting->always = always;
	sifting->row = row;
	sifting->may = g_new(guint64, texts * row + 1);
	sifting->heads = g_new(guint64, texts * row + 1);
	sifting->first = g_new0(guint32, texts + 1);
	sifting->starts = g_array_new(FALSE, FALSE, sizeof(guint32));
	sifting->places = g_array_new(FALSE, FALSE, sizeof(struct place_found));
	sifting->seen = g_new0(guint32, ends + 1);
	sifting->found = g_array_new(FALSE, FALSE, sizeof(struct head_found));
	sifting->count = g_new0(guint32, patterns + 1);
	return sifting;
}

void
sifting_reset(struct sifting *sifting)
{
	sifting->texts = 0;
	g_array_set_size(sifting->starts, 0);
	g_array_set_size(sifting->places, 0);
}

void
sifting_free(struct sifting *sifting)
{
	if (!sifting)
		return;
	g_free(sifting->may);
	g_free(sifting->heads);
	g_free(sifting->first);
	g_array_unref(sifting->starts);
	g_array_unref(sifting->places);
	g_free(sifting->seen);
	g_array_unref(sifting->found);
	g_free(sifting->count);
	g_free(sifting);
}

/* -- one text ------------------------------------------------------------ */

static void
note_head(struct sifting *sifting, guint at, const struct filter_end *end)
{
	guint32 start = sifting->n - end->length;
	struct head_found found = {
		.end = at,
		.place.first = sifting->at[start % RECENT],
		.place.last = sifting->at[(start + end->blank) % RECENT],
		.place.end = sifting->at[(sifting->n - 1) % RECENT],
	};

	g_array_append_val(sifting->found, found);
}

static void
note_end(struct sifting *sifting, guint state, guint64 *may)
{
	const struct filter *filter = sifting->filter;

	while (state) {
		guint at = state - filter->first_end;
		const struct filter_end *end = &filter->ends[at];

		if (end->heads.end)
			note_head(sifting, at, end);
		if (sifting->seen[at] != sifting->scans) {
			sifting->seen[at] = sifting->scans;
			for (guint i = end->contained.start;
			     i < end->contained.end; i++)
				bit_set(may, filter->contained[i]);
		}
		state = end->shorter;
	}
}

static void
scan(struct sifting *sifting, const char *text, gsize len, guint64 *may)
{
	const guint16 *next = sifting->filter->next;
	const guint8 *class_of = sifting->filter->class_of;
	const guint first_end = sifting->filter->first_end;
	guint32 *at = sifting->at, n = 1;
	guint state = next[FILTER_BLANK];
	guint8 before = FILTER_BLANK;

	at[0] = 0;
	for (gsize i = 0; i <= len; i++) {
		guint8 class =
			i < len ? class_of[(guchar)text[i]] : FILTER_BLANK;

		if (class == FILTER_BLANK && before == FILTER_BLANK)
			continue;
		before = class;
		at[n++ % RECENT] = i;
		state = next[state * FILTER_CLASSES + class];
		if (G_UNLIKELY(state >= first_end)) {
			sifting->n = n;
			note_end(sifting, state, may);
		}
	}
}

/* Counts the places of each pattern that may match. */
static void
sum_heads(struct sifting *sifting, const guint64 *may, guint64 *heads)
{
	const struct filter *filter = sifting->filter;
	const struct head_found *found = (gpointer)sifting->found->data;

	for (guint i = 0; i < sifting->found->len; i++) {
		struct span range = filter->ends[found[i].end].heads;

		for (guint h = range.start; h < range.end; h++) {
			guint id = filter->heads[h];

			if (!bit_get(may, id))
				continue;
			bit_set(heads, id);
			sifting->count[id]++;
		}
	}
}

/* Counts become the numbers of the first places, in order of patterns. */
static void
place_heads(struct sifting *sifting, const guint64 *heads)
{
	guint32 n = sifting->places->len;

	for (guint w = 0; w < sifting->row; w++) {
		for (guint64 left = heads[w]; left; left &= left - 1) {
			guint id = w * 64 + __builtin_ctzll(left);
			guint32 size = sifting->count[id];

			g_array_append_val(sifting->starts, n);
			sifting->count[id] = n;
			n += size;
		}
	}
	g_array_append_val(sifting->starts, n);
	g_array_set_size(sifting->places, n);
}

static void
sort_heads(struct sifting *sifting, const guint64 *may, guint64 *heads)
{
	const struct filter *filter = sifting->filter;
	const struct head_found *found = (gpointer)sifting->found->data;
	struct place_found *places;

	sum_heads(sifting, may, heads);
	place_heads(sifting, heads);
	places = (gpointer)sifting->places->data;
	for (guint i = 0; i < sifting->found->len; i++) {
		struct span range = filter->ends[found[i].end].heads;

		for (guint h = range.start; h < range.end; h++) {
			guint id = filter->heads[h];

			if (bit_get(may, id))
				places[sifting->count[id]++] = found[i].place;
		}
	}
	for (guint w = 0; w < sifting->row; w++) {
		for (guint64 left = heads[w]; left; left &= left - 1)
			sifting->count[w * 64 + __builtin_ctzll(left)] = 0;
	}
}

void
sifting_add(struct sifting *sifting, const struct filter *filter,
	    const char *text, gsize len)
{
	gsize row = (gsize)sifting->texts * sifting->row;
	guint64 *may = sifting->may + row, *heads = sifting->heads + row;

	sifting->filter = filter;
	memcpy(may, sifting->always, sifting->row * sizeof *may);
	memset(heads, 0, sifting->row * sizeof *heads);
	sifting->scans++;
	sifting->first[sifting->texts] = sifting->starts->len;
	g_array_set_size(sifting->found, 0);
	scan(sifting, text, len, may);
	sort_heads(sifting, may, heads);
	sifting->texts++;
}

/* -- what is known ------------------------------------------------------- */

const guint64 *
sifting_row(const struct sifting *sifting, guint text)
{
	return sifting->may + (gsize)text * sifting->row;
}

const struct place_found *
sifting_places(const struct sifting *sifting, guint text, guint id, guint *n)
{
	const guint64 *heads = sifting->heads + (gsize)text * sifting->row;
	const guint32 *starts = (gpointer)sifting->starts->data;
	guint rank = sifting->first[text];

	*n = 0;
	if (!bit_get(heads, id))
		return NULL;
	for (guint w = 0; w < id / 64; w++)
		rank += __builtin_popcountll(heads[w]);
	rank += __builtin_popcountll(heads[id / 64] &
				     ((G_GUINT64_CONSTANT(1) << id % 64) - 1));
	*n = starts[rank + 1] - starts[rank];
	return (struct place_found *)(gpointer)sifting->places->data +
	       starts[rank];
}
