/*
 * finish.c: from all utterances to the turns of the transcript.
 *
 * Put in order of time, rolling repeats left out, neighbours of one speaker
 * joined, speakers numbered as they first speak, words counted.
 */
#include "transcript/builder.h"
#include "transcript/bytes.h"
#include "transcript/source.h"

static gboolean
is_unnamed(const struct builder *builder, guint speaker)
{
	const struct speaker *s = builder->transcript->speakers->pdata[speaker];

	return !strcmp(s->label, UNNAMED);
}

gboolean
builder_joins(const struct builder *builder, const struct turn *before,
	      const struct turn *after)
{
	return !builder->verbatim && before->speaker == after->speaker &&
	       !is_unnamed(builder, after->speaker);
}

void
turn_join(struct turn *before, const struct turn *after)
{
	before->text.end = after->text.end;
	if (before->start_ms < 0 && before->end_ms < 0)
		before->start_ms = after->start_ms;
	before->end_ms = MAX(before->end_ms, after->end_ms);
	if (before->end_ms < before->start_ms)
		before->end_ms = -1;
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
		g_string_append_len(out, builder->text->str + turn->text.start,
				    len);
		turn->text.start = out->len - len;
		turn->text.end = out->len;
	}
	g_string_free(builder->text, TRUE);
	builder->text = out;
}

/* Passages that begin before the one ahead of them, and the first's line. */
static guint
count_astray(const GArray *turns, guint *line)
{
	gint64 before = 0;
	guint astray = 0;

	for (guint i = 0; i < turns->len; i++) {
		const struct turn *turn = &g_array_index(turns, struct turn, i);

		if (turn->start_ms >= 0 && turn->start_ms < before &&
		    astray++ == 0)
			*line = turn->line;
		before = MAX(before, turn->start_ms);
	}
	return astray;
}

/* By start time; what has none stays behind its neighbour. */
static void
sort_turns(GArray *turns)
{
	g_autofree guint8 *untimed = g_malloc0(turns->len + 1);
	gint64 before = 0;

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
}

static void
report_overlaps(struct builder *builder)
{
	GArray *turns = builder->transcript->turns;
	guint overlaps = 0, line = 0;

	for (guint i = 1; i < turns->len; i++) {
		const struct turn *turn = &g_array_index(turns, struct turn, i);

		if (turn->start_ms > turn[-1].start_ms &&
		    turn->speaker != turn[-1].speaker &&
		    turn->start_ms < turn[-1].end_ms && overlaps++ == 0)
			line = turn->line;
	}
	if (overlaps)
		builder_warn(builder, line,
			     "%u passage%s while another "
			     "speaker is still talking, the first here; put in "
			     "order of their beginnings",
			     overlaps, overlaps == 1 ? " begins" : "s begin");
}

static void
put_in_order(struct builder *builder)
{
	guint line = 0;
	guint astray = count_astray(builder->transcript->turns, &line);

	if (astray) {
		sort_turns(builder->transcript->turns);
		rewrite_text(builder);
	}
	if (builder->woven)
		return;
	if (astray)
		builder_warn(builder, line,
			     "%u passage%s out of order, the "
			     "first here; put in order of time",
			     astray, astray == 1 ? " is" : "s are");
	report_overlaps(builder);
}

