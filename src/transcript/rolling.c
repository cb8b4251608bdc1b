/*
 * rolling.c: what recorders and recognisers add to speech.
 *
 * Rolling captions show the line before once more above the new one; a
 * recogniser that hears silence invents a polite sentence.  The repeats go
 * (said with a count), the inventions stay and are pointed at.
 */
#include "transcript/builder.h"
#include "transcript/bytes.h"

#define OVERLAP_MAX 400 /* bytes of a caption looked back at */

static gboolean
same_speaker_follows(const GArray *turns, guint i)
{
	return i > 0 &&
	       g_array_index(turns, struct turn, i).speaker ==
		       g_array_index(turns, struct turn, i - 1).speaker;
}

/*
 * Bytes at the beginning of `now` that repeat the end of `before`, in whole
 * words; 0 if none.
 */
static gsize
overlap(const char *before, gsize before_len, const char *now, gsize now_len)
{
	gsize most = MIN(MIN(before_len, now_len), OVERLAP_MAX);
	const char *end = before + before_len, *p = end - most;

	for (; p < end; p++) {
		gsize len = end - p;

		if (p > before && p[-1] != ' ')
			continue;
		if (*p == *now && !memcmp(p, now, len) &&
		    (len == now_len || now[len] == ' '))
			return len;
	}
	return 0;
}

static gsize
turn_overlap(const struct builder *builder, const struct turn *before,
	     const struct turn *now)
{
	const char *text = builder->text->str;

	return overlap(text + before->text.start,
		       before->text.end - before->text.start,
		       text + now->text.start, now->text.end - now->text.start);
}

/*
 * People do repeat themselves ("Yes." "Yes."), so captions count as rolling
 * only when at least half of the neighbours overlap and some say more.
 */
static gboolean
is_rolling(const struct builder *builder)
{
	const GArray *turns = builder->transcript->turns;
	guint pairs = 0, overlaps = 0, extended = 0;

	for (guint i = 1; i < turns->len; i++) {
		const struct turn *now = &g_array_index(turns, struct turn, i);
		gsize len;

		if (!same_speaker_follows(turns, i))
			continue;
		pairs++;
		len = turn_overlap(builder, now - 1, now);
		overlaps += len > 0;
		extended += len > 0 && len < now->text.end - now->text.start;
	}
	return overlaps >= 2 && overlaps * 2 >= pairs && extended;
}

gboolean
builder_drop_repeats(struct builder *builder)
{
	GArray *turns = builder->transcript->turns;
	struct turn before;
	guint kept = 0, repeats = 0, line = 0;

	if (!is_rolling(builder))
		return FALSE;
	for (guint i = 0; i < turns->len; i++) {
		struct turn now = g_array_index(turns, struct turn, i);
		gsize len = 0;

		if (kept && before.speaker == now.speaker)
			len = turn_overlap(builder, &before, &now);
		before = now;
		if (len && repeats++ == 0)
			line = now.line;
		now.text.start += len;
		while (len && now.text.start < now.text.end &&
		       is_space(builder->text->str[now.text.start]))
			now.text.start++;
		if (now.text.start < now.text.end)
			g_array_index(turns, struct turn, kept++) = now;
		else if (kept)
			g_array_index(turns, struct turn, kept - 1).end_ms =
				now.end_ms;
	}
	g_array_set_size(turns, kept);
	builder_warn(builder, line,
		     "rolling captions: %u repeat the words of "
		     "the one before, the first here; the repeats are left out",
		     repeats);
	return TRUE;
}

/* Sentences that recognisers are known to write over silence: those of films,
 * which nobody says in a session, and those that people do say. */
static const char *const of_films[] = {
	"thanks for watching",
	"thank you for watching",
	"please subscribe",
	"subtitles by the amara.org community",
};
static const char *const of_talk[] = {
	"thank you",	     "thanks", "thank you very much",
	"see you next time", "you",    "bye",
	"bye-bye",
};

static gboolean
is_invention(const struct builder *builder, const struct turn *turn,
	     gboolean *of_film)
{
	const char *text = builder->text->str + turn->text.start;
	gsize len = turn->text.end - turn->text.start;

	while (len && (g_ascii_ispunct(text[len - 1]) || text[len - 1] == ' '))
		len--;
	*of_film = is_listed(of_films, G_N_ELEMENTS(of_films), text, len);
	return *of_film || is_listed(of_talk, G_N_ELEMENTS(of_talk), text, len);
}

void
builder_flag_inventions(struct builder *builder)
{
	const GArray *turns = builder->transcript->turns;
	guint i = turns->len, tail;
	const struct turn *first;
	g_autofree char *words = NULL;
	gboolean sure = FALSE, of_film;

	while (i > 0 &&
	       is_invention(builder, &g_array_index(turns, struct turn, i - 1),
			    &of_film)) {
		sure |= of_film;
		i--;
	}
	tail = turns->len - i;
	if (tail < 2 && !sure)
		return;
	first = &g_array_index(turns, struct turn, i);
	words = g_strndup(builder->text->str + first->text.start,
			  first->text.end - first->text.start);
	if (tail == 1)
		builder_warn(builder, first->line,
			     "the last passage ('%s') is a sentence such as "
			     "recognisers invent over silence; kept, but "
			     "listen before you rate it",
			     words);
	else
		builder_warn(builder, first->line,
			     "the last %u passages are short polite sentences "
			     "('%s') such as recognisers invent over silence; "
			     "kept, but listen before you rate them",
			     tail, words);
}
