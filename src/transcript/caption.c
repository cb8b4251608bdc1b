/*
 * caption.c: the words of a caption, without its markup.
 *
 * Voices (<v Anna>) and "Anna:" at the start of a line name the speaker, who
 * goes on until somebody else is named.  Tags that WebVTT or SRT know are
 * dropped; anything else in angle brackets is words and stays.
 */
#include "transcript/bytes.h"
#include "transcript/captions.h"
#include "transcript/entity.h"
#include "transcript/labels.h"
#include "transcript/source.h"

#define TAG_MAX 2000 /* bytes of a tag, a long name in it included */

static const char *const tags[] = { "b",    "i",    "u",     "c",    "v",
				    "lang", "ruby", "rt",    "font", "br",
				    "span", "em",   "strong" };

void
captions_init(struct captions *captions, struct builder *builder,
	      struct labels *labels)
{
	*captions = (struct captions){ .builder = builder, .labels = labels };
	labels_know(labels, builder->source->roles);
	captions->label = g_string_new(NULL);
	captions->plain = g_string_new(NULL);
	captions->manner = g_string_new(NULL);
	captions->called =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void
captions_clear(struct captions *captions)
{
	g_string_free(captions->label, TRUE);
	g_string_free(captions->plain, TRUE);
	g_string_free(captions->manner, TRUE);
	g_hash_table_unref(captions->called);
}

void
captions_name(struct captions *captions, const char *label, gsize len)
{
	g_string_truncate(captions->label, 0);
	g_string_append_len(captions->label, label, len);
}

/* Append text with its entities decoded. */
static void
append_decoded(GString *out, const char *p, const char *end)
{
	while (p < end) {
		const char *amp = memchr(p, '&', end - p);

		g_string_append_len(out, p, (amp ? amp : end) - p);
		if (!amp)
			return;
		p = entity_take(out, amp, end, FALSE);
	}
}

static gboolean
is_tag(const char *name, gsize len)
{
	for (gsize i = 0; i < G_N_ELEMENTS(tags); i++)
		if (*tags[i] == (*name | 0x20) && strlen(tags[i]) == len &&
		    !g_ascii_strncasecmp(tags[i], name, len))
			return TRUE;
	return FALSE;
}

/*
 * End of the tag that begins at p ('<'), or NULL when it is only words.  It
 * is not looked for far away, or a page of "<" would take for ever.
 */
static const char *
tag_end(const char *p, const char *end)
{
	const char *name = p + 1, *q;
	gint64 ms;

	if (name < end && *name == '/')
		name++;
	for (q = name; q < end && g_ascii_isalpha(*q); q++)
		;
	if (q == end)
		return NULL;
	if (q == name)
		return stamp_parse(&q, end, &ms) && q < end && *q == '>' ? q :
									   NULL;
	if (!strchr("> ./\t\n", *q) || !is_tag(name, q - name))
		return NULL;
	return memchr(q, '>', MIN(end - q, TAG_MAX));
}

/* <v Anna> or <v.loud Anna>: the name, or NULL. */
static const char *
voice_name(const char *p, const char *close)
{
	const char *q = p + 2;

	if (g_ascii_tolower(p[1]) != 'v')
		return NULL;
	while (q < close && !is_space(*q))
		q++;
	return q < close ? q + 1 : NULL;
}

static void
say_plain(struct captions *captions, const struct block *block, const char *p,
	  const char *end)
{
	struct utterance utterance = {
		.label = captions->label->str,
		.label_len = captions->label->len,
		.start_ms = block->start_ms,
		.end_ms = block->end_ms,
		.manner = captions->manner->str,
		.manner_len = captions->manner->len,
		.text = p,
		.len = end - p,
		.line = block->line,
	};

	trim(&p, &end);
	if (p == end && !captions->manner->len)
		return;
	builder_say(captions->builder, &utterance);
	g_string_truncate(captions->manner, 0);
}

/* Words outside a voice: each line may begin with "Anna:". */
static void
say_lines(struct captions *captions, const struct block *block, const char *p,
	  const char *end)
{
	const char *from = p, *start = p;
	struct heading heading;

	while (captions->labels && p < end) {
		const char *eol = line_end(p, end), *after;

		captions_heading(p, end, p == start, &heading);
		if (captions_names(captions, &heading)) {
			say_plain(captions, block, from, p);
			captions_name(captions, heading.label,
				      heading.label_len);
			g_string_append_len(captions->manner, heading.manner,
					    heading.manner_len);
			from = heading.text;
		} else if ((after = captions_chevron(p, eol)) != NULL) {
			say_plain(captions, block, from, p);
			captions_name(captions, "", 0);
			from = after;
		}
		p = MIN(eol + 1, end);
	}
	say_plain(captions, block, from, end);
}

static gboolean
names_somebody(struct captions *captions, const char *p, const char *end)
{
	struct heading heading;

	if (!captions->labels)
		return FALSE;
	captions_heading(p, end, TRUE, &heading);
	return captions_names(captions, &heading) ||
	       captions_chevron(p, line_end(p, end));
}

void
captions_flush(struct captions *captions, const struct block *block,
	       gboolean voiced)
{
	GString *plain = captions->plain;
	const char *p = plain->str, *end = p + plain->len;

	trim(&p, &end);
	captions->line = block->line;
	if (p < end && voiced) {
		if (captions_label(captions, block, &p, end))
			say_plain(captions, block, p, end);
	} else if (p < end) {
		if (captions->label->len && !names_somebody(captions, p, end) &&
		    captions->unnamed++ == 0)
			captions->unnamed_line = block->line;
		say_lines(captions, block, p, end);
	}
	g_string_truncate(plain, 0);
}

/* A voice without a name, "<v >", is nobody new. */
static void
take_voice(struct captions *captions, const char *name, const char *close)
{
	GString *label = captions->label;

	while (name < close && is_space(*name))
		name++;
	if (name == close) {
		if (label->len && captions->unnamed++ == 0)
			captions->unnamed_line = captions->line;
		return;
	}
	g_string_truncate(label, 0);
	append_decoded(label, name, close);
}

/* Markup or a voice at p: where the words go on, or NULL if it is words. */
static const char *
take_markup(struct captions *captions, const struct block *block, const char *p,
	    gboolean *voiced)
{
	const char *end = block->text_end, *close, *name;

	if (*p == '{' && captions->srt && end - p > 2 && p[1] == '\\') {
		close = memchr(p, '}', MIN(end - p, TAG_MAX));
		return close ? close + 1 : NULL;
	}
	if (*p != '<')
		return NULL;
	close = tag_end(p, end);
	if (!close)
		return NULL;
	name = voice_name(p, close);
	if (name || (p[1] == '/' && g_ascii_tolower(p[2]) == 'v')) {
		captions_flush(captions, block, *voiced);
		*voiced = name != NULL;
	}
	if (name)
		take_voice(captions, name, close);
	if (!g_ascii_strncasecmp(p, "<br", 3))
		g_string_append_c(captions->plain, ' ');
	return close + 1;
}

/* The next character that may begin markup. */
static const char *
next_markup(const struct captions *captions, const char *p, const char *end)
{
	const char *angle;

	if (captions->srt) {
		while (p < end && *p != '<' && *p != '{')
			p++;
		return p;
	}
	angle = memchr(p, '<', end - p);
	return angle ? angle : end;
}

void
captions_say(struct captions *captions, const struct block *block)
{
	const char *p = block->text, *end = block->text_end;
	gboolean voiced = FALSE;

	captions->line = block->line;
	if (captions->builder->source->strict && !captions->srt) {
		cue_text_say(captions, block);
		return;
	}
	while (p < end) {
		const char *markup = next_markup(captions, p, end), *after;

		append_decoded(captions->plain, p, markup);
		if (markup == end)
			break;
		after = take_markup(captions, block, markup, &voiced);
		if (!after)
			g_string_append_c(captions->plain, *markup);
		p = after ? after : markup + 1;
	}
	captions_flush(captions, block, voiced);
}

/* The payload without tags; itself when it has none. */
static void
strip_tags(struct captions *captions, const char **p, const char **end)
{
	GString *plain = captions->plain;

	if (!memchr(*p, '<', *end - *p))
		return;
	g_string_truncate(plain, 0);
	while (*p < *end) {
		const char *angle = memchr(*p, '<', *end - *p), *close = NULL;

		g_string_append_len(plain, *p, (angle ? angle : *end) - *p);
		if (!angle)
			break;
		close = tag_end(angle, *end);
		if (!close)
			g_string_append_c(plain, '<');
		*p = close ? close + 1 : angle + 1;
	}
	*p = plain->str;
	*end = plain->str + plain->len;
}

/* First reading: "Anna:" prefixes are counted before any is believed. */
void
captions_note(struct captions *captions, const struct block *block)
{
	const char *p = block->text, *end = block->text_end;

	strip_tags(captions, &p, &end);
	trim(&p, &end);
	captions_count(captions, p, end, block->line);
	g_string_truncate(captions->plain, 0);
}

void
captions_report(const struct captions *captions)
{
	if (captions->labels)
		labels_report(captions->labels, captions->builder);
	if (captions->unnamed)
		builder_warn(captions->builder, captions->unnamed_line,
			     "%u caption%s nobody, the first here; taken as "
			     "words of the speaker before",
			     captions->unnamed,
			     captions->unnamed == 1 ? " names" : "s name");
	if (captions->bare)
		builder_warn(
			captions->builder, captions->bare_line,
			"%u caption%s nothing but a name or a time of %s, "
			"the first here, and %s left out",
			captions->bare, captions->bare == 1 ? " is" : "s are",
			captions->bare == 1 ? "its speaker" : "their speakers",
			captions->bare == 1 ? "is" : "are");
}