static void
join_turns(struct builder *builder)
{
	GArray *turns = builder->transcript->turns;
	guint kept = 0;

	for (guint i = 0; i < turns->len; i++) {
		struct turn *turn = &g_array_index(turns, struct turn, i);
		struct turn *last =
			kept ? &g_array_index(turns, struct turn, kept - 1) :
			       NULL;

		if (last && builder_joins(builder, last, turn))
			turn_join(last, turn);
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
	g_autofree gpointer *old =
		g_memdup2(speakers->pdata, speakers->len * sizeof(gpointer));
	g_autofree guint *number = g_new0(guint, speakers->len + 1);
	guint n = 0, spoken;
	GHashTableIter iter;
	gpointer value;

	for (guint i = 0; i < transcript->turns->len; i++) {
		struct turn *turn =
			&g_array_index(transcript->turns, struct turn, i);

		if (!number[turn->speaker])
			number[turn->speaker] = ++n;
		turn->speaker = number[turn->speaker] - 1;
	}
	spoken = n;
	for (guint i = 0; i < speakers->len; i++) {
		number[i] = number[i] ? number[i] : ++n;
		speakers->pdata[number[i] - 1] = old[i];
	}
	g_hash_table_iter_init(&iter, builder->index);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		g_hash_table_iter_replace(
			&iter,
			GUINT_TO_POINTER(number[GPOINTER_TO_UINT(value) - 1]));
	/* Nobody in particular, whose marks somebody else has now. */
	if (spoken && speakers->len > spoken &&
	    is_unnamed(builder, speakers->len - 1)) {
		g_hash_table_remove(builder->index, UNNAMED);
		g_ptr_array_set_size(speakers, speakers->len - 1);
	}
}

static guint
count_question_marks(const char *text, gsize len)
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

void
transcript_count(struct transcript *transcript)
{
	GArray *turns = transcript->turns;

	for (guint i = 0; i < transcript->speakers->len; i++) {
		struct speaker *speaker = transcript->speakers->pdata[i];

		speaker->turns = speaker->words = speaker->questions = 0;
	}
	for (guint i = 0; i < turns->len; i++) {
		struct turn *turn = &g_array_index(turns, struct turn, i);
		struct speaker *speaker =
			transcript->speakers->pdata[turn->speaker];
		gsize len;
		const char *text = transcript_turn_text(transcript, turn, &len);

		turn->n = i + 1;
		speaker->turns++;
		speaker->words += base_word_count(text, len);
		speaker->questions += count_question_marks(text, len);
	}
}

/* "(16 seconds pause)", "[laughs]": marks and nothing else. */
static gboolean
is_mark(const char *p, const char *end)
{
	if (p == end)
		return FALSE;
	while (p < end) {
		char close = *p == '(' ? ')' : *p == '[' ? ']' : '\0';

		if (!close || !(p = memchr(p, close, end - p)))
			return FALSE;
		p++;
		while (p < end && is_space(*p))
			p++;
	}
	return TRUE;
}

/* Whose a mark of nobody is: the speaker's before, at the beginning the one's
 * behind. */
static gboolean
find_owner(const struct builder *builder, guint i, guint *owner)
{
	const GArray *turns = builder->transcript->turns;
	const struct turn *turn;

	if (i) {
		turn = &g_array_index(turns, struct turn, i - 1);
		*owner = turn->speaker;
		return !is_unnamed(builder, *owner);
	}
	for (; i < turns->len; i++) {
		turn = &g_array_index(turns, struct turn, i);
		*owner = turn->speaker;
		if (!is_unnamed(builder, *owner))
			return TRUE;
	}
	return FALSE;
}

/* A pause is no person. */
static gboolean
give_marks(struct builder *builder)
{
	GArray *turns = builder->transcript->turns;
	gboolean any = FALSE;
	guint owner;

	for (guint i = 0; i < turns->len; i++) {
		struct turn *turn = &g_array_index(turns, struct turn, i);
		const char *text = builder->text->str;

		if (!is_unnamed(builder, turn->speaker) ||
		    !is_mark(text + turn->text.start, text + turn->text.end) ||
		    !find_owner(builder, i, &owner))
			continue;
		turn->speaker = owner;
		turn->start_ms = turn->end_ms = -1;
		any = TRUE;
	}
	return any;
}

/* One person alone is no session: somebody else may have been missed. */
static void
report_lonely(struct builder *builder)
{
	const GPtrArray *speakers = builder->transcript->speakers;
	const struct speaker *only =
		speakers->len == 1 ? speakers->pdata[0] : NULL;

	if (only && strcmp(only->label, UNNAMED))
		builder_warn(builder, 0,
			     "all words are those of one speaker, '%s': if "
			     "others speak, they are named in a form that is "
			     "not read",
			     only->label);
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
	if ((!builder->verbatim && give_marks(builder)) || builder->timed)
		join_turns(builder);
	number_speakers(builder);
	report_lonely(builder);
	if (builder->muted)
		diagnostics_add(transcript->warnings, DIAGNOSTIC_WARNING,
				builder->source->name, 0, 0, NULL,
				"%u further warnings are not shown",
				builder->muted);
	transcript->text_len = builder->text->len;
	transcript->text =
		g_string_free(g_steal_pointer(&builder->text), FALSE);
	transcript->cue_text =
		g_string_free(g_steal_pointer(&builder->cue_text), FALSE);
	transcript_count(transcript);
}
