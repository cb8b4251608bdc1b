/*
 * report.c: what became of the heads of a file.
 */
#include "transcript/builder.h"
#include "transcript/bytes.h"
#include "transcript/heading.h"
#include "transcript/labels.h"

#define SHOWN 12 /* doubtful heads that are quoted one by one */

gboolean
labels_any(const struct labels *labels)
{
	for (guint i = 0; i < labels->list->len; i++) {
		const struct candidate *c = labels->list->pdata[i];

		for (int k = HEADING_COLON; k <= HEADING_ALONE; k++)
			if (c->ok[k])
				return TRUE;
	}
	return FALSE;
}

/* "Note: ..." among the talk, where somebody else may have written it. */
static gboolean
is_note(const struct labels *labels, const struct candidate *c)
{
	guint start = G_MAXUINT;

	if (!c->matter || !c->n[HEADING_COLON] ||
	    label_presence(c->label, strlen(c->label)) == LABEL_MISSING)
		return FALSE;
	for (guint i = 0; i < labels->list->len; i++) {
		const struct candidate *other = labels->list->pdata[i];

		if (other->ok[labels->family])
			start = MIN(start, other->first_mark);
	}
	return c->first_mark > start;
}

/* Looks like a speaker to people, and was not taken for one. */
static gboolean
is_doubtful(const struct candidate *c, enum heading_kind family, guint heads)
{
	guint n = c->n[HEADING_COLON], rest;
	gboolean named = c->shape == LABEL_NAME || c->coded;

	if (c->base || c->ok[HEADING_COLON] || c->matter ||
	    c->shape == LABEL_NOT)
		return FALSE;
	if (n && (c->shape == LABEL_NAME || (named && !c->prose)))
		return TRUE;
	if (family == HEADING_COLON && n &&
	    (!c->prose || (n > 1 && n * 5 >= heads)) &&
	    (n > 1 || c->shape == LABEL_LOWER || c->shape == LABEL_SMALL))
		return TRUE;
	rest = c->n[HEADING_ALONE] + c->n[HEADING_BRACKET] +
	       c->n[HEADING_STAMPED];
	return named && !c->prose &&
	       (family == HEADING_COLON || family == HEADING_ALONE) &&
	       rest > (family == HEADING_ALONE ? 0 : 1) && !c->ok[family] &&
	       !label_is_noise(c->label, strlen(c->label));
}

/* Comes once and was taken for a speaker. */
static gboolean
is_daring(const struct candidate *c, enum heading_kind family)
{
	return c->ok[family] && c->n[family] == 1 && c->single && !c->known &&
	       c->shape == LABEL_NAME && !c->coded;
}

static guint
count_label_heads(const struct labels *labels, guint *recurring)
{
	guint heads = 0;

	*recurring = 0;
	for (guint i = 0; i < labels->list->len; i++) {
		const struct candidate *c = labels->list->pdata[i];

		heads += candidate_total(c);
		*recurring += c->ok[labels->family] && c->n[labels->family] > 1;
	}
	return heads;
}

char *
label_doubt_print(const char *label)
{
	return g_strdup_printf("'%s' comes once, and is taken for a speaker",
			       label);
}

static void
report_daring(const struct labels *labels, struct builder *builder)
{
	for (guint i = 0; i < labels->list->len; i++) {
		const struct candidate *c = labels->list->pdata[i];
		g_autofree char *says = NULL;

		if (!is_daring(c, labels->family))
			continue;
		says = label_doubt_print(c->label);
		builder_warn(builder, c->line, "%s", says);
	}
}

void
labels_report_joined(const struct labels *labels, struct builder *builder)
{
	for (guint i = 0; i < labels->joined->len; i++) {
		const struct candidate *c = labels->joined->pdata[i];

		builder_warn(builder, c->line,
			     "'%s' is written with different words behind the "
			     "name; taken for one speaker",
			     c->label);
	}
}

static gint
by_line(gconstpointer a, gconstpointer b)
{
	const struct candidate *x = *(const struct candidate *const *)a;
	const struct candidate *y = *(const struct candidate *const *)b;

	return x->line < y->line ? -1 : x->line > y->line;
}

void
labels_report(const struct labels *labels, struct builder *builder)
{
	g_autoptr(GPtrArray) doubtful = g_ptr_array_new();
	guint recurring, heads = count_label_heads(labels, &recurring);

	for (guint i = 0; i < labels->list->len; i++)
		if (is_note(labels, labels->list->pdata[i]) ||
		    is_doubtful(labels->list->pdata[i], labels->family, heads))
			g_ptr_array_add(doubtful, labels->list->pdata[i]);
	g_ptr_array_sort(doubtful, by_line);
	for (guint i = 0; i < MIN(doubtful->len, SHOWN); i++) {
		const struct candidate *c = doubtful->pdata[i];

		builder_warn(builder, c->line,
			     "'%s%s' is taken for words, not for a speaker",
			     c->label, c->n[HEADING_COLON] ? ":" : "");
	}
	if (doubtful->len > SHOWN)
		builder_warn(builder, 0,
			     "%u further beginnings of lines like these are "
			     "taken for words",
			     doubtful->len - SHOWN);
	if (recurring > 1)
		report_daring(labels, builder);
	labels_report_joined(labels, builder);
}

/* Behind the sign that stands where the colon should; weak: a sentence may
 * go on behind it. */
static const char *
behind_sign(const char *q, const char *end, gboolean *weak)
{
	static const char *const signs[] = {
		";",
		".",
		",",
		"?",
		"!",
		"-",
		"=",
		">",
		"|",
		"/",
		"\342\200\223",
		"\342\200\224",
	};
	const char *p = skip_blanks(q, end), *from = p;

	*weak = p < end && strchr(".,?!/", *p) != NULL;

	for (guint n = 0; n < 2; n++)
		for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
			gsize len = strlen(signs[i]);

			if ((gsize)(end - p) > len && !memcmp(p, signs[i], len))
				p += len;
		}
	return p > from && p < end && is_space(*p) ? skip_blanks(p, end) : NULL;
}

gboolean
labels_mistyped(struct labels *labels, const char *p, const char *end,
		struct heading *heading)
{
	const char *reach;

	p = skip_blanks(p, end);
	reach = p + MIN(end - p, LABEL_REACH);
	if (labels->rigid < 50)
		return FALSE;
	for (const char *q = p + 1; q < reach; q++) {
		const char *words;
		struct candidate *c;
		gboolean weak;

		if (!strchr(" ;.,?!-=>|/\342", *q) ||
		    !(words = behind_sign(q, end, &weak)))
			continue;
		c = labels_find(labels, p, q - p);
		if (!c || c->base || !c->ok[HEADING_COLON])
			return FALSE;
		heading->kind = weak && labels->rigid < 80 ? HEADING_NONE :
							     HEADING_COLON;
		heading->label = c->label;
		heading->label_len = strlen(c->label);
		heading->text = words;
		return heading->kind == HEADING_COLON;
	}
	return FALSE;
}
