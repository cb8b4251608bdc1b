/*
 * search: patterns looked for in the turns of one session.
 *
 * What the filter and the patterns found is many times the text it was found
 * in, so that of a long session only a few windows, stretches of turns, are
 * held.  Rules look at the turns around theirs; what lies further away is
 * sifted again when it is asked for, and gives the same.
 */
#include "match/pattern.h"

#include <string.h>

/* All that is ever needed at a time, and all of an ordinary session. */
#define WINDOWS 8

struct window {
	guint first;		 /* turn */
	struct sifting *sifting; /* NULL: unused */
	guint8 *known; /* two bits a pattern, rows by turn: enum answer + 1, or
			* 0 */
};

struct search {
	struct patterns *patterns;
	struct speech *speech;
	gboolean plainly; /* windows are unused */
	struct match_room room;
	guint turns;
	gsize known_row;
	struct window windows[WINDOWS];
};

struct search *
search_new(struct patterns *patterns, struct speech *speech, gboolean plainly)
{
	struct search *search = g_new0(struct search, 1);

	search->patterns = patterns;
	search->speech = speech;
	search->plainly = plainly;
	search->turns = speech->turns->len;
	search->known_row = (patterns->matchers->len + 3) / 4;
	match_room_init(&search->room);
	return search;
}

static void
windows_clear(struct search *search)
{
	for (guint i = 0; i < WINDOWS; i++) {
		sifting_free(search->windows[i].sifting);
		g_free(search->windows[i].known);
	}
	memset(search->windows, 0, sizeof search->windows);
}

void
search_free(struct search *search)
{
	if (!search)
		return;
	windows_clear(search);
	match_room_clear(&search->room);
	g_free(search);
}

/* -- windows ------------------------------------------------------------- */

static void
window_take_in(struct search *search, struct window *window, guint first)
{
	guint end = MIN(first + SEARCH_STRIDE, search->turns);

	window->first = first;
	for (guint i = first; i < end; i++) {
		const struct said *said = speech_turn(search->speech, i);

		sifting_add(window->sifting,
			    patterns_filter(search->patterns, said->role),
			    speech_text(search->speech, said),
			    span_length(said->text));
	}
	memset(window->known, 0, (end - first) * search->known_row);
}

static void
window_make(const struct search *search, struct window *window)
{
	const struct patterns *patterns = search->patterns;
	guint ends = MAX(filter_ends(patterns->filters[0]),
			 filter_ends(patterns->filters[1]));
	guint turns = MIN(SEARCH_STRIDE, search->turns);

	window->sifting = sifting_new(patterns->matchers->len, ends,
				      patterns->always, turns);
	window->known = g_malloc(turns * search->known_row + 1);
}

/* The window that holds a turn; good until a turn of another is asked for. */
static struct window *
window_of(struct search *search, guint turn)
{
	guint first = turn - turn % SEARCH_STRIDE;
	struct window *window =
		&search->windows[turn / SEARCH_STRIDE % WINDOWS];

	if (G_LIKELY(window->sifting && window->first == first))
		return window;
	if (window->sifting)
		sifting_reset(window->sifting);
	else
		window_make(search, window);
	window_take_in(search, window, first);
	return window;
}

void
search_forget(struct search *search)
{
	for (guint i = 0; i < WINDOWS; i++) {
		struct window *window = &search->windows[i];

		if (window->known)
			memset(window->known, 0,
			       MIN(SEARCH_STRIDE, search->turns) *
				       search->known_row);
	}
}

void
search_ease(struct search *search)
{
	/* they are made again where they are asked for */
	if (search->turns > WINDOWS * SEARCH_STRIDE)
		windows_clear(search);
}

const guint64 *
search_may(struct search *search, guint turn)
{
	const struct window *window = window_of(search, turn);

	return sifting_row(window->sifting, turn - window->first);
}

/* -- matching ------------------------------------------------------------ */

static gboolean
may_match(struct search *search, guint pattern, guint turn)
{
	return search->plainly || bit_get(search_may(search, turn), pattern);
}

static struct hay
hay_of(struct search *search, guint pattern, guint turn, struct span part)
{
	const struct said *said = speech_turn(search->speech, turn);
	struct hay hay = {
		.text = speech_text(search->speech, said) + part.start,
		.len = span_length(part),
		.ascii = said->ascii,
		.plainly = search->plainly,
		.sifted = !search->plainly,
		.offset = part.start,
	};
	const struct window *window;

	if (search->plainly)
		return hay;
	window = window_of(search, turn);
	hay.places = sifting_places(window->sifting, turn - window->first,
				    pattern, &hay.n_places);
	return hay;
}

enum answer
search_find(struct search *search, guint pattern, guint turn, struct span part,
	    gsize from, struct span *span)
{
	struct hay hay;
	enum answer answer;

	if (!may_match(search, pattern, turn))
		return ANSWER_NO;
	hay = hay_of(search, pattern, turn, part);
	answer = matcher_find(patterns_matcher(search->patterns, pattern),
			      &search->room, &hay, from - part.start, span);
	if (answer == ANSWER_YES) {
		span->start += part.start;
		span->end += part.start;
	}
	return answer;
}

static enum answer
find_anywhere(struct search *search, guint pattern, guint turn)
{
	const struct said *said = speech_turn(search->speech, turn);
	struct span all = { 0, span_length(said->text) }, span;

	return search_find(search, pattern, turn, all, 0, &span);
}

enum answer
search_holds(struct search *search, guint pattern, guint turn)
{
	guint shift = pattern % 4 * 2;
	const struct window *window;
	enum answer answer;
	guint8 *cell;

	if (!may_match(search, pattern, turn))
		return ANSWER_NO;
	if (search->plainly)
		return find_anywhere(search, pattern, turn);
	window = window_of(search, turn);
	cell = window->known + (turn - window->first) * search->known_row +
	       pattern / 4;
	if (*cell >> shift & 3)
		return (*cell >> shift & 3) - 1;
	answer = find_anywhere(search, pattern, turn);
	*cell |= (answer + 1) << shift;
	return answer;
}

enum answer
search_note(struct search *search, guint pattern, struct span note)
{
	struct hay hay = {
		.text = search->speech->note_text->str + note.start,
		.len = span_length(note),
		.plainly = search->plainly,
	};
	struct span span;

	return matcher_find(patterns_matcher(search->patterns, pattern),
			    &search->room, &hay, 0, &span);
}
