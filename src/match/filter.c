/*
 * filter: the automaton that tells which patterns may match.
 *
 * Aho and Corasick (1975) over the required literals of all patterns, as a
 * full table: one load a byte, one cache line a state.  States at which a
 * literal ends have the highest numbers, so that the common step is one
 * compare.  Built once; sifting.c runs texts through it.
 */
#include "match/pattern.h"

#include <string.h>

#define LONGEST 14
#define MOST_STATES G_MAXUINT16

struct filter_entry {
	guint end; /* first the literal, then its end */
	guint pattern;
	gboolean head;
};

/* While it is built. */
struct trie {
	guint16 *next; /* as in the filter; 0 = none */
	guint16 *fail;
	guint16 *shorter;
	guint16 *order;	 /* states, breadth first */
	guint16 *number; /* their final numbers */
	guint8 *length;	 /* of the literal that ends here, or 0 */
	guint states;
	guint room; /* for so many */
};

guint8
filter_class(guchar c)
{
	if (g_ascii_isalpha(c))
		return g_ascii_tolower(c) - 'a' + 1;
	return g_ascii_isdigit(c) ? FILTER_DIGIT : FILTER_BLANK;
}

char
filter_char(guchar c)
{
	guint8 class = filter_class(c);

	if (class == FILTER_BLANK)
		return ' ';
	return class == FILTER_DIGIT ? '0' : 'a' + class - 1;
}

GString *
filter_text(const char *text, gsize len)
{
	GString *out = g_string_new(" ");

	for (gsize i = 0; i <= len; i++) {
		char c = i < len ? filter_char(text[i]) : ' ';

		if (c != ' ' || out->str[out->len - 1] != ' ')
			g_string_append_c(out, c);
	}
	return out;
}

struct filter *
filter_new(guint patterns)
{
	struct filter *filter = g_new0(struct filter, 1);

	filter->patterns = patterns;
	filter->literals = g_ptr_array_new_with_free_func(g_free);
	filter->ids = g_hash_table_new(g_str_hash, g_str_equal);
	filter->entries =
		g_array_new(FALSE, FALSE, sizeof(struct filter_entry));
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
	g_array_unref(filter->entries);
	g_free(filter->next);
	g_free(filter->ends);
	g_free(filter->contained);
	g_free(filter->heads);
	g_free(filter);
}

static guint
literal_id(struct filter *filter, const char *literal)
{
	guint id = GPOINTER_TO_UINT(g_hash_table_lookup(filter->ids, literal));
	char *own;

	if (id)
		return id - 1;
	own = g_strdup(literal);
	g_ptr_array_add(filter->literals, own);
	g_hash_table_insert(filter->ids, own,
			    GUINT_TO_POINTER(filter->literals->len));
	return filter->literals->len - 1;
}

static void
add_entries(struct filter *filter, guint id, const GPtrArray *literals,
	    gboolean head)
{
	for (guint i = 0; i < literals->len; i++) {
		struct filter_entry entry = {
			.end = literal_id(filter, literals->pdata[i]),
			.pattern = id,
			.head = head,
		};

		g_array_append_val(filter->entries, entry);
	}
}

void
filter_add(struct filter *filter, guint id, const GPtrArray *literals)
{
	add_entries(filter, id, literals, FALSE);
}

void
filter_add_heads(struct filter *filter, guint id, const GPtrArray *literals)
{
	add_entries(filter, id, literals, TRUE);
}

/* -- the trie ------------------------------------------------------------ */

static void
trie_clear(struct trie *trie)
{
	g_free(trie->next);
	g_free(trie->fail);
	g_free(trie->shorter);
	g_free(trie->order);
	g_free(trie->number);
	g_free(trie->length);
}

static guint16 *
trie_row(const struct trie *trie, guint state)
{
	return trie->next + (gsize)state * FILTER_CLASSES;
}

/* The state of the literal's first `most` letters; 0 when all are used up. */
static guint
trie_add(struct trie *trie, const char *literal, guint most)
{
	guint state = 0, n = 0;

	for (; literal[n] && n < most; n++) {
		guint8 class = filter_class(literal[n]);

		if (!trie_row(trie, state)[class]) {
			if (trie->states == trie->room)
				return 0;
			trie_row(trie, state)[class] = trie->states++;
		}
		state = trie_row(trie, state)[class];
	}
	trie->length[state] = n;
	return state;
}

/* Fills in failure links and turns the trie into a full table. */
static void
trie_link(struct trie *trie)
{
	guint head = 0, tail = 1;

	while (head < tail) {
		guint state = trie->order[head++];
		guint fail = trie->fail[state];
		guint16 *next = trie_row(trie, state);

		if (state)
			trie->shorter[state] =
				trie->length[fail] ? fail : trie->shorter[fail];
		for (guint c = 0; c < FILTER_CLASSES; c++) {
			guint by_fail = state ? trie_row(trie, fail)[c] : 0;

			if (next[c]) {
				trie->fail[next[c]] = by_fail;
				trie->order[tail++] = next[c];
			} else {
				next[c] = by_fail;
			}
		}
	}
}

