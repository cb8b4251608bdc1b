/*
 * caption_name.c: how the lines of a caption name who speaks.
 *
 * "Anna: words" as anywhere; and, where most captions of the file do so,
 * "[Anna] words", "(Anna)" or "Anna" alone in the line above the words.
 * ">> words" is somebody else whom nobody names.
 */
#include "transcript/bytes.h"
#include "transcript/captions.h"
#include "transcript/labels.h"

#define ABOVE_WORDS 8

/* May stand above words; the file tells whether it is a name. */
static gboolean
may_stand_above(const char *p, const char *end)
{
	gboolean single = !memchr(p, ' ', end - p);

	return label_shape(p, end - p) >= LABEL_ODD &&
	       base_word_count(p, end - p) <= ABOVE_WORDS &&
	       !label_is_noise(p, end - p) &&
	       (single || !label_is_prose(p, end - p));
}

/* In brackets: a name, and more than a word of talk. */
static gboolean
is_name(const char *p, const char *end)
{
	enum label_shape shape = label_shape(p, end - p);

	return (shape == LABEL_LOWER || shape >= LABEL_NAME) &&
	       !label_is_noise(p, end - p) && !label_is_prose(p, end - p);
}

/* A name and nothing else, with words in the lines below. */
static gboolean
read_alone(const char *p, const char *eol, const char *end, struct heading *out)
{
	const char *stop = eol;

	trim(&p, &stop);
	if (eol == end || p == stop || stop - p > LABEL_REACH ||
	    (strchr(".?!,;-", stop[-1]) && !label_ends_in_initial(p, stop)) ||
	    !may_stand_above(p, stop))
		return FALSE;
	out->label = p;
	out->label_len = stop - p;
	out->text = eol;
	return TRUE;
}

void
captions_heading(const char *p, const char *end, gboolean first,
		 struct heading *out)
{
	const char *eol = line_end(p, end);

	heading_parse(p, eol, out);
	if (out->kind == HEADING_COLON ||
	    (out->kind == HEADING_BRACKET &&
	     is_name(out->label, out->label + out->label_len)))
		return;
	out->kind = HEADING_NONE;
	p = skip_blanks(p, eol);
	if (p < eol && first && read_alone(p, eol, end, out))
		out->kind = HEADING_ALONE;
}

static gboolean
is_above(const struct heading *heading)
{
	return heading->kind == HEADING_BRACKET ||
	       heading->kind == HEADING_ALONE;
}

/* Each line is asked when it is counted, and again when it is said. */
void
captions_count(struct captions *captions, const char *p, const char *end,
	       guint line)
{
	gboolean first = TRUE;

	captions->counted++;
	for (; p < end; p++, first = FALSE) {
		const char *eol = line_end(p, end);
		struct heading heading;

		if (p < eol) {
			captions_heading(p, end, first, &heading);
			labels_note(captions->labels, &heading, line, first);
		}
		p = eol;
	}
}

void
captions_settle(struct captions *captions)
{
	const struct labels *labels = captions->labels;
	guint above = 0;

	labels_settle(captions->labels, NULL, NULL);
	for (guint i = 0; i < labels->marks->len; i++) {
		const struct mark *m =
			&g_array_index(labels->marks, struct mark, i);
		struct candidate *c =
			m->candidate ? labels->list->pdata[m->candidate - 1] :
				       NULL;

		above += c && (m->flags & MARK_LEADS) &&
			 (m->kind == HEADING_BRACKET ||
			  m->kind == HEADING_ALONE) &&
			 candidate_person(c)->ok[m->kind];
	}
	captions->by_line = above >= 2 && above * 2 >= captions->counted;
}

gboolean
captions_names(const struct captions *captions, struct heading *heading)
{
	if (is_above(heading) && !captions->by_line)
		return FALSE;
	return labels_accept(captions->labels, heading);
}

/* Behind the ">>" of a new speaker at p; NULL when there is none. */
const char *
captions_chevron(const char *p, const char *eol)
{
	p = skip_blanks(p, eol);
	if (eol - p < 2 || p[0] != '>' || p[1] != '>')
		return NULL;
	while (p < eol && *p == '>')
		p++;
	return p;
}

static gboolean
is_label_of(const struct captions *captions, const char *p, gsize len)
{
	g_autofree char *key = label_key(p, len);
	g_autofree char *voice =
		label_key(captions->label->str, captions->label->len);

	return !strcmp(key, voice);
}

/* "Anna:" and nothing else: what the voice is called in the words. */
static gboolean
take_name(struct captions *captions, const struct block *block, const char *p,
	  const char *end)
{
	enum turn_role role = role_of_label(p, end - p);
	enum label_shape shape = label_shape(p, end - p);
	GString *label = captions->label;

	if ((shape != LABEL_LOWER && shape < LABEL_NAME) ||
	    label_is_prose(p, end - p))
		return FALSE;
	if (role != TURN_UNKNOWN)
		builder_tell_role(captions->builder, label->str, label->len,
				  role, "the captions call the speaker so");
	else if (!is_label_of(captions, p, end - p) &&
		 !g_hash_table_contains(captions->called, label->str)) {
		g_hash_table_add(captions->called, g_strdup(label->str));
		builder_warn(captions->builder, block->line,
			     "'%s' is called '%.*s' in the captions",
			     label->str, (int)(end - p), p);
	}
	return TRUE;
}

gboolean
captions_label(struct captions *captions, const struct block *block,
	       const char **p, const char *end)
{
	const char *q = *p, *colon;
	gint64 start_ms, end_ms;

	if (!captions->label->len || !captions->labels)
		return TRUE;
	colon = memchr(q, ':', MIN(end - q, LABEL_REACH));
	if (colon && colon > q && *q != '[' &&
	    (colon + 1 == end || is_label_of(captions, q, colon - q)) &&
	    take_name(captions, block, q, colon))
		q = colon + 1;
	while (q < end && is_space(*q))
		q++;
	if (q < end && *q == '[' && stamp_range(&q, end, &start_ms, &end_ms))
		while (q < end && is_space(*q))
			q++;
	*p = q;
	if (q < end)
		return TRUE;
	if (captions->bare++ == 0)
		captions->bare_line = block->line;
	return FALSE;
}
