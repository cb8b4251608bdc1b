/*
 * clues: the words of a session as numbers, and what each turn shows.
 *
 * Learning weights and weighing a turn must see the same clues, so both ask
 * here.  A word is a number of a vocabulary; a clue is a key made of its kind
 * and one or two words.
 */
#ifndef TAGGING_CLUES_H
#define TAGGING_CLUES_H

#include "tagging/speech.h"

#define WORD_MAX 40 /* bytes; longer words are unknown */

/* While open it takes in new words; else unknown words are 0. */
struct vocabulary {
	GHashTable *numbers; /* char * -> number */
	GPtrArray *words;    /* number -> char *, [0] is NULL */
	GArray *uses;	     /* number -> struct word_use, while open */
	gboolean open;
};

/* How often a word was a name, a capital within a sentence, and how often
 * it began with a small letter. */
struct word_use {
	guint named;
	guint plain;
};

struct vocabulary *vocabulary_new(void);
void vocabulary_free(struct vocabulary *vocabulary);
/* 0 when unknown and the vocabulary is not open. */
guint vocabulary_number(struct vocabulary *vocabulary, const char *word,
			gsize len);

struct word_use *vocabulary_use(struct vocabulary *vocabulary, guint number);

/* The key of a clue of one word or two (second 0: one). */
guint64 clue_key(enum clue_kind kind, guint first, guint second);
/* The key of a clue as a codebook writes it; 0 when a word is unknown. */
guint64 clue_key_of_text(struct vocabulary *vocabulary, enum clue_kind kind,
			 const char *text);
enum clue_kind clue_key_kind(guint64 key);
/* Does the clue hold a word that was a name more often than not? */
gboolean clue_key_names(const struct vocabulary *vocabulary, guint64 key);
/* Appends the clue's text as a codebook writes it. */
void clue_key_print(const struct vocabulary *vocabulary, guint64 key,
		    GString *out);

struct shown_clue {
	guint64 key;
	struct span span; /* CLUE_SAYS: in the turn's matchable text */
};

/* The words of a session, read once. */
struct clue_session;
struct clue_session *clue_session_new(struct vocabulary *vocabulary,
				      const struct speech *speech,
				      const struct session_facts *facts);
void clue_session_free(struct clue_session *session);
typedef struct clue_session ClueSession;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClueSession, clue_session_free)

/* The clues of a therapist's turn (from 0) into clues, emptied before; none
 * twice. */
void clue_session_show(const struct clue_session *session, guint turn,
		       GArray *clues);

#endif
