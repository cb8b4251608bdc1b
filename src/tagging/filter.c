/*
 * filter: which patterns may match a text, in one pass.
 *
 * An Aho-Corasick automaton (Aho and Corasick 1975) over the required
 * literals of all patterns, as a full table: one load a byte.  States with
 * output have the highest numbers, so that the common step is one compare.
 */
#include "tagging/private.h"

#include <string.h>

#define CLASSES 32
#define RECENT 32		/* more than the longest literal */

struct filter {
	GHashTable *ids;	/* literal -> id + 1, owns the strings */
	GPtrArray *literals;	/* char *, borrowed from ids */
	GPtrArray *patterns;	/* GArray of guint: patterns of a literal */
	GByteArray *wanted;	/* by literal: length when its places are
				 * wanted, else 0; high bit: starts with ' ' */
	guint32 *next;		/* states x CLASSES, premultiplied */
	guint32 first_output;	/* premultiplied */
	guint32 *output;	/* by state - first: literal id + 1, or 0 */
	guint32 *shorter;	/* by state - first: output state of a suffix,
				 * premultiplied, or 0 */
	guint8 class_of[256];
};

/* While it is built. */
struct trie {
	GArray *next;		/* guint32, CLASSES a state; 0 = none */
	GArray *output;		/* guint32 a state: literal id + 1 */
	guint32 *fail;
	guint32 *shorter;
	guint32 *order;		/* states, breadth first */
	guint32 states;
};

static void
free_list(gpointer list)
{
	g_array_unref(list);
}

struct filter *
filter_new(void)
{
	struct filter *filter = g_new0(struct filter, 1);

	filter->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					    NULL);
	filter->literals = g_ptr_array_new();
	filter->wanted = g_byte_array_new();
	filter->patterns = g_ptr_array_new_with_free_func(free_list);
	for (guint c = 0; c < 256; c++)
		filter->class_of[c] = filter_class(c);
	return filter;
}

void
filter_free(struct filter *filter)
{
	if (!filter)
		return;
	g_hash_table_unref(filter->ids);
	g_ptr_array_unref(filter->literals);
	g_byte_array_unref(filter->wanted);
	g_ptr_array_unref(filter->patterns);
	g_free(filter->next);
	g_free(filter->output);
	g_free(filter->shorter);
	g_free(filter);
}

guint
filter_literals(const struct filter *filter)
{
	return filter->literals->len;
}

static guint
literal_id(struct filter *filter, const char *literal)
{
	guint id = GPOINTER_TO_UINT(g_hash_table_lookup(filter->ids, literal));
	guint8 unwanted = 0;
	char *own;

	if (id)
		return id - 1;
	own = g_strdup(literal);
	g_ptr_array_add(filter->literals, own);
	g_byte_array_append(filter->wanted, &unwanted, 1);
	g_ptr_array_add(filter->patterns,
			g_array_new(FALSE, FALSE, sizeof(guint)));
	g_hash_table_insert(filter->ids, own,
			    GUINT_TO_POINTER(filter->literals->len));
	return filter->literals->len - 1;
}

void
filter_add(struct filter *filter, guint id, const GPtrArray *literals)
{
	for (guint i = 0; i < literals->len; i++) {
		guint literal = literal_id(filter, literals->pdata[i]);

		g_array_append_val((GArray *)filter->patterns->pdata[literal],
				   id);
	}
}

static int
compare_ids(gconstpointer a, gconstpointer b)
{
	guint x = *(const guint *)a, y = *(const guint *)b;

	return x < y ? -1 : x > y;
}

GArray *
filter_add_heads(struct filter *filter, const GPtrArray *literals)
{
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint i = 0; i < literals->len; i++) {
		const char *literal = literals->pdata[i];
		guint id = literal_id(filter, literal);

		filter->wanted->data[id] = strlen(literal) |
					   (*literal == ' ' ? 0x80 : 0);
		g_array_append_val(ids, id);
	}
	g_array_sort(ids, compare_ids);
	return ids;
}

static guint32 *
trie_next(struct trie *trie, guint32 state)
{
	return &g_array_index(trie->next, guint32, state * CLASSES);
}

static guint32
trie_new_state(struct trie *trie)
{
	g_array_set_size(trie->next, (trie->states + 1) * CLASSES);
	g_array_set_size(trie->output, trie->states + 1);
	return trie->states++;
}

static void
trie_add(struct trie *trie, const char *literal, guint32 id)
{
	guint32 state = 0;

	for (const char *s = literal; *s; s++) {
		guint8 class = filter_class(*s);

		if (!trie_next(trie, state)[class]) {
			guint32 fresh = trie_new_state(trie);

			trie_next(trie, state)[class] = fresh;
		}
		state = trie_next(trie, state)[class];
	}
	g_array_index(trie->output, guint32, state) = id + 1;
}

static gboolean
trie_outputs(const struct trie *trie, guint32 state)
{
	return g_array_index(trie->output, guint32, state) ||
	       trie->shorter[state];
}

