/*
 * builder.c: utterances -> turns.
 *
 * An uninterrupted speech of one speaker is a turn, so utterances of the same
 * speaker join.  The text of all utterances lies in one buffer, one blank
 * between neighbours: joining two is stretching a span.  Formats without
 * times join at once; timed ones wait until the end, when they are put in
 * order first.  The speaker "?" is nobody in particular and never joins.
 */
#include "transcript/private.h"

#define LABEL_MAX 80		/* characters kept of a label */
#define SPEAKERS_MAX 1000	/* more than that is not a conversation */
#define WARNINGS_MAX 100
#define UNNAMED "?"

static void
speaker_free(struct speaker *speaker)
{
	g_free(speaker->label);
	g_free(speaker->reason);
	g_free(speaker);
}

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
	*builder = (struct builder){ .transcript = transcript,
				     .source = source };
	builder->text = g_string_new(NULL);
	builder->cue_text = g_string_new(NULL);
	builder->index = g_hash_table_new_full(g_str_hash, g_str_equal,
					       g_free, NULL);
	builder->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					      (GDestroyNotify)told_free);
	transcript->turns = g_array_new(FALSE, FALSE, sizeof(struct turn));
	transcript->cues = g_array_new(FALSE, FALSE, sizeof(struct cue));
	transcript->speakers = g_ptr_array_new_with_free_func(
		(GDestroyNotify)speaker_free);
	transcript->headers = g_hash_table_new_full(g_str_hash, g_str_equal,
						    g_free, g_free);
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
	g_hash_table_replace(builder->transcript->headers, name,
			     g_strndup(value, value_end - value));
}

static gboolean
is_gap(char c)
{
	return (guchar)c <= 0x20 || c == 0x7f;
}

/* Marks that decorate a label without being part of it. */
static gboolean
is_decoration(char c)
{
	return is_gap(c) || strchr(":*#<>[({-", c) != NULL;
}

static gboolean
is_tail(char c, gboolean bracket)
{
	return is_gap(c) || c == ':' || c == '*' ||
	       (bracket && strchr("])}>", c));
}

/* Cleaning a clean label changes nothing: printed labels read back the same. */
char *
label_clean(const char *label, gsize len)
{
	const char *p = label, *end = label + len;
	GString *out = g_string_sized_new(LABEL_MAX + 4);
	gboolean bracket = FALSE;
	guint characters = 0;

	for (; p < end && is_decoration(*p); p++)
		bracket |= strchr("[({<", *p) != NULL;
	while (end > p && is_tail(end[-1], bracket))
		end--;
	while (p < end && characters++ < LABEL_MAX) {
		const char *next = g_utf8_next_char(p);

		if (is_gap(*p)) {
			while (p < end && is_gap(*p))
				p++;
			g_string_append_c(out, ' ');
			continue;
		}
		if (*p == ':')
			g_string_append_c(out, '-');
		else
			g_string_append_len(out, p, next - p);
		p = next;
	}
	while (out->len && is_tail(out->str[out->len - 1], FALSE))
		g_string_truncate(out, out->len - 1);
	if (out->len == 0)
		g_string_append(out, UNNAMED);
	return g_string_free(out, FALSE);
}

char *
label_key(const char *label, gsize len)
{
	g_autofree char *clean = label_clean(label, len);

	return g_utf8_casefold(clean, -1);
}

/* The speaker of a label never seen in this spelling. */
static guint
speaker_find(struct builder *builder, const char *label, gsize len)
{
	GPtrArray *speakers = builder->transcript->speakers;
	g_autofree char *clean = label_clean(label, len);
	char *key = g_utf8_casefold(clean, -1);
	guint known = GPOINTER_TO_UINT(g_hash_table_lookup(builder->index,
							   key));
	struct speaker *speaker;

	if (known || speakers->len >= SPEAKERS_MAX) {
		g_free(key);
		return known ? known - 1 : SPEAKERS_MAX - 1;
	}
	if (speakers->len == SPEAKERS_MAX - 1) {
		builder_warn(builder, 0, "more than %d speakers; the rest are "
			     "taken together: is the speaker column right?",
			     SPEAKERS_MAX - 1);
		g_free(g_steal_pointer(&clean));
		clean = g_strdup("(further speakers)");
	}
	speaker = g_new0(struct speaker, 1);
	speaker->label = g_steal_pointer(&clean);
	speaker->role = TURN_UNKNOWN;
	g_ptr_array_add(speakers, speaker);
	g_hash_table_insert(builder->index, key,
			    GUINT_TO_POINTER(speakers->len));
	return speakers->len - 1;
}

