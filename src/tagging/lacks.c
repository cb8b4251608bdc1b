/*
 * lacks: what a session lacks for anything to be said of what is missing
 * in it.
 *
 * Whatever is not found may be there all the same, in words that the codebook
 * does not know.  Whether a text is in its language is told by the small words
 * of the language, which no talk can do without: by their share of each turn,
 * short turns of a speaker's role taken together.
 */
#include "tagging/lacks.h"

#include <string.h>

#define LEAST_WORDS 8	/* a shorter turn is looked at with the next ones */
#define LEAST_SHARE 15	/* percent; talk in the language has thrice as much */
#define MOST_FOREIGN 25 /* percent of what a role says */
#define HALF 50
#define ALL 90
#define LEAST_SAID 30 /* words; fewer tell nothing */
#define LONG_WORD 12  /* a script without blanks has no words */
#define LETTERS_OF_WORD 3

/* Words, and those of them that are the language's small ones. */
struct share {
	guint words;
	guint small;
};

/* What one role says. */
struct heard {
	struct share waiting; /* of short turns */
	guint words;
	guint foreign;
};

static void
settle_share(struct heard *heard, struct share *share)
{
	heard->words += share->words;
	if (share->small * 100 < share->words * LEAST_SHARE)
		heard->foreign += share->words;
	*share = (struct share){ 0, 0 };
}

static gboolean
is_apostrophe(gunichar c)
{
	return c == '\'' || c == 0x2019;
}

/* The end of the word that begins here, in small letters with a plain
 * apostrophe; letters gets how many it has. */
static const char *
next_word(const char *at, const char *end, GString *word, guint *letters)
{
	g_string_truncate(word, 0);
	*letters = 0;
	while (at < end) {
		gunichar c = g_utf8_get_char(at);
		const char *next = g_utf8_next_char(at);

		if (g_unichar_isalpha(c) || g_unichar_ismark(c)) {
			g_string_append_unichar(word, g_unichar_tolower(c));
			++*letters;
		} else if (is_apostrophe(c) && next < end &&
			   g_unichar_isalpha(g_utf8_get_char(next))) {
			g_string_append_c(word, '\'');
		} else {
			break;
		}
		at = next;
	}
	return at;
}

static struct share
small_words_share(GHashTable *small, const char *text, gsize len)
{
	const char *end = text + len;
	g_autoptr(GString) word = g_string_new(NULL);
	struct share share = { 0, 0 };
	guint letters;

	while (text < end) {
		if (!g_unichar_isalpha(g_utf8_get_char(text))) {
			text = g_utf8_next_char(text);
			continue;
		}
		text = next_word(text, end, word, &letters);
		share.words +=
			letters > LONG_WORD ? letters / LETTERS_OF_WORD : 1;
		share.small += g_hash_table_contains(small, word->str);
	}
	return share;
}

static void
hear(struct heard *heard, struct share share)
{
	if (share.words >= LEAST_WORDS) {
		settle_share(heard, &share);
		return;
	}
	heard->waiting.words += share.words;
	heard->waiting.small += share.small;
	if (heard->waiting.words >= LEAST_WORDS)
		settle_share(heard, &heard->waiting);
}

static GHashTable *
small_words(const struct codebook *codebook)
{
	GHashTable *small = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < codebook->language_words->len; i++)
		g_hash_table_add(small, codebook->language_words->pdata[i]);
	return small;
}

static void G_GNUC_PRINTF(3, 4)
	add(struct lacks *lacks, enum lack lack, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	lacks->kinds |= 1u << lack;
	g_ptr_array_add(lacks->says, g_strdup_vprintf(format, args));
	va_end(args);
}

/* The role that says most in another language is named. */
static void
look_at_language(const struct codebook *codebook,
		 const struct transcript *transcript, struct lacks *lacks)
{
	static const char *const who[] = { "the therapist says",
					   "the patient says", "the others say",
					   "is said" };
	g_autoptr(GHashTable) small = small_words(codebook);
	struct heard heard[G_N_ELEMENTS(who)] = { 0 };
	guint most = 0, of = 0;

	for (guint i = 0; i < transcript->turns->len; i++) {
		const struct turn *turn =
			&g_array_index(transcript->turns, struct turn, i);
		gsize len;
		const char *text = transcript_turn_text(transcript, turn, &len);

		hear(&heard[turn->role], small_words_share(small, text, len));
	}
	for (guint i = 0; i < G_N_ELEMENTS(who); i++) {
		guint percent;

		settle_share(&heard[i], &heard[i].waiting);
		if (heard[i].words < LEAST_SAID || i == TURN_OTHER)
			continue;
		percent = heard[i].foreign * 100 / heard[i].words;
		if (percent > most) {
			most = percent;
			of = i;
		}
	}
	if (most >= MOST_FOREIGN)
		add(lacks, LACKS_LANGUAGE,
		    "%s%s does not look like the codebook's language (%s)",
		    most >= ALL ? "what " :
		    most > HALF ? "most of what " :
				  "a good part of what ",
		    who[of], codebook->language);
}

static guint
count_turns(const struct transcript *transcript, enum turn_role role)
{
	guint n = 0;

	for (guint i = 0; i < transcript->turns->len; i++)
		n += g_array_index(transcript->turns, struct turn, i).role ==
		     role;
	return n;
}

struct lacks *
lacks_find(const struct codebook *codebook, const struct transcript *transcript,
	   gboolean tagged)
{
	struct lacks *lacks = g_new0(struct lacks, 1);
	guint turns = count_turns(transcript, TURN_THERAPIST);

	lacks->says = g_ptr_array_new_with_free_func(g_free);
	if (!tagged)
		add(lacks, LACKS_TAGS, "it was never tagged");
	if (turns == 0)
		add(lacks, LACKS_THERAPIST,
		    "nobody in it is known to be the therapist");
	else if (turns < codebook->enough_turns)
		add(lacks, LACKS_TURNS,
		    "it has %u %s of the therapist, and the codebook asks for "
		    "%u or more",
		    turns, turns == 1 ? "turn" : "turns",
		    codebook->enough_turns);
	if (turns > 0 && count_turns(transcript, TURN_PATIENT) == 0)
		add(lacks, LACKS_PATIENT,
		    "nobody in it is known to be the patient");
	if (codebook->language_words->len > 0)
		look_at_language(codebook, transcript, lacks);
	return lacks;
}

void
lacks_hide(struct lacks *lacks)
{
	add(lacks, LACKS_SIGHT,
	    "its tags are hidden until the rating is signed");
}

gboolean
lacks_any(const struct lacks *lacks)
{
	return lacks && lacks->says->len > 0;
}

char *
lacks_print(const struct lacks *lacks)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; lacks && i < lacks->says->len; i++)
		g_string_append_printf(out, "%s%s", i ? "; " : "",
				       (char *)lacks->says->pdata[i]);
	return g_string_free(out, FALSE);
}

void
lacks_free(struct lacks *lacks)
{
	if (!lacks)
		return;
	g_ptr_array_unref(lacks->says);
	g_free(lacks);
}
