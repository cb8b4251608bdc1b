/*
 * clues: what a turn shows.
 *
 * Its words and pairs of words, the words said before and after it, and how
 * and where it stands.  Names are one word, "<name>": who somebody is says
 * nothing of the technique, and no name of a patient may travel in a codebook.
 */
#include "weigh/clues.h"

#include <string.h>

#define MANNER 16 /* more than there are clues of manner and place */

struct clue_session {
	struct vocabulary *vocabulary;
	struct manner_words is;
	const struct speech *speech;
	struct session_facts facts;
	struct clue_words *words;
	guint *earlier; /* turn -> the therapist's turn before it + 1, or 0 */
};

struct clue_session *
clue_session_new(struct vocabulary *vocabulary, const struct speech *speech,
		 const struct session_facts *facts)
{
	struct clue_session *session = g_new0(struct clue_session, 1);
	guint turns = speech->turns->len, therapist = 0;

	session->vocabulary = vocabulary;
	session->speech = speech;
	session->facts = *facts;
	manner_words_find(vocabulary, &session->is);
	session->earlier = g_new(guint, turns + 1);
	for (guint i = 0; i < turns; i++) {
		session->earlier[i] = therapist;
		if (speech_turn(speech, i)->role == TURN_THERAPIST)
			therapist = i + 1;
	}
	session->words = clue_words_new(vocabulary, speech, session->is.name);
	return session;
}

void
clue_session_free(struct clue_session *session)
{
	if (!session)
		return;
	clue_words_free(session->words);
	g_free(session->earlier);
	g_free(session);
}

/* -- what a turn shows ----------------------------------------------------- */

/* Where the next clue goes; there is room for all. */
struct out {
	struct shown_clue *at;
};

static inline void
show(struct out *clues, guint64 key, struct span span)
{
	*clues->at++ = (struct shown_clue){ key, span };
}

/* What a turn begins with: a pair, as behind the mark of another sentence. */
static void
show_beginning(const struct clue_session *session, const struct clue_word *word,
	       struct out *clues)
{
	if (session->is.beginning && word->number)
		show(clues,
		     clue_key(CLUE_SAYS, session->is.beginning, word->number),
		     word->span);
}

/* A word and the known one right after it, or NULL. */
static void
show_word(const struct clue_word *word, const struct clue_word *next,
	  struct out *clues)
{
	struct span both = { word->span.start, next ? next->span.end : 0 };

	show(clues, clue_key(CLUE_SAYS, word->number, 0), word->span);
	if (next)
		show(clues, clue_key(CLUE_SAYS, word->number, next->number),
		     both);
	if (!word->asks)
		return;
	show(clues, clue_key(CLUE_ASKS, word->number, 0), word->span);
	if (next && next->asks)
		show(clues, clue_key(CLUE_ASKS, word->number, next->number),
		     both);
}

static void
show_says(struct clue_session *session, guint turn, struct out *clues)
{
	guint n;
	const struct clue_word *words = clue_words_of(session->words, turn, &n);

	if (n > 0)
		show_beginning(session, words, clues);
	for (guint i = 0; i < n; i++) {
		gboolean last = i + 1 == n || !words[i + 1].number;

		if (words[i].number)
			show_word(&words[i], last ? NULL : &words[i + 1],
				  clues);
	}
}

static void
show_heard(struct clue_session *session, enum clue_kind kind, guint turn,
	   struct out *clues)
{
	guint n;
	const struct clue_word *words = clue_words_of(session->words, turn, &n);

	for (guint i = 0; i < n; i++) {
		if (words[i].number)
			show(clues, clue_key(kind, words[i].number, 0),
			     (struct span){ 0, 0 });
	}
}

static void
show_is(struct out *clues, guint number)
{
	if (number)
		show(clues, clue_key(CLUE_IS, number, 0),
		     (struct span){ 0, 0 });
}

static void
show_place(const struct clue_session *session, guint turn, struct out *clues)
{
	const struct manner_words *is = &session->is;
	enum phase phase = session->facts.phase;
	guint turns = session->speech->turns->len;

	show_is(clues, is->tenth[(gsize)turn * 10 / turns]);
	if (phase) {
		show_is(clues, is->phase[phase]);
		show_is(clues, is->sixth[phase][(gsize)turn * 6 / turns]);
	}
	show_is(clues, is->focus[session->facts.focus]);
}