static gboolean
trie_ends(const struct trie *trie, guint state)
{
	return trie->length[state] || trie->shorter[state];
}

/* New numbers, in breadth-first order, those with an end last. */
static guint
trie_number(struct trie *trie)
{
	guint n = 0, first = 0;

	for (guint ends = 0; ends < 2; ends++) {
		first = n;
		for (guint i = 0; i < trie->states; i++) {
			guint state = trie->order[i];

			if (trie_ends(trie, state) == (gboolean)ends)
				trie->number[state] = n++;
		}
	}
	return first;
}

/* -- the tables ---------------------------------------------------------- */

static void
take_states(struct filter *filter, struct trie *trie)
{
	filter->first_end = trie_number(trie);
	filter->states = trie->states;
	filter->next = g_new(guint16, (gsize)trie->states * FILTER_CLASSES);
	filter->ends =
		g_new0(struct filter_end, trie->states - filter->first_end + 1);
	for (guint s = 0; s < trie->states; s++) {
		guint number = trie->number[s];
		guint16 *row = filter->next + (gsize)number * FILTER_CLASSES;
		struct filter_end *end;

		for (guint c = 0; c < FILTER_CLASSES; c++)
			row[c] = trie->number[trie_row(trie, s)[c]];
		if (number < filter->first_end)
			continue;
		end = &filter->ends[number - filter->first_end];
		end->length = trie->length[s];
		if (trie->shorter[s])
			end->shorter = trie->number[trie->shorter[s]];
	}
}

static int
compare_entries(gconstpointer a, gconstpointer b)
{
	const struct filter_entry *x = a, *y = b;

	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	if (x->head != y->head)
		return x->head ? 1 : -1;
	return x->pattern < y->pattern ? -1 : x->pattern > y->pattern;
}

/* Entries, by now sorted by end, become ranges of pattern ids. */
static void
take_entries(struct filter *filter)
{
	const GArray *entries = filter->entries;
	guint contained = 0, heads = 0;

	filter->contained = g_new(guint32, entries->len + 1);
	filter->heads = g_new(guint32, entries->len + 1);
	for (guint i = 0; i < entries->len; i++) {
		const struct filter_entry *entry =
			&g_array_index(entries, struct filter_entry, i);
		struct filter_end *end = &filter->ends[entry->end];
		struct span *range =
			entry->head ? &end->heads : &end->contained;
		guint *n = entry->head ? &heads : &contained;

		if (i > 0 && compare_entries(entry, entry - 1) == 0)
			continue;
		if (range->end == 0)
			range->start = *n;
		(entry->head ? filter->heads : filter->contained)[(*n)++] =
			entry->pattern;
		range->end = *n;
	}
}

/* FALSE when there are too many states. */
static gboolean
add_literals(const struct filter *filter, struct trie *trie, guint most,
	     guint *state_of)
{
	trie->states = 1;
	for (guint i = 0; i < filter->literals->len; i++) {
		state_of[i] = trie_add(trie, filter->literals->pdata[i], most);
		if (state_of[i] == 0)
			return FALSE;
	}
	return TRUE;
}

/* Room for the states that the literals need at most. */
static void
trie_init(struct trie *trie, const struct filter *filter)
{
	gsize most = 1;

	for (guint i = 0; i < filter->literals->len; i++)
		most += strlen(filter->literals->pdata[i]);
	trie->room = MIN(most, MOST_STATES);
	trie->next = g_new(guint16, (gsize)trie->room * FILTER_CLASSES);
	trie->fail = g_new0(guint16, trie->room);
	trie->shorter = g_new0(guint16, trie->room);
	trie->order = g_new0(guint16, trie->room);
	trie->number = g_new0(guint16, trie->room);
	trie->length = g_new(guint8, trie->room);
}

void
filter_build(struct filter *filter)
{
	g_autofree guint *state_of = g_new(guint, filter->literals->len + 1);
	struct trie trie = { 0 };
	guint most = LONGEST;

	trie_init(&trie, filter);
	/* The beginning of a literal will do when there are very many. */
	do {
		memset(trie.next, 0,
		       (gsize)trie.room * FILTER_CLASSES * sizeof *trie.next);
		memset(trie.length, 0, trie.room);
	} while (!add_literals(filter, &trie, most, state_of) && (most -= 2));
	trie_link(&trie);
	take_states(filter, &trie);
	for (guint i = 0; i < filter->entries->len; i++) {
		struct filter_entry *entry =
			&g_array_index(filter->entries, struct filter_entry, i);
		const char *literal = filter->literals->pdata[entry->end];

		entry->end =
			trie.number[state_of[entry->end]] - filter->first_end;
		filter->ends[entry->end].blank = *literal == ' ';
	}
	g_array_sort(filter->entries, compare_entries);
	take_entries(filter);
	g_array_set_size(filter->entries, 0);
	trie_clear(&trie);
}

guint
filter_ends(const struct filter *filter)
{
	return filter->states - filter->first_end;
}