/* Conversations go back and forth: the last two spellings are remembered. */
static guint
speaker_of(struct builder *builder, const char *label, gsize len)
{
	guint speaker;

	for (int i = 0; i < 2; i++)
		if (builder->recent[i] && builder->recent_len[i] == len &&
		    !memcmp(builder->recent[i], label, len))
			return builder->recent_speaker[i];
	speaker = speaker_find(builder, label, len);
	g_free(builder->recent[1]);
	builder->recent[1] = builder->recent[0];
	builder->recent_len[1] = builder->recent_len[0];
	builder->recent_speaker[1] = builder->recent_speaker[0];
	builder->recent[0] = g_strndup(label, len);
	builder->recent_len[0] = len;
	builder->recent_speaker[0] = speaker;
	return speaker;
}

void
builder_tell_role(struct builder *builder, const char *label, gsize len,
		  enum turn_role role, const char *reason)
{
	struct told *told = g_new0(struct told, 1);

	told->role = role;
	told->reason = g_strdup(reason);
	g_hash_table_replace(builder->told, label_key(label, len), told);
}

/* Append words as one line: a line feed and the blanks about it are one. */
static void
append_line(GString *out, const char *text, gsize len)
{
	const char *p = text, *end = text + len, *lf;

	while ((lf = memchr(p, '\n', end - p)) != NULL) {
		const char *stop = lf;

		while (stop > p && is_space(stop[-1]))
			stop--;
		g_string_append_len(out, p, stop - p);
		g_string_append_c(out, ' ');
		for (p = lf; p < end && is_space(*p); p++)
			;
	}
	g_string_append_len(out, p, end - p);
}

static gboolean
is_unnamed(const struct builder *builder, guint speaker)
{
	const struct speaker *s = builder->transcript->speakers->pdata[speaker];

	return !strcmp(s->label, UNNAMED);
}

static gboolean
joins(const struct builder *builder, const struct turn *before,
      const struct turn *after)
{
	return !builder->verbatim && before->speaker == after->speaker &&
	       !is_unnamed(builder, after->speaker);
}

static void
join(struct turn *before, const struct turn *after)
{
	before->text.end = after->text.end;
	if (before->start_ms < 0 && before->end_ms < 0)
		before->start_ms = after->start_ms;
	before->end_ms = MAX(before->end_ms, after->end_ms);
	if (before->end_ms < before->start_ms)
		before->end_ms = -1;
}

static struct turn *
last_turn(const struct builder *builder)
{
	GArray *turns = builder->transcript->turns;

	return turns->len ? &g_array_index(turns, struct turn, turns->len - 1) :
			    NULL;
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
	if (text == end)
		return;
	if (turn.end_ms < turn.start_ms)
		turn.end_ms = -1;
	turn.speaker = speaker_of(builder, utterance->label,
				  utterance->label_len);
	if (builder->text->len)
		g_string_append_c(builder->text, ' ');
	turn.text.start = builder->text->len;
	append_line(builder->text, text, end - text);
	turn.text.end = builder->text->len;
	if (!builder->timed && last && joins(builder, last, &turn))
		join(last, &turn);
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
	append_line(builder->text, text, end - text);
	last->text.end = builder->text->len;
	return TRUE;
}

void
builder_cue(struct builder *builder, gint64 start_ms, gint64 end_ms,
	    const char *id, gsize id_len, const char *text, gsize len,
	    guint line)
{
	struct cue cue = { .start_ms = start_ms, .end_ms = end_ms,
			   .line = line };

	cue.id.start = builder->cue_text->len;
	g_string_append_len(builder->cue_text, id, id_len);
	cue.id.end = cue.text.start = builder->cue_text->len;
	g_string_append_len(builder->cue_text, text, len);
	cue.text.end = builder->cue_text->len;
	g_array_append_val(builder->transcript->cues, cue);
}

static gint
compare_starts(gconstpointer a, gconstpointer b)
{
	const struct turn *x = a, *y = b;

	if (x->start_ms != y->start_ms)
		return x->start_ms < y->start_ms ? -1 : 1;
	return x->n < y->n ? -1 : x->n > y->n;
}

/* Lay the text out again in the order of the turns. */
static void
rewrite_text(struct builder *builder)
{
	GArray *turns = builder->transcript->turns;
	GString *out = g_string_sized_new(builder->text->len + 1);

	for (guint i = 0; i < turns->len; i++) {
		struct turn *turn = &g_array_index(turns, struct turn, i);
		gsize len = turn->text.end - turn->text.start;

		if (out->len)
			g_string_append_c(out, ' ');
		g_string_append_len(out, builder->text->str +
				    turn->text.start, len);
		turn->text.start = out->len - len;
		turn->text.end = out->len;
	}
	g_string_free(builder->text, TRUE);
	builder->text = out;
}

