/*
 * manner.c: how something was said, written beside who says it.
 *
 * "Anna (softly): ...", "Ben, quietly: ...", "T - gently: ...".  A manner is
 * in small letters, and its name comes without it or with another one; what
 * always stands behind a name is part of the name ("Anna (Guest)").
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/labels.h"

#define WORDS_MAX 5 /* of a manner that has no brackets */

static gboolean
begins_small(const char *p, const char *end)
{
	return p < end && g_unichar_islower(g_utf8_get_char(p));
}

static gboolean
few_words(const char *p, const char *end)
{
	guint n = 0;

	while ((p = memchr(p, ' ', end - p)) != NULL && n <= WORDS_MAX) {
		p = skip_blanks(p, end);
		n++;
	}
	return n < WORDS_MAX;
}

/* Behind the last opening bracket, if the label ends in its closing one. */
static const char *
bracket_before(const char *label, const char *end)
{
	const char *q = end - 1;
	char open = *q == ')' ? '(' : *q == ']' ? '[' : *q == '}' ? '{' : 0;

	if (!open)
		return NULL;
	while (q > label && *q != open)
		q--;
	return q > label ? q : NULL;
}

/* "[0.00s - 4.20s]": a time in a form that is not read. */
static gboolean
is_seconds(const char *p, const char *end)
{
	return end - p > 2 && g_ascii_isdigit(*p) && end[-1] == 's' &&
	       memchr(p, '.', end - p);
}

gsize
manner_find(const char *label, gsize len)
{
	const char *p = label, *end = label + len, *q;

	trim(&p, &end);
	if (p == end)
		return 0;
	q = bracket_before(p, end);
	if (q &&
	    (begins_small(q + 1, end) || is_seconds(q + 1, end - 1) ||
	     label_is_noise(q + 1, end - q - 2)) &&
	    !label_is_identity(q + 1, end - q - 2))
		return q - label;
	if (q)
		return 0;
	for (q = p + 1; q + 1 < end; q++) {
		gsize sign = *q == ',' ? 1 : 0;

		if (q[-1] == ' ' && *q == '-' && q[1] == ' ')
			sign = 1;
		else if (end - q > 3 && q[-1] == ' ' &&
			 (!memcmp(q, "\342\200\223", 3) ||
			  !memcmp(q, "\342\200\224", 3)))
			sign = 3;
		if (!sign || q[sign] != ' ')
			continue;
		if (begins_small(skip_blanks(q + sign, end), end) &&
		    few_words(q + sign + 1, end))
			return q - label;
	}
	return 0;
}

/* All spellings that share a base. */
struct family {
	struct candidate *base; /* the bare name, if it comes */
	GPtrArray *members;
	gboolean recur; /* every one comes again */
};

static void
family_free(gpointer data)
{
	struct family *family = data;

	g_ptr_array_unref(family->members);
	g_free(family);
}

static guint
heads_total(const struct candidate *c)
{
	guint n = 0;

	for (int k = 0; k < HEADING_KINDS; k++)
		n += c->n[k];
	return n;
}

static GHashTable *
gather_manners(struct labels *labels)
{
	GHashTable *families = g_hash_table_new_full(g_str_hash, g_str_equal,
						     NULL, family_free);

	for (guint i = 0; i < labels->list->len; i++) {
		struct candidate *c = labels->list->pdata[i];
		struct family *f;

		if (!c->base_key)
			continue;
		f = g_hash_table_lookup(families, c->base_key);
		if (!f) {
			f = g_new0(struct family, 1);
			f->members = g_ptr_array_new();
			f->base =
				g_hash_table_lookup(labels->keys, c->base_key);
			f->recur = TRUE;
			g_hash_table_insert(families, c->base_key, f);
		}
		g_ptr_array_add(f->members, c);
		f->recur &= heads_total(c) > 1;
	}
	return families;
}

/* The base of a name that never comes without a manner. */
static struct candidate *
make_base(struct labels *labels, struct candidate *c)
{
	struct candidate *base = labels_find(labels, c->label, c->manner);

	base->line = c->line;
	base->first_mark = c->first_mark;
	return base;
}

static void
fold(struct candidate *c, struct candidate *base)
{
	c->base = base;
	for (int k = 0; k < HEADING_KINDS; k++) {
		base->n[k] += c->n[k];
		base->leads[k] += c->leads[k];
		base->timed[k] += c->timed[k];
	}
	base->values += c->values;
	base->first_mark = MIN(base->first_mark, c->first_mark);
}

/*
 * Folded where the bare name comes, too, or is a role, or where the manners
 * differ and do not keep coming back as two people's marks would.
 */
static gboolean
is_manner(const struct family *f, const struct candidate *c)
{
	enum label_shape shape = label_shape(c->label, c->manner);

	if (f->base && (!f->base->prose || heads_total(f->base) > 1))
		return TRUE;
	return f->members->len > 1 && !f->recur && shape >= LABEL_LOWER;
}

void
manners_settle(struct labels *labels, GPtrArray *told)
{
	g_autoptr(GHashTable) families = gather_manners(labels);
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, families);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		struct family *f = value;
		struct candidate *first = f->members->pdata[0];
		struct candidate *base = f->base;

		if (!is_manner(f, first))
			continue;
		if (!base) {
			base = make_base(labels, first);
			g_ptr_array_add(told, base);
		}
		for (guint i = 0; i < f->members->len; i++)
			fold(f->members->pdata[i], base);
	}
}
