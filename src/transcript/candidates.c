/*
 * candidates.c: every head of a file, counted.
 *
 * "ANNA", "anna?" and "Änna" are one candidate: they differ in case, accents
 * and marks at the end only.  Which candidates are speakers, heads.c decides.
 */
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/labels.h"

#define CANDIDATES_MAX 4096 /* bounds memory on hostile files */

static void
candidate_free(gpointer data)
{
	struct candidate *c = data;

	g_free(c->key);
	g_free(c->root);
	g_free(c->label);
	g_free(c->base_key);
	g_free(c);
}

struct labels *
labels_new(void)
{
	struct labels *labels = g_new0(struct labels, 1);

	labels->list = g_ptr_array_new_with_free_func(candidate_free);
	labels->keys = g_hash_table_new(g_str_hash, g_str_equal);
	labels->spellings =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	labels->marks = g_array_new(FALSE, FALSE, sizeof(struct mark));
	labels->joined = g_ptr_array_new();
	labels->named =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return labels;
}

void
labels_free(struct labels *labels)
{
	if (!labels)
		return;
	g_ptr_array_unref(labels->list);
	g_hash_table_unref(labels->keys);
	g_hash_table_unref(labels->spellings);
	g_array_unref(labels->marks);
	g_ptr_array_unref(labels->joined);
	g_hash_table_unref(labels->named);
	g_free(labels);
}

void
labels_trim_signs(const char **p, const char **end, const char *before,
		  const char *behind)
{
	while (*p < *end && (is_space(**p) || strchr(before, **p)))
		(*p)++;
	while (*end > *p) {
		const char *e = *end;

		if (e[-1] == '*' && label_is_masked(*p, e - *p))
			break;
		if (e[-1] == '>' && memchr(*p, '<', e - *p))
			break;
		if (is_space(e[-1]) || strchr(behind, e[-1]))
			(*end)--;
		else if (e - *p > 3 && (!memcmp(e - 3, "\342\200\223", 3) ||
					!memcmp(e - 3, "\342\200\224", 3)))
			*end -= 3;
		else
			break;
	}
}

static void
append_plain(GString *out, const char *folded)
{
	for (const char *p = folded; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (g_unichar_ismark(c))
			continue;
		if (c == 0x2019)
			c = '\'';
		else if (c == 0x142)
			c = 'l';
		else if (c == 0xf8)
			c = 'o';
		if (c != ' ' || !g_str_has_suffix(out->str, " "))
			g_string_append_unichar(out, c);
	}
}

/* What all spellings of a name have in common. */
static char *
group_key(const char *label, gsize len)
{
	const char *p = label, *end = label + len;
	GString *out = g_string_sized_new(len + 1);
	gboolean ascii = TRUE;

	labels_trim_signs(&p, &end, "*#>-[(", "*:.,;?!=>|/-");
	if (end > p && (end[-1] == ']' || end[-1] == ')') &&
	    !memchr(p, end[-1] == ']' ? '[' : '(', end - p))
		end--;
	for (const char *q = p; q < end; q++)
		ascii &= (guchar)*q < 0x80;
	if (ascii) {
		for (; p < end; p++) {
			char c = is_space(*p) ? ' ' : g_ascii_tolower(*p);

			if (c != ' ' ||
			    (out->len && out->str[out->len - 1] != ' '))
				g_string_append_c(out, c);
		}
	} else {
		g_autofree char *fold = g_utf8_casefold(p, end - p);
		g_autofree char *plain =
			g_utf8_normalize(fold, -1, G_NORMALIZE_ALL);

		append_plain(out, plain ? plain : fold);
	}
	return g_string_free(out, FALSE);
}

void
labels_know(struct labels *labels, GHashTable *roles)
{
	GHashTableIter iter;
	gpointer label;

	if (!roles)
		return;
	g_hash_table_iter_init(&iter, roles);
	while (g_hash_table_iter_next(&iter, &label, NULL))
		g_hash_table_add(labels->named,
				 group_key(label, strlen(label)));
}

void
labels_doubt(struct labels *labels)
{
	labels->doubt = TRUE;
}

/* The key without digits: "speaker_00" and "speaker_01" are of one kind. */
static char *
root_of(const char *key)
{
	GString *out = g_string_new(NULL);

	for (const char *p = key; *p; p++)
		if (!g_ascii_isdigit(*p))
			g_string_append_c(out, *p);
	return g_string_free(out, out->len == strlen(key));
}

/* "S00", "+49170***11", "anna@x.org": nobody begins a sentence so. */
static gboolean
is_coded(const char *label, gsize len)
{
	guint digits = 0;

	if (memchr(label, '@', len) || memchr(label, '_', len))
		return TRUE;
	for (gsize i = 0; i < len; i++)
		digits += g_ascii_isdigit(label[i]);
	return digits > 0 && digits < len &&
	       (digits >= 5 || !memchr(label, ' ', len) ||
		(g_ascii_isupper(*label) && g_ascii_isdigit(label[len - 1])));
}

static struct candidate *
candidate_new(const char *label, gsize len, char *key)
{
	struct candidate *c = g_new0(struct candidate, 1);
	const char *p = label, *end = label + len;
	gsize base;

	labels_trim_signs(&p, &end, "*#>-", "*:,;=>|/-");
	c->key = key;
	c->root = root_of(key);
	c->label = g_strndup(p, end - p);
	c->shape = label_shape(p, end - p);
	c->matter = label_is_matter(p, end - p) ||
		    label_presence(p, end - p) == LABEL_MISSING;
	c->prose = label_is_prose(p, end - p);
	c->single = !memchr(p, ' ', end - p);
	c->coded = c->shape != LABEL_DIGITS && is_coded(p, end - p);
	base = manner_find(c->label, end - p);
	if (base) {
		c->manner = base;
		c->base_key = group_key(c->label, base);
		if (!*c->base_key)
			g_clear_pointer(&c->base_key, g_free);
	}
	c->first_mark = G_MAXUINT;
	return c;
}