static gboolean
holds(const struct clue_session *session, guint turn, char mark)
{
	const struct said *said = speech_turn(session->speech, turn);

	return memchr(speech_text(session->speech, said), mark,
		      span_length(said->text)) != NULL;
}

/* Words of four letters or more that the other turn holds too, four at most;
 * one said twice counts twice. */
static guint
shared_words(struct clue_session *session, guint turn, guint other)
{
	guint64 may[64] = { 0 }; /* bits of hashes, to look closer at few */
	guint n, m, shared = 0;
	const struct clue_word *words = clue_words_of(session->words, turn, &n);
	const struct clue_word *others =
		clue_words_of(session->words, other, &m);

	for (guint j = 0; j < m; j++)
		bit_set(may, others[j].hash % 4096);
	for (guint i = 0; i < n && shared < 4; i++) {
		if (span_length(words[i].span) < 4 ||
		    !bit_get(may, words[i].hash % 4096))
			continue;
		for (guint j = 0; j < m; j++) {
			if (words[i].hash == others[j].hash) {
				shared++;
				break;
			}
		}
	}
	return shared;
}

static void
show_manner(const struct clue_session *session, guint turn, struct out *clues)
{
	const struct manner_words *is = &session->is;
	const struct said *said = speech_turn(session->speech, turn);
	const char *text = speech_text(session->speech, said);
	gsize len = span_length(said->text);

	show_is(clues, is->is_long[MIN(said->words / 6, 6)]);
	if (len && text[len - 1] == '?')
		show_is(clues, is->asking);
	if (holds(session, turn, '"'))
		show_is(clues, is->quoting);
}

static void
show_neighbours(struct clue_session *session, guint turn, struct out *clues)
{
	const struct manner_words *is = &session->is;
	const GArray *turns = session->speech->turns;
	const struct said *all = (const struct said *)turns->data;

	if (turn > 0 && all[turn - 1].role != TURN_THERAPIST) {
		show_heard(session, CLUE_BEFORE, turn - 1, clues);
		show_is(clues, is->heard[MIN(all[turn - 1].words / 10, 6)]);
		show_is(clues, is->echo[shared_words(session, turn, turn - 1)]);
		if (holds(session, turn - 1, '"'))
			show_is(clues, is->heard_quoting);
	}
	if (turn + 1 < turns->len && all[turn + 1].role != TURN_THERAPIST) {
		show_heard(session, CLUE_AFTER, turn + 1, clues);
		show_is(clues, is->answered[MIN(all[turn + 1].words / 10, 6)]);
		if (holds(session, turn + 1, '"'))
			show_is(clues, is->answered_quoting);
	}
	if (session->earlier[turn])
		show_heard(session, CLUE_EARLIER, session->earlier[turn] - 1,
			   clues);
}

/* Four a word of the turn, one a word of three others, and the manner. */
static guint
most_clues(struct clue_session *session, guint turn)
{
	guint turns = session->speech->turns->len, n, most = MANNER;

	clue_words_of(session->words, turn, &n);
	most += 4 * n + 1;
	if (turn > 0) {
		clue_words_of(session->words, turn - 1, &n);
		most += n;
	}
	if (turn + 1 < turns) {
		clue_words_of(session->words, turn + 1, &n);
		most += n;
	}
	if (session->earlier[turn]) {
		clue_words_of(session->words, session->earlier[turn] - 1, &n);
		most += n;
	}
	return most;
}

void
clue_session_show(struct clue_session *session, guint turn, GArray *clues)
{
	struct out out;

	g_array_set_size(clues, most_clues(session, turn));
	out.at = (struct shown_clue *)clues->data;
	show_says(session, turn, &out);
	show_place(session, turn, &out);
	show_manner(session, turn, &out);
	show_neighbours(session, turn, &out);
	g_array_set_size(clues, out.at - (struct shown_clue *)clues->data);
}
