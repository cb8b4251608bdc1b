/*
 * window: what the filter and the patterns found on some turns.
 *
 * It is many times the text it was found in, so that of a long session only
 * a few stretches of turns are held.  Rules look at the turns around theirs;
 * what lies further away is sifted again when it is asked for, and gives the
 * same.
 */
#include "tagging/private.h"

#include <string.h>

static void
window_take_in(struct session *session, struct window *window, guint first)
{
	const struct tagger *tagger = session->tagger;
	guint end = MIN(first + WINDOW_TURNS, session->turns);

	window->first = first;
	for (guint i = first; i < end; i++) {
		const struct said *said = speech_turn(&session->speech, i);

		sifting_add(window->sifting, tagger_filter(tagger, said->role),
			    speech_text(&session->speech, said),
			    span_length(said->text));
	}
	memset(window->known, 0, (end - first) * session->known_row);
}

static void
window_make(const struct session *session, struct window *window)
{
	const struct tagger *tagger = session->tagger;
	guint ends = MAX(filter_ends(tagger->filters[0]),
			 filter_ends(tagger->filters[1]));
	guint turns = MIN(WINDOW_TURNS, session->turns);

	window->sifting =
		sifting_new(tagger->matchers->len, ends, tagger->always, turns);
	window->known = g_malloc(turns * session->known_row + 1);
}

struct window *
session_window(struct session *session, guint turn)
{
	guint first = turn - turn % WINDOW_TURNS;
	struct window *window =
		&session->windows[turn / WINDOW_TURNS % WINDOWS];

	if (G_LIKELY(window->sifting && window->first == first))
		return window;
	if (window->sifting)
		sifting_reset(window->sifting);
	else
		window_make(session, window);
	window_take_in(session, window, first);
	return window;
}

const guint64 *
session_may(struct session *session, guint turn)
{
	const struct window *window = session_window(session, turn);

	return sifting_row(window->sifting, turn - window->first);
}

struct hay
session_hay(struct session *session, guint matcher, guint turn,
	    struct span part)
{
	const struct said *said = speech_turn(&session->speech, turn);
	struct hay hay = {
		.text = speech_text(&session->speech, said) + part.start,
		.len = span_length(part),
		.ascii = said->ascii,
		.plainly = session->plainly,
		.sifted = !session->plainly,
		.offset = part.start,
	};
	const struct window *window;

	if (session->plainly)
		return hay;
	window = session_window(session, turn);
	hay.places = sifting_places(window->sifting, turn - window->first,
				    matcher, &hay.n_places);
	return hay;
}

void
session_forget(struct session *session)
{
	for (guint i = 0; i < WINDOWS; i++) {
		struct window *window = &session->windows[i];

		if (window->known)
			memset(window->known, 0,
			       MIN(WINDOW_TURNS, session->turns) *
				       session->known_row);
	}
	g_hash_table_remove_all(session->content);
}

void
session_windows_clear(struct session *session)
{
	for (guint i = 0; i < WINDOWS; i++) {
		sifting_free(session->windows[i].sifting);
		g_free(session->windows[i].known);
	}
	memset(session->windows, 0, sizeof session->windows);
}