struct candidate *
labels_find(struct labels *labels, const char *label, gsize len)
{
	char *key = group_key(label, len);
	struct candidate *c = g_hash_table_lookup(labels->keys, key);

	if (c || labels->settled || labels->list->len >= CANDIDATES_MAX) {
		g_free(key);
		return c;
	}
	c = candidate_new(label, len, key);
	g_ptr_array_add(labels->list, c);
	c->index = labels->list->len - 1;
	g_hash_table_insert(labels->keys, c->key, c);
	return c;
}

static void
keep_spelling(struct labels *labels, const char *label, gsize len,
	      struct spelling *spelling)
{
	if (len > LABEL_REACH)
		return;
	memcpy(labels->recent[1], labels->recent[0], LABEL_REACH);
	labels->recent_len[1] = labels->recent_len[0];
	labels->recent_spelling[1] = labels->recent_spelling[0];
	memcpy(labels->recent[0], label, len);
	labels->recent_len[0] = len;
	labels->recent_spelling[0] = spelling;
}

struct spelling *
labels_find_spelling(struct labels *labels, const char *label, gsize len)
{
	g_autofree char *raw = NULL;
	struct spelling *s;
	struct candidate *c;

	for (int i = 0; i < 2; i++)
		if (labels->recent_spelling[i] &&
		    labels->recent_len[i] == len &&
		    !memcmp(labels->recent[i], label, len))
			return labels->recent_spelling[i];
	raw = g_strndup(label, len);
	s = g_hash_table_lookup(labels->spellings, raw);
	if (!s) {
		if (g_hash_table_size(labels->spellings) >=
			    2 * CANDIDATES_MAX ||
		    !(c = labels_find(labels, label, len)))
			return NULL;
		s = g_new0(struct spelling, 1);
		s->candidate = c;
		g_hash_table_insert(labels->spellings, g_steal_pointer(&raw),
				    s);
	}
	keep_spelling(labels, label, len, s);
	return s;
}

/* The spelling that comes most often is shown; of two, the first. */
static void
count_spelling(struct spelling *s, const char *label, gsize len)
{
	struct candidate *c = s->candidate;
	const char *p = label, *end = label + len;

	if (++s->n <= c->label_n)
		return;
	c->label_n = s->n;
	labels_trim_signs(&p, &end, "*#>-", "*:,;=>|/-");
	if (strlen(c->label) == (gsize)(end - p) &&
	    !memcmp(c->label, p, end - p))
		return;
	g_free(c->label);
	c->label = g_strndup(p, end - p);
	c->manner = c->base_key ? manner_find(c->label, end - p) : 0;
}

/* A time beside a name: above, below, or in the line itself. */
static void
note_times(struct labels *labels, struct mark *mark, struct candidate *c,
	   const struct heading *heading)
{
	struct mark *last = labels->marks->len ?
				    &g_array_index(labels->marks, struct mark,
						   labels->marks->len - 1) :
				    NULL;

	if (heading->kind == HEADING_STAMP) {
		if (last && last->kind == HEADING_ALONE &&
		    !(last->flags & MARK_TIMED)) {
			last->flags |= MARK_TIMED;
			c = labels->list->pdata[last->candidate - 1];
			c->timed[HEADING_ALONE]++;
		}
		return;
	}
	if (!c ||
	    (heading->start_ms < 0 && !(last && last->kind == HEADING_STAMP &&
					!(last->flags & MARK_SPELLED))))
		return;
	mark->flags |= MARK_TIMED;
	c->timed[heading->kind]++;
}

void
labels_note(struct labels *labels, const struct heading *heading, guint line,
	    gboolean leads)
{
	struct mark mark = { .kind = heading->kind,
			     .flags = leads ? MARK_LEADS : 0 };
	gboolean head =
		heading->kind != HEADING_NONE && heading->kind != HEADING_STAMP;
	struct spelling *s = head ? labels_find_spelling(labels, heading->label,
							 heading->label_len) :
				    NULL;
	struct candidate *c = s ? s->candidate : NULL;

	if (heading->spelled)
		mark.flags |= MARK_SPELLED;
	if (head && !c)
		mark.kind = HEADING_NONE;
	note_times(labels, &mark, c, heading);
	if (c) {
		count_spelling(s, heading->label, heading->label_len);
		c->line = c->line ? c->line : line;
		c->first_mark = MIN(c->first_mark, labels->marks->len);
		c->n[mark.kind] += 1 + (heading->kind == HEADING_STAMPED &&
					heading->spaced);
		c->leads[mark.kind] += leads;
		c->values += heading->value > 0;
		c->paths += heading->value > 1;
		c->loose += heading->loose;
		mark.candidate = c->index + 1;
	}
	g_array_append_val(labels->marks, mark);
}

void
labels_note_inside(struct labels *labels, const struct heading *heading,
		   guint line)
{
	struct spelling *s = labels_find_spelling(labels, heading->label,
						  heading->label_len);

	if (!s)
		return;
	s->candidate->line = s->candidate->line ? s->candidate->line : line;
	s->candidate->n[HEADING_INSIDE]++;
}

struct candidate *
candidate_person(struct candidate *candidate)
{
	return candidate->base ? candidate->base : candidate;
}
