/*
 * literals: sets of strings of which a match must contain one.
 *
 * Strings are in the alphabet of the filter: letters without case, '0' for a
 * digit, and one ' ' for any run of other characters.  A word boundary beside
 * a letter is a ' ' too, since the filter feeds one before and after each
 * text.  Sets are built up along a pattern; the rarest one found is kept.
 */
#include "match/pattern.h"

#include <string.h>

#define MOST_PRODUCTS 96 /* strings of a run of neighbours */
#define MOST_UNION 600	 /* strings of an alternation */
#define LONGEST 14

void
part_clear(struct part *part)
{
	g_clear_pointer(&part->exact, g_ptr_array_unref);
	g_clear_pointer(&part->head, g_ptr_array_unref);
	g_clear_pointer(&part->tail, g_ptr_array_unref);
	g_clear_pointer(&part->best, g_ptr_array_unref);
}

static GPtrArray *
set_new(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

static GPtrArray *
set_of(const char *string)
{
	GPtrArray *set = set_new();

	g_ptr_array_add(set, g_strdup(string));
	return set;
}

struct part
part_of(const char *string)
{
	return (struct part){ .exact = set_of(string) };
}

/* -- strings ------------------------------------------------------------- */

/*
 * Marks become blanks beside a letter at the ends and vanish elsewhere;
 * blanks run together.
 */
static char *
settled_literal(const char *string)
{
	gsize len = strlen(string), n = 0;
	char *out = g_malloc(len + 1);

	for (gsize i = 0; i < len; i++) {
		char c = string[i];

		if (c == LITERAL_MARK) {
			char beside = i == 0 ? string[1] : string[i - 1];

			if ((i > 0 && i < len - 1) || !beside ||
			    beside == LITERAL_MARK)
				continue;
			c = ' ';
		}
		if (c == ' ' && n > 0 && out[n - 1] == ' ')
			continue;
		out[n++] = c;
	}
	out[MIN(n, LONGEST)] = '\0';
	return out;
}

static char *
joined(const char *a, const char *b)
{
	gsize len = strlen(a);

	if (len && (*b == ' ' || *b == LITERAL_MARK) && a[len - 1] == *b)
		b++;
	return g_strconcat(a, b, NULL);
}

/* -- sets ---------------------------------------------------------------- */

/* The set ready for the filter, or NULL when some string says nothing. */
static GPtrArray *
set_settled(const GPtrArray *set)
{
	GPtrArray *out = set_new();
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < set->len; i++) {
		char *string = settled_literal(set->pdata[i]);

		if (!*string || strcmp(string, " ") == 0) {
			g_free(string);
			g_ptr_array_unref(out);
			return NULL;
		}
		if (g_hash_table_contains(known, string)) {
			g_free(string);
			continue;
		}
		g_hash_table_add(known, string);
		g_ptr_array_add(out, string);
	}
	return out;
}

/* Keeps the rarer of the part's best and a settled set, which it takes. */
static void
consider_settled(struct part *part, GPtrArray *set, double frequency)
{
	if (part->best && part->frequency < 0)
		part->frequency = literals_frequency(part->best);
	if (part->best && frequency < 0)
		frequency = literals_frequency(set);
	if (part->best && part->frequency <= frequency) {
		g_ptr_array_unref(set);
		return;
	}
	g_clear_pointer(&part->best, g_ptr_array_unref);
	part->best = set;
	part->frequency = frequency;
}

static void
consider(struct part *part, const GPtrArray *set)
{
	GPtrArray *candidate =
		set && set->len <= MOST_UNION ? set_settled(set) : NULL;

	if (candidate)
		consider_settled(part, candidate, -1);
}

/* The best of another part. */
static void
consider_best(struct part *part, const struct part *other)
{
	if (other->best)
		consider_settled(part, g_ptr_array_ref(other->best),
				 other->frequency);
}

static GPtrArray *
product(const GPtrArray *a, const GPtrArray *b)
{
	GPtrArray *out = set_new();

	for (guint i = 0; i < a->len; i++) {
		for (guint j = 0; j < b->len; j++)
			g_ptr_array_add(out, joined(a->pdata[i], b->pdata[j]));
	}
	return out;
}

/* Adds the strings of a set to one of which either may hold; a set that is
 * not known, or too many strings, make the whole not known. */
static void
unite(GPtrArray **whole, const GPtrArray *set)
{
	if (!*whole)
		return;
	if (!set || (*whole)->len + set->len > MOST_UNION) {
		g_clear_pointer(whole, g_ptr_array_unref);
		return;
	}
	for (guint i = 0; i < set->len; i++)
		g_ptr_array_add(*whole, g_strdup(set->pdata[i]));
}

