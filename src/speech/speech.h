/*
 * speech: what a turn is, to whoever looks for something in it.
 *
 * Each turn becomes a matchable text: plain quotes and dashes, without notes,
 * fillers and repeated words, each byte of it leading back to the turn's own
 * words.  Of that text the room tells the words, the sentences with their
 * kinds, and what is quoted.  It knows no pattern and no technique.
 */
#ifndef SPEECH_H
#define SPEECH_H

#include "base/base.h"
#include "codebook/codebook.h"
#include "transcript/transcript.h"

/* A sentence of a turn, in its own or its matchable text. */
struct sentence {
	struct span span;
	enum sentence_kind kind; /* a mask: it can be several */
};

/*
 * From `at` on, matchable bytes stand `at - from` away from their source.
 * With width they all stand for the `width` source bytes at from ("..." for
 * one ellipsis character).
 */
struct text_step {
	guint32 at;
	guint32 from;
	guint32 width;
};

/* One turn made ready.  Ranges are indices into the arrays of the speech. */
struct said {
	enum turn_role role;
	guint ascii : 1;
	guint acknowledges : 1;	 /* a patient's bare "mm", "yeah" */
	guint divided : 1;	 /* sentences were found already */
	guint unquoted : 1;	 /* quotations were looked for already */
	guint words;		 /* of the matchable text */
	guint spoken;		 /* the same with fillers and repetitions */
	struct span text;	 /* in speech.text */
	struct span notes;	 /* range of speech.notes */
	struct span steps;	 /* matchable -> plain */
	struct span plain_steps; /* plain -> the turn's own text */
	struct span sentences;	 /* range of speech.sentences */
	struct span quotes;	 /* range of speech.quotes */
};

/* All turns of a session, one text after the other. */
struct speech {
	GString *text;
	GString *note_text;
	GArray *notes; /* struct span in note_text */
	GArray *steps; /* struct text_step */
	/* struct sentence, spans in the turn's matchable text; kind is a mask */
	GArray *sentences;
	GArray *quotes; /* struct span in the same */
	GArray *turns;	/* struct said */
	GString *scratch;
};

void speech_init(struct speech *speech);
void speech_clear(struct speech *speech);
/* Appends a turn (its own text, UTF-8). */
void speech_add(struct speech *speech, enum turn_role role, const char *text,
		gsize len);
/* Appends a turn whose matchable text is its own (valid UTF-8), byte for byte:
 * for who looks for something other than what is meant by it. */
void speech_add_verbatim(struct speech *speech, enum turn_role role,
			 const char *text, gsize len);
/* A span of the matchable text of a turn in the turn's own text. */
struct span speech_own_span(const struct speech *speech,
			    const struct said *said, struct span span);

static inline struct said *
speech_turn(const struct speech *speech, guint turn)
{
	return &g_array_index(speech->turns, struct said, turn);
}

static inline const char *
speech_text(const struct speech *speech, const struct said *said)
{
	return speech->text->str + said->text.start;
}

/* -- words --------------------------------------------------------------- */

#define LETTER 1
#define JOINER 2
#define BLANK 4
#define STOP 8 /* . ? ! */
extern const guint8 char_class[256];

gboolean text_is_ascii(const char *text, gsize len);

/* "um", "erm": taken out wherever it stands. */
gboolean word_is_filler(const char *word, gsize n);
/* The word that starts at text, letters with inner joiners. */
gsize word_length(const char *text, const char *end);
/* The next word at or after from; FALSE at the end. */
gboolean word_next(const char *text, gsize len, gsize from, struct span *word);
/* Is the word one of the list ("a b c", blanks around)?  Without regard to
 * case; words longer than any in the list are not. */
gboolean word_among(const char *word, gsize len, const char *list);
/* Is there a not, never, n't or without in the four words before at? */
gboolean words_negate(const char *text, struct span sentence, guint32 at);
/* Is the match what the speaker says of himself, and not supposed? */
gboolean words_are_own(const char *text, gsize len, struct span sentence,
		       struct span match);
/* "shouting", "shouted", "shouts", "Mother's" -> "shout", "mother".  Caller
 * frees. */
char *word_stem(const char *word, gsize len);
/* Content words, stemmed, as a set (char * -> itself). */
GHashTable *words_of_content(const char *text, gsize len);

/* -- sentences ----------------------------------------------------------- */

guint sentence_kinds(const char *text, gsize len);
/* Those of a turn, found on first need. */
const struct sentence *speech_sentences(struct speech *speech, guint turn,
					guint *n);
/* Does the span of a turn's matchable text lie in quoted speech? */
gboolean speech_is_quoted(struct speech *speech, guint turn, struct span span);
/* The sentences of a turn's own text (struct sentence, spans in that text),
 * as the therapist's.  Caller unrefs. */
GArray *speech_divide(const char *text, gsize len);

#endif
