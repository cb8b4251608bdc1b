/*
 * codebook/clues_read.c: the rows of a table of weights that are clues.
 *
 * There are a hundred thousand of them, and a clue comes again with each
 * technique that it speaks for, so that finding it must be quick: by open
 * addressing over its spelling.
 */
#include "codebook/weights_rows.h"

#include <string.h>

#define POINTS_MAX 127
#define CLUES_MAX 100000

/* -- clues met ---------------------------------------------------------------- */

struct clue_met {
	enum clue_kind kind;
	struct row text;
	const struct row *key; /* as it is written, to be shown */
	const char *at;	       /* where it stood last */
	guint32 hash;
	guint first; /* weighing of the rows it stood in last, + 1 */
};

struct clues_met {
	GArray *list; /* struct clue_met, a clue each */
	guint *slots; /* its place + 1; 0 = empty */
	guint mask;
};

struct clues_met *
clues_met_new(void)
{
	struct clues_met *met = g_new0(struct clues_met, 1);

	met->list = g_array_new(FALSE, FALSE, sizeof(struct clue_met));
	met->mask = 1023;
	met->slots = g_new0(guint, met->mask + 1);
	return met;
}

void
clues_met_free(struct clues_met *met)
{
	g_array_unref(met->list);
	g_free(met->slots);
	g_free(met);
}

static struct clue_met *
met_at(const struct clues_met *met, guint i)
{
	return &g_array_index(met->list, struct clue_met, i);
}

static guint32
hash_of(enum clue_kind kind, const struct row *text)
{
	guint32 hash = (2166136261u ^ kind) * 16777619u; /* FNV-1a */

	for (const char *p = text->at; p < text->end; p++)
		hash = (hash ^ (guchar)*p) * 16777619u;
	return hash;
}

static gboolean
is_same_clue(const struct clue_met *a, const struct clue_met *b)
{
	gsize len = (gsize)(a->text.end - a->text.at);

	return a->hash == b->hash && a->kind == b->kind &&
	       len == (gsize)(b->text.end - b->text.at) &&
	       memcmp(a->text.at, b->text.at, len) == 0;
}

/* The slot of a clue, or an empty one. */
static guint *
find_slot(const struct clues_met *met, const struct clue_met *clue)
{
	guint at = clue->hash & met->mask;

	while (met->slots[at] &&
	       !is_same_clue(met_at(met, met->slots[at] - 1), clue))
		at = (at + 1) & met->mask;
	return &met->slots[at];
}

static void
grow_slots(struct clues_met *met)
{
	g_free(met->slots);
	met->mask = met->mask * 4 + 3;
	met->slots = g_new0(guint, met->mask + 1);
	for (guint i = 0; i < met->list->len; i++) {
		guint at = met_at(met, i)->hash & met->mask;

		while (met->slots[at])
			at = (at + 1) & met->mask;
		met->slots[at] = i + 1;
	}
}

/* -- what a clue is --------------------------------------------------------- */

static gboolean
read_kind(const struct row *key, enum clue_kind *kind, struct row *text)
{
	for (guint i = 0; i < CLUE_KINDS; i++) {
		const char *name = clue_kind_print(i);
		gsize len = strlen(name);

		if ((gsize)(key->end - key->at) > len + 1 &&
		    key->at[len] == ' ' && !memcmp(key->at, name, len)) {
			*kind = i;
			*text = (struct row){ key->at + len + 1, key->end };
			return TRUE;
		}
	}
	return FALSE;
}

/* No other clue could ever be met. */
static gboolean
is_clue(enum clue_kind kind, const struct row *text)
{
	guint blanks = 0;

	for (const char *p = text->at; p < text->end; p++) {
		if (g_ascii_isupper(*p))
			return FALSE;
		if (*p != ' ')
			continue;
		if (p == text->at || p + 1 == text->end)
			return FALSE;
		blanks++;
	}
	return blanks <= (kind == CLUE_SAYS || kind == CLUE_ASKS ? 1 : 0);
}

static gboolean
check_clue(struct row_reader *table, const struct clue_met *met)
{
	if (is_clue(met->kind, &met->text))
		return TRUE;
	table_complain_key(table, met->key, "",
			   "is no clue: one word, or two with a blank between "
			   "after says or asks, in small letters");
	return FALSE;
}

/* -- its points --------------------------------------------------------------- */

/* As a program writes them; FALSE where a field is anything else, which is
 * then looked at closely. */
static gboolean
read_quickly(const struct row *row, gint8 *points, guint width)
{
	const char *p = row->at;

	for (guint n = 0; p <= row->end; n++, p++) {
		gboolean minus = p < row->end && *p == '-';
		const char *first = p += minus;
		int number = 0;

		for (; p < row->end && *p != '\t'; p++) {
			if (!g_ascii_isdigit(*p) || p - first == 3)
				return FALSE;
			number = number * 10 + (*p - '0');
		}
		if (n == width || number > POINTS_MAX || (minus && p == first))
			return FALSE;
		points[n] = minus ? -number : number;
	}
	return TRUE;
}

static void
read_points(struct row_reader *table, guint clue, struct row *row)
{
	gsize at = (gsize)clue * table->weights->weighings->len + table->first;
	gint8 *points = &g_array_index(table->points, gint8, at);
	struct row field;

	if (read_quickly(row, points, table->width))
		return;
	for (guint n = 0; row_next_field(row, &field); n++) {
		int number;

		if (!table_check_width(table, &field, n) ||
		    !table_number(table, &field, POINTS_MAX, &number))
			return;
		points[n] = number;
	}
}

/* Makes room for one that is met for the first time; FALSE after a
 * complaint. */
static gboolean
add_clue_points(struct row_reader *table, const struct clue_met *met)
{
	struct weights *weights = table->weights;
	struct clue clue = { .kind = met->kind };

	if (weights->clues->len == CLUES_MAX) {
		reader_error(table->reader, table_place(table, met->key->at),
			     "more than %d clues", CLUES_MAX);
		return FALSE;
	}
	if (!check_clue(table, met))
		return FALSE;
	clue.text = g_strndup(met->text.at, met->text.end - met->text.at);
	g_array_append_val(weights->clues, clue);
	g_array_append_val(table->met->list, *met);
	g_array_set_size(table->points,
			 weights->clues->len * weights->weighings->len);
	return TRUE;
}

void
clue_read(struct row_reader *table, enum clue_kind kind, const struct row *text,
	  const struct row *key, struct row *row)
{
	struct clues_met *met = table->met;
	struct clue_met clue = {
		kind, *text, key, key->at, hash_of(kind, text), table->first + 1
	};
	guint *slot = find_slot(met, &clue);
	guint at = *slot;

	if (!at) {
		if (!add_clue_points(table, &clue))
			return;
		*slot = at = met->list->len;
		if (at > met->mask / 2)
			grow_slots(met);
	} else if (met_at(met, at - 1)->first == clue.first) {
		table_complain_twice(table, key, met_at(met, at - 1)->at);
	}
	*met_at(met, at - 1) = clue;
	read_points(table, at - 1, row);
}

void
clue_read_whole(struct row_reader *table, const struct row *key,
		struct row *row)
{
	enum clue_kind kind;
	struct row text;

	if (read_kind(key, &kind, &text))
		clue_read(table, kind, &text, key, row);
	else
		table_complain_key(
			table, key, "unknown row ",
			"(a clue begins with says, asks, before, after, "
			"earlier or is, and tabs stand between columns)");
}