/* By start time; what has none stays behind its neighbour. */
static void
put_in_order(struct builder *builder)
{
	GArray *turns = builder->transcript->turns;
	g_autofree guint8 *untimed = g_malloc0(turns->len + 1);
	gint64 before = 0;
	guint astray = 0, line = 0;

	for (guint i = 0; i < turns->len; i++) {
		const struct turn *turn = &g_array_index(turns, struct turn, i);

		if (turn->start_ms >= 0 && turn->start_ms < before &&
		    astray++ == 0)
			line = turn->line;
		before = MAX(before, turn->start_ms);
	}
	if (!astray)
		return;
	before = 0;
	for (guint i = 0; i < turns->len; i++) {
		struct turn *turn = &g_array_index(turns, struct turn, i);

		untimed[i] = turn->start_ms < 0;
		if (untimed[i])
			turn->start_ms = before;
		before = turn->start_ms;
		turn->n = i;
	}
	g_array_sort(turns, compare_starts);
	for (guint i = 0; i < turns->len; i++) {
		struct turn *turn = &g_array_index(turns, struct turn, i);

		if (untimed[turn->n])
			turn->start_ms = -1;
	}
	rewrite_text(builder);
	if (builder->woven)
		return;
	builder_warn(builder, line, "%u passage%s out of order, the first "
		     "here; put in order of time", astray,
		     astray == 1 ? " is" : "s are");
}

static void
join_turns(struct builder *builder)
{
	GArray *turns = builder->transcript->turns;
	guint kept = 0;

	for (guint i = 0; i < turns->len; i++) {
		struct turn *turn = &g_array_index(turns, struct turn, i);
		struct turn *last = kept ? &g_array_index(turns, struct turn,
							  kept - 1) : NULL;

		if (last && joins(builder, last, turn))
			join(last, turn);
		else
			g_array_index(turns, struct turn, kept++) = *turn;
	}
	g_array_set_size(turns, kept);
}

/* Speakers in the order in which they first speak, whatever the file's. */
static void
number_speakers(struct builder *builder)
{
	struct transcript *transcript = builder->transcript;
	GPtrArray *speakers = transcript->speakers;
	g_autofree gpointer *old = g_memdup2(speakers->pdata, speakers->len *
					     sizeof(gpointer));
	g_autofree guint *number = g_new0(guint, speakers->len + 1);
	guint n = 0;
	GHashTableIter iter;
	gpointer value;

	for (guint i = 0; i < transcript->turns->len; i++) {
		struct turn *turn = &g_array_index(transcript->turns,
						   struct turn, i);

		if (!number[turn->speaker])
			number[turn->speaker] = ++n;
		turn->speaker = number[turn->speaker] - 1;
	}
	for (guint i = 0; i < speakers->len; i++) {
		number[i] = number[i] ? number[i] : ++n;
		speakers->pdata[number[i] - 1] = old[i];
	}
	g_hash_table_iter_init(&iter, builder->index);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		g_hash_table_iter_replace(&iter, GUINT_TO_POINTER(
			number[GPOINTER_TO_UINT(value) - 1]));
}

static guint
count_questions(const char *text, gsize len)
{
	const char *p = text, *end = text + len;
	guint questions = 0;

	while ((p = memchr(p, '?', end - p)) != NULL) {
		questions++;
		while (p < end && (*p == '?' || *p == '!'))
			p++;
	}
	return questions;
}

static void
count(struct builder *builder)
{
	struct transcript *transcript = builder->transcript;
	GArray *turns = transcript->turns;

	for (guint i = 0; i < turns->len; i++) {
		struct turn *turn = &g_array_index(turns, struct turn, i);
		struct speaker *speaker =
			transcript->speakers->pdata[turn->speaker];
		const char *text = builder->text->str + turn->text.start;
		gsize len = turn->text.end - turn->text.start;

		turn->n = i + 1;
		speaker->turns++;
		speaker->words += base_word_count(text, len);
		speaker->questions += count_questions(text, len);
	}
}

void
builder_finish(struct builder *builder)
{
	struct transcript *transcript = builder->transcript;

	if (builder->timed && !builder->keep_order && !builder->verbatim)
		put_in_order(builder);
	if (builder->captions && !builder->verbatim &&
	    builder_drop_repeats(builder))
		rewrite_text(builder);
	if (builder->timed)
		builder_flag_inventions(builder);
	if (builder->timed)
		join_turns(builder);
	number_speakers(builder);
	count(builder);
	if (builder->muted)
		diagnostics_add(transcript->warnings, DIAGNOSTIC_WARNING,
				builder->source->name, 0, 0, NULL,
				"%u further warnings are not shown",
				builder->muted);
	transcript->text_len = builder->text->len;
	transcript->text = g_string_free(g_steal_pointer(&builder->text),
					 FALSE);
	transcript->cue_text =
		g_string_free(g_steal_pointer(&builder->cue_text), FALSE);
}