static gboolean
too_long(const GPtrArray *set)
{
	for (guint i = 0; i < set->len; i++) {
		if (strlen(set->pdata[i]) > LONGEST)
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_blank_set(const GPtrArray *set)
{
	return set && set->len == 1 && strcmp(set->pdata[0], " ") == 0;
}

/* -- parts --------------------------------------------------------------- */

/* A part of which only the rarest set is known. */
static struct part
part_best(const struct part *part)
{
	struct part best = { 0 };

	consider(&best, part->exact);
	consider(&best, part->head);
	consider(&best, part->tail);
	consider_best(&best, part);
	return best;
}

/* Does a blank at the start of a string only stand for what is before? */
static gboolean
is_sharp(const GPtrArray *set)
{
	for (guint i = 0; i < set->len; i++) {
		const char *string = set->pdata[i];

		if (*string == LITERAL_MARK)
			string++;
		if (*string == ' ')
			return FALSE;
	}
	return TRUE;
}

struct need
part_need(const struct part *part)
{
	const GPtrArray *head = part->exact ? part->exact : part->head;
	struct need need = { .best = part_best(part).best,
			     .never = part->never };

	if (head && head->len <= MOST_UNION) {
		need.head = set_settled(head);
		need.sharp = is_sharp(head);
	}
	return need;
}

void
need_clear(struct need *need)
{
	g_clear_pointer(&need->best, g_ptr_array_unref);
	g_clear_pointer(&need->head, g_ptr_array_unref);
}

static void
add_empty(GPtrArray *set)
{
	g_ptr_array_add(set, g_strdup(""));
}

void
part_repeat(struct part *part, guint min, guint max)
{
	struct part some = { 0 }, best;

	if (min == 1 && max == 1)
		return;
	part->never = part->never && min > 0;
	if (is_blank_set(part->exact)) {
		if (min == 0)
			add_empty(part->exact);
		return;
	}
	if (min == 0 && max == 1 && part->exact) {
		add_empty(part->exact);
		return;
	}
	if (min > 0) {
		some.head = part->exact ? g_ptr_array_ref(part->exact) :
					  g_steal_pointer(&part->head);
		some.tail = part->exact ? g_ptr_array_ref(part->exact) :
					  g_steal_pointer(&part->tail);
		best = part_best(part);
		some.best = best.best;
		some.frequency = best.frequency;
	}
	some.never = part->never;
	part_clear(part);
	*part = some;
}

struct part
part_any(const struct part *parts, guint n)
{
	struct part any = { .exact = set_new(), .never = TRUE };

	for (guint i = 0; i < n; i++) {
		unite(&any.exact, parts[i].exact);
		any.never = any.never && parts[i].never;
	}
	if (any.exact)
		return any;
	any.head = set_new();
	any.tail = set_new();
	any.best = set_new();
	any.frequency = -1;
	for (guint i = 0; i < n; i++) {
		const struct part *it = &parts[i];
		struct part best = part_best(it);

		unite(&any.head, it->exact ? it->exact : it->head);
		unite(&any.tail, it->exact ? it->exact : it->tail);
		unite(&any.best, best.best);
		part_clear(&best);
	}
	return any;
}

/* -- sequences ----------------------------------------------------------- */

void
sequence_init(struct sequence *sequence)
{
	memset(sequence, 0, sizeof *sequence);
	sequence->run = set_of("");
	sequence->from_start = TRUE;
}

static void
break_run(struct sequence *sequence, GPtrArray *head)
{
	consider(&sequence->whole, head);
	if (sequence->from_start)
		sequence->whole.head = g_ptr_array_ref(head);
	sequence->from_start = FALSE;
}

void
sequence_append(struct sequence *sequence, const struct part *part)
{
	GPtrArray *run = sequence->run;
	const GPtrArray *next = part->exact ? part->exact : part->head;
	gsize size = next ? (gsize)run->len * next->len : 0;
	GPtrArray *grown = NULL;

	if (next && !too_long(run) &&
	    size <= (part->exact && run->len > 1 ? MOST_PRODUCTS : MOST_UNION))
		grown = product(run, next);
	sequence->whole.never = sequence->whole.never || part->never ||
				(grown && literals_nowhere(grown));
	if (grown && part->exact) {
		sequence->run = grown;
		g_ptr_array_unref(run);
		return;
	}
	break_run(sequence, grown ? grown : run);
	consider_best(&sequence->whole, part);
	consider(&sequence->whole, part->exact);
	if (part->exact)
		sequence->run = g_ptr_array_ref(part->exact);
	else
		sequence->run =
			part->tail ? g_ptr_array_ref(part->tail) : set_of("");
	g_ptr_array_unref(run);
	g_clear_pointer(&grown, g_ptr_array_unref);
}

struct part
sequence_end(struct sequence *sequence)
{
	struct part whole = sequence->whole;

	if (sequence->from_start) {
		whole.exact = sequence->run;
		return whole;
	}
	consider(&whole, sequence->run);
	whole.tail = sequence->run;
	return whole;
}