/* Fills in failure links and turns the trie into a full table. */
static void
trie_link(struct trie *trie)
{
	guint32 head = 0, tail = 1;

	trie->fail = g_new0(guint32, trie->states);
	trie->shorter = g_new0(guint32, trie->states);
	trie->order = g_new0(guint32, trie->states);
	while (head < tail) {
		guint32 state = trie->order[head++];
		guint32 fail = trie->fail[state];
		guint32 *next = trie_next(trie, state);

		if (state)
			trie->shorter[state] =
				g_array_index(trie->output, guint32, fail) ?
				fail : trie->shorter[fail];
		for (guint c = 0; c < CLASSES; c++) {
			guint32 by_fail = state ? trie_next(trie, fail)[c] : 0;

			if (next[c]) {
				trie->fail[next[c]] = by_fail;
				trie->order[tail++] = next[c];
			} else {
				next[c] = by_fail;
			}
		}
	}
}

/* New numbers, in breadth-first order, those with output last. */
static guint32 *
trie_numbers(const struct trie *trie, guint32 *first_output)
{
	guint32 *number = g_new0(guint32, trie->states);
	guint32 n = 0;

	for (guint with = 0; with < 2; with++) {
		if (with)
			*first_output = n;
		for (guint32 i = 0; i < trie->states; i++) {
			guint32 state = trie->order[i];

			if (trie_outputs(trie, state) == (gboolean)with)
				number[state] = n++;
		}
	}
	return number;
}

static void
take_tables(struct filter *filter, struct trie *trie)
{
	guint32 first = 0;
	g_autofree guint32 *number = trie_numbers(trie, &first);
	guint32 outputs = trie->states - first;

	filter->first_output = first * CLASSES;
	filter->next = g_new0(guint32, (gsize)trie->states * CLASSES);
	filter->output = g_new0(guint32, outputs + 1);
	filter->shorter = g_new0(guint32, outputs + 1);
	for (guint32 s = 0; s < trie->states; s++) {
		guint32 *row = filter->next + (gsize)number[s] * CLASSES;
		guint32 shorter = trie->shorter[s];

		for (guint c = 0; c < CLASSES; c++)
			row[c] = number[trie_next(trie, s)[c]] * CLASSES;
		if (number[s] < first)
			continue;
		filter->output[number[s] - first] =
			g_array_index(trie->output, guint32, s);
		filter->shorter[number[s] - first] =
			shorter ? number[shorter] * CLASSES : 0;
	}
}

void
filter_build(struct filter *filter)
{
	struct trie trie = {
		.next = g_array_new(FALSE, TRUE, sizeof(guint32)),
		.output = g_array_new(FALSE, TRUE, sizeof(guint32)),
	};

	trie_new_state(&trie);
	for (guint i = 0; i < filter->literals->len; i++)
		trie_add(&trie, filter->literals->pdata[i], i);
	trie_link(&trie);
	take_tables(filter, &trie);
	g_array_unref(trie.next);
	g_array_unref(trie.output);
	g_free(trie.fail);
	g_free(trie.shorter);
	g_free(trie.order);
}

/* A run over one text. */
struct run {
	const struct filter *filter;
	guint32 *seen;
	guint32 stamp;
	guint64 *bits;
	GArray *places;
	guint32 n;		/* characters of the alphabet so far */
	guint32 at[RECENT];	/* where the last of them stand */
};

static void
add_place(struct run *run, guint32 literal, guint8 wanted)
{
	guint32 start = run->n - (wanted & 0x7f);
	struct place_found place = {
		.literal = literal,
		.first = run->at[start % RECENT],
		.last = run->at[(start + (wanted >> 7)) % RECENT],
		.end = run->at[(run->n - 1) % RECENT],
	};

	g_array_append_val(run->places, place);
}

static void
report(struct run *run, guint32 state)
{
	const struct filter *filter = run->filter;

	while (state) {
		guint32 at = (state - filter->first_output) / CLASSES;
		guint32 literal = filter->output[at];

		state = filter->shorter[at];
		if (!literal--)
			continue;
		if (filter->wanted->data[literal])
			add_place(run, literal, filter->wanted->data[literal]);
		if (run->seen[literal] != run->stamp) {
			const GArray *patterns =
				filter->patterns->pdata[literal];

			run->seen[literal] = run->stamp;
			for (guint i = 0; i < patterns->len; i++)
				bit_set(run->bits,
					g_array_index(patterns, guint, i));
		}
	}
}

void
filter_run(const struct filter *filter, const char *text, gsize len,
	   guint32 *seen, guint32 stamp, guint64 *bits, GArray *places)
{
	struct run run = {
		.filter = filter, .seen = seen, .stamp = stamp, .bits = bits,
		.places = places, .n = 1,
	};
	const guint32 *next = filter->next;
	guint32 state = next[FILTER_BLANK];
	guint8 before = FILTER_BLANK;

	for (gsize i = 0; i <= len; i++) {
		guint8 class = i < len ? filter->class_of[(guchar)text[i]] :
					 FILTER_BLANK;

		if (class == FILTER_BLANK && before == FILTER_BLANK)
			continue;
		before = class;
		run.at[run.n++ % RECENT] = i;
		state = next[state + class];
		if (G_UNLIKELY(state >= filter->first_output))
			report(&run, state);
	}
}
