/*
 * clues: the words of a session as numbers, and what each turn shows.
 *
 * Learning weights and weighing a turn must see the same clues, so both ask
 * here.  A word is a number of a vocabulary; a clue is a key made of its kind
 * and one or two words.
 */
#ifndef WEIGH_CLUES_H
#define WEIGH_CLUES_H

#include "speech/speech.h"

#define WORD_MAX 40 /* bytes; longer words are unknown */

struct vocabulary;

/* Bytes of the capital that a word begins with, or 0. */
gsize word_capital(const char *word, gsize len);
/* Does it look like one within a sentence, with a capital and small letters:
 * "Anna", "Élise", "O'Brien"?  "I" and its forms are none. */
gboolean word_is_name(const char *word, gsize len);

/* How often a word was a name, a capital within a sentence; how often it
 * began with a small letter; and how often with a capital at the head of a
 * sentence, which tells nothing by itself. */
struct word_use {
	guint named;
	guint plain;
	guint heading;
};

/* Open: it takes in new words; else unknown words are 0. */
struct vocabulary *vocabulary_new(void);
void vocabulary_free(struct vocabulary *vocabulary);
void vocabulary_close(struct vocabulary *vocabulary);
gboolean vocabulary_is_open(const struct vocabulary *vocabulary);
/* Numbers are below this one. */
guint vocabulary_size(const struct vocabulary *vocabulary);
/* The hash of a word in small letters, a letter at a time from 0. */
static inline guint32
vocabulary_hash(guint32 hash, char letter)
{
	return hash * 33 + (guchar)letter;
}
/* 0 when unknown and the vocabulary is not open. */
guint vocabulary_number(struct vocabulary *vocabulary, const char *word,
			gsize len, guint32 hash);
guint vocabulary_number_of(struct vocabulary *vocabulary, const char *word,
			   gsize len);
struct word_use *vocabulary_use(struct vocabulary *vocabulary, guint number);

/* The key of a clue of one word or two (second 0: one). */
static inline guint64
clue_key(enum clue_kind kind, guint first, guint second)
{
	return ((guint64)kind + 1) << 60 | (guint64)first << 30 | second;
}
/* The parts of a key; second is 0 when it has one word. */
static inline enum clue_kind
clue_key_kind(guint64 key)
{
	return (enum clue_kind)((key >> 60) - 1);
}
static inline guint
clue_key_first(guint64 key)
{
	return key >> 30 & 0x3fffffff;
}
static inline guint
clue_key_second(guint64 key)
{
	return key & 0x3fffffff;
}
/* The key of a clue as a codebook writes it; 0 when a word is unknown. */
guint64 clue_key_of_text(struct vocabulary *vocabulary, enum clue_kind kind,
			 const char *text);
/* Does the clue hold a word that was a name more often than not? */
gboolean clue_key_names(const struct vocabulary *vocabulary, guint64 key);
/* Appends the clue's text as a codebook writes it. */
void clue_key_print(const struct vocabulary *vocabulary, guint64 key,
		    GString *out);

/* Numbers of the words that clues of manner and place are called by. */
struct manner_words {
	guint name;
	guint beginning;
	guint tenth[10];
	guint phase[PHASE_TERMINATION + 1];
	guint sixth[PHASE_TERMINATION + 1][6];
	guint focus[FOCUS_DEFICITS + 1];
	guint is_long[7];
	guint heard[7];
	guint answered[7];
	guint echo[5];
	guint asking, quoting, heard_quoting, answered_quoting;
};

void manner_words_find(struct vocabulary *vocabulary, struct manner_words *is);

struct shown_clue {
	guint64 key;
	struct span span; /* CLUE_SAYS: in the turn's matchable text */
};

struct clue_word {
	guint number; /* 0 when unknown */
	guint hash;   /* of its small letters: the same word, known or not */
	struct span span; /* in the turn's matchable text */
	gboolean asks;	  /* its sentence ends in a question mark */
};

/* The words of a session, and the marks that end sentences; names are all
 * read as one word. */
struct clue_words;
struct clue_words *clue_words_new(struct vocabulary *vocabulary,
				  const struct speech *speech, guint name);
void clue_words_free(struct clue_words *read);
/* Those of a turn (from 0), n of them; good until words of a turn far away are
 * asked for. */
const struct clue_word *clue_words_of(struct clue_words *read, guint turn,
				      guint *n);

/* A session of which it can be told what its turns show. */
struct clue_session;
struct clue_session *clue_session_new(struct vocabulary *vocabulary,
				      const struct speech *speech,
				      const struct session_facts *facts);
void clue_session_free(struct clue_session *session);
typedef struct clue_session ClueSession;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClueSession, clue_session_free)

/* The clues of a therapist's turn (from 0) into clues, emptied before; a word
 * said twice is there twice. */
void clue_session_show(struct clue_session *session, guint turn, GArray *clues);

#endif
