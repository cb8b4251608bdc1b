/*
 * builder.c: utterances -> turns.
 *
 * An uninterrupted speech of one speaker is a turn, so utterances of the same
 * speaker join.  The text of all utterances lies in one buffer, one blank
 * between neighbours: joining two is stretching a span.  Formats without
 * times join at once; timed ones wait until the end, when they are put in
 * order first.  The speaker "?" is nobody in particular and never joins.
 */
#include "transcript/builder.h"
#include "transcript/bytes.h"
#include "transcript/source.h"

#define WARNINGS_MAX 100
#define TURNS_MAX 1000000 /* 40 bytes each, and as much for a caption */

static void
told_free(struct told *told)
{
	g_free(told->reason);
	g_free(told);
}

void
builder_init(struct builder *builder, struct transcript *transcript,
	     const struct source *source)
{
	*builder =
		(struct builder){ .transcript = transcript, .source = source };
	builder->text = g_string_new(NULL);
	builder->cue_text = g_string_new(NULL);
	builder->index =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	builder->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					      (GDestroyNotify)told_free);
	transcript->turns = g_array_new(FALSE, FALSE, sizeof(struct turn));
	transcript->cues = g_array_new(FALSE, FALSE, sizeof(struct cue));
	transcript->speakers =
		g_ptr_array_new_with_free_func((GDestroyNotify)speaker_free);
	transcript->headers =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	transcript->warnings = diagnostics_new();
}

/* Turn texts are about as long as the source: grow once, not often. */
void
builder_expect(struct builder *builder, gsize len)
{
	g_string_free(builder->text, TRUE);
	builder->text = g_string_sized_new(len);
	g_array_unref(builder->transcript->turns);
	builder->transcript->turns = g_array_sized_new(
		FALSE, FALSE, sizeof(struct turn), len / 128 + 16);
}

void
builder_clear(struct builder *builder)
{
	if (builder->text)
		g_string_free(builder->text, TRUE);
	if (builder->cue_text)
		g_string_free(builder->cue_text, TRUE);
	g_clear_pointer(&builder->index, g_hash_table_unref);
	g_clear_pointer(&builder->told, g_hash_table_unref);
	g_free(builder->recent[0]);
	g_free(builder->recent[1]);
}

void
builder_warn(struct builder *builder, guint line, const char *format, ...)
{
	g_autofree char *message = NULL;
	va_list args;

	if (builder->transcript->warnings->len >= WARNINGS_MAX) {
		builder->muted++;
		return;
	}
	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	diagnostics_add(builder->transcript->warnings, DIAGNOSTIC_WARNING,
			builder->source->name, line, 0, NULL, "%s", message);
}

void
builder_header(struct builder *builder, const char *key, gsize key_len,
	       const char *value, gsize value_len)
{
	const char *key_end = key + key_len, *value_end = value + value_len;
	char *name;

	trim(&key, &key_end);
	trim(&value, &value_end);
	if (key == key_end)
		return;
	name = g_utf8_strdown(key, key_end - key);
	g_hash_table_replace(
		builder->transcript->headers, g_strdelimit(name, "\n\r", ' '),
		g_strdelimit(g_strndup(value, value_end - value), "\n\r", ' '));
}

/* The next of two characters; what was found once is not sought again. */
struct breaks {
	const char *lf, *cr;
};

static const char *
next_break(struct breaks *breaks, const char *p, const char *end)
{
	if (breaks->lf && breaks->lf < p)
		breaks->lf = memchr(p, '\n', end - p);
	if (breaks->cr && breaks->cr < p)
		breaks->cr = memchr(p, '\r', end - p);
	if (!breaks->lf || (breaks->cr && breaks->cr < breaks->lf))
		return breaks->cr;
	return breaks->lf;
}

/* Append words as one line: a line break and the blanks about it are one. */
static void
append_joined(GString *out, const char *text, gsize len)
{
	const char *p = text, *end = text + len, *at;
	struct breaks breaks = { memchr(p, '\n', len), memchr(p, '\r', len) };

	while ((at = next_break(&breaks, p, end)) != NULL) {
		const char *stop = at;

		while (stop > p && is_space(stop[-1]))
			stop--;
		g_string_append_len(out, p, stop - p);
		g_string_append_c(out, ' ');
		for (p = at; p < end && is_space(*p); p++)
			;
	}
	g_string_append_len(out, p, end - p);
}

static struct turn *
last_turn(const struct builder *builder)
{
	GArray *turns = builder->transcript->turns;

	return turns->len ? &g_array_index(turns, struct turn, turns->len - 1) :
			    NULL;
}

/* How it was said, in brackets, before what was said. */
static void
append_manner(GString *out, const struct utterance *utterance)
{
	const char *p = utterance->manner;
	gboolean bare;

	if (!utterance->manner_len)
		return;
	bare = !strchr("([{", *p);
	g_string_append(out, bare ? "(" : "");
	append_joined(out, p, utterance->manner_len);
	g_string_append(out, bare ? ") " : " ");
}

void
builder_say(struct builder *builder, const struct utterance *utterance)
{
	const char *text = utterance->text, *end = text + utterance->len;
	struct turn turn = { .start_ms = utterance->start_ms,
			     .end_ms = utterance->end_ms,
			     .line = utterance->line };
	struct turn *last = last_turn(builder);

	trim(&text, &end);
	if (text == end && !utterance->manner_len)
		return;
	builder->overfull |= builder->transcript->turns->len >= TURNS_MAX;
	if (builder->overfull)
		return;
	if (turn.end_ms < turn.start_ms)
		turn.end_ms = -1;
	turn.speaker = builder_speaker(builder, utterance->label,
				       utterance->label_len);
	if (builder->text->len)
		g_string_append_c(builder->text, ' ');
	turn.text.start = builder->text->len;
	append_manner(builder->text, utterance);
	append_joined(builder->text, text, end - text);
	if (text == end)
		g_string_truncate(builder->text, builder->text->len - 1);
	turn.text.end = builder->text->len;
	if (!builder->timed && last && builder_joins(builder, last, &turn))
		turn_join(last, &turn);
	else
		g_array_append_val(builder->transcript->turns, turn);
}

gboolean
builder_continue(struct builder *builder, const char *text, gsize len)
{
	const char *end = text + len;
	struct turn *last = last_turn(builder);

	if (!last)
		return FALSE;
	trim(&text, &end);
	if (text == end)
		return TRUE;
	g_string_append_c(builder->text, ' ');
	append_joined(builder->text, text, end - text);
	last->text.end = builder->text->len;
	return TRUE;
}

void
builder_cue(struct builder *builder, gint64 start_ms, gint64 end_ms,
	    const char *id, gsize id_len, const char *text, gsize len,
	    guint line)
{
	struct cue cue = { .start_ms = start_ms,
			   .end_ms = end_ms,
			   .line = line };

	builder->overfull |= builder->transcript->cues->len >= TURNS_MAX;
	if (builder->overfull)
		return;
	cue.id.start = builder->cue_text->len;
	g_string_append_len(builder->cue_text, id, id_len);
	cue.id.end = cue.text.start = builder->cue_text->len;
	g_string_append_len(builder->cue_text, text, len);
	cue.text.end = builder->cue_text->len;
	g_array_append_val(builder->transcript->cues, cue);
}
