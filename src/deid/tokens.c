/*
 * tokens: the turns of a talk as words with their places.
 *
 * Offsets are those of the caller's bytes: what is no UTF-8 is blanked byte
 * for byte.  Of each word is kept whether it has a capital, whether that
 * tells anything there, and whether a sentence begins with it.
 */
#include "deid/talk.h"

#include <string.h>

/* -- where words are ------------------------------------------------------ */

struct token_reader {
	struct deid_talk *talk;
	guint turn;
	const char *text;
	gsize len;
	gsize at;
	GString *folded;
};

static gboolean
is_joiner(gunichar c)
{
	return c == '\'' || c == '-' || c == 0x2019 || c == 0x2010 ||
	       c == 0x2011;
}

static gunichar
char_at(const struct token_reader *r, gsize at)
{
	return at < r->len ? g_utf8_get_char(r->text + at) : 0;
}

static gsize
after(const struct token_reader *r, gsize at)
{
	return at + g_utf8_skip[(guchar)r->text[at]];
}

static gboolean
is_inner(gunichar c)
{
	return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

/* Where the word that begins at `at` ends. */
static gsize
word_end(const struct token_reader *r, gsize at)
{
	while (at < r->len) {
		gunichar c = char_at(r, at);

		if (!is_inner(c) &&
		    !(is_joiner(c) && is_inner(char_at(r, after(r, at)))))
			break;
		at = after(r, at);
	}
	return at;
}

static gboolean
is_foreign(gunichar c)
{
	GUnicodeScript script = g_unichar_get_script(c);

	return script != G_UNICODE_SCRIPT_LATIN &&
	       script != G_UNICODE_SCRIPT_COMMON &&
	       script != G_UNICODE_SCRIPT_INHERITED;
}

static guint
letters_of(const struct token_reader *r, struct span span)
{
	gboolean small = FALSE;
	guint flags = 0, letters = 0;

	for (gsize at = span.start; at < span.end; at = after(r, at)) {
		gunichar c = char_at(r, at);

		if (at == span.start && g_unichar_isupper(c))
			flags |= WORD_CAPITAL;
		if (g_unichar_isdigit(c))
			flags |= WORD_DIGIT;
		if (!g_unichar_isalpha(c))
			continue;
		letters++;
		small |= !g_unichar_isupper(c);
		if (c >= 0x80 && is_foreign(c))
			flags |= WORD_FOREIGN;
	}
	if (letters > 1 && !small)
		flags |= WORD_UPPER;
	return flags;
}

/* "rick's", "rick'll", "Ayşegül'in" end before their mark; "don't" and
 * "O'Brien" are whole. */
static struct span
without_ending(const struct token_reader *r, struct span span)
{
	static const char *const endings[] = { "s",  "d", "ll", "ve",
					       "re", "m", NULL };
	const char *text = r->text + span.start;
	gsize len = span_length(span), at = len;
	g_autofree char *ending = NULL;

	while (at > 0 && text[at - 1] != '\'' &&
	       !(at >= 3 && memcmp(text + at - 3, "\342\200\231", 3) == 0))
		at--;
	if (at < 2)
		return span;
	ending = g_ascii_strdown(text + at, len - at);
	at -= text[at - 1] == '\'' ? 1 : 3;
	if (g_strv_contains(endings, ending) ||
	    (at > 3 && len - at <= 4 && strcmp(ending, "t") != 0))
		span.end = span.start + at;
	return span;
}

/* -- gaps ----------------------------------------------------------------- */

static gboolean
is_opening(gunichar c)
{
	return c == '"' || c == 0x201c || c == 0x2018 || c == 0xab ||
	       c == 0x201e || c == '(' || c == '[' || c == '\'';
}

/* What stands between the word before and this one; tells whether a sentence
 * or a quotation begins. */
static enum gap
gap_read(const struct token_reader *r, gsize from, gsize to, guint *flags)
{
	enum gap gap = GAP_NONE;
	gunichar last = 0;

	for (gsize at = from; at < to; at = after(r, at)) {
		gunichar c = char_at(r, at);

		if (c == ',')
			gap = MAX(gap, GAP_COMMA);
		else if (c == '.')
			gap = gap == GAP_NONE ? GAP_DOT : GAP_OTHER;
		else if (g_unichar_isspace(c))
			gap = MAX(gap, GAP_BLANK);
		else
			gap = GAP_OTHER;
		if (strchr(".?!:", c < 0x80 && c ? (int)c : ' ') || c == 0x2026)
			*flags |= WORD_START;
		last = c;
	}
	if (is_opening(last))
		*flags |= WORD_START | WORD_QUOTED;
	return gap;
}

/* "Dr. X", "J. X": no sentence ends there. */
static gboolean
is_shortened(const struct deid_talk *talk, const struct wordtoken *before)
{
	static const char *const shortened[] = { "mr",	 "mrs", "ms",  "dr",
						 "prof", "st",	"rev", "sgt",
						 "capt", "fr",	"lt",  "col",
						 "gen",	 "cpl", "pc",  NULL };
	const char *text = word_form(talk, before)->text;

	return text_is_any(text, shortened) ||
	       (before->flags & WORD_CAPITAL && strlen(text) == 1 &&
		strcmp(text, "i") != 0);
}

static void
bind(struct token_reader *r, struct wordtoken *word, gsize from)
{
	struct deid_talk *talk = r->talk;
	const struct wordtoken *before;
	guint flags = 0;

	if (from == 0) {
		word->gap = GAP_TURN;
		word->flags |= WORD_START;
		return;
	}
	before = talk_word(talk, talk->words->len - 1);
	word->gap = gap_read(r, from, word->span.start, &flags);
	if (word->gap == GAP_DOT && is_shortened(talk, before))
		flags &= ~WORD_START;
	word->flags |= flags;
}

/* -- turns ---------------------------------------------------------------- */

static void
add_word(struct token_reader *r, gsize start, gsize end, gsize from)
{
	struct span whole = { start, end };
	struct wordtoken word = { .turn = r->turn, .category = -1 };

	word.span = without_ending(r, whole);
	word.flags = letters_of(r, word.span);
	if (word.span.end < end)
		word.flags |= WORD_OWNER;
	g_string_truncate(r->folded, 0);
	deid_fold(r->folded, r->text + start, span_length(word.span));
	word.form = talk_form(r->talk, r->folded->str);
	bind(r, &word, from);
	g_array_append_val(r->talk->words, word);
}

static void
read_words(struct token_reader *r)
{
	gsize from = 0;

	for (gsize at = 0; at < r->len;) {
		gsize end;

		if (!g_unichar_isalnum(char_at(r, at))) {
			at = after(r, at);
			continue;
		}
		end = word_end(r, at);
		add_word(r, at, end, from);
		from = at = end;
	}
}

/* Does case tell anything in these words?  Not where there are no capitals,
 * only capitals, or each word has one. */
static gboolean
is_bare(const struct deid_talk *talk, guint first)
{
	guint words = talk->words->len - first;
	guint capitals = 0, upper = 0, inner = 0, small_i = 0;

	for (guint i = first; i < talk->words->len; i++) {
		const struct wordtoken *word = talk_word(talk, i);
		gboolean capital = word->flags & WORD_CAPITAL;

		capitals += capital;
		upper += (word->flags & WORD_UPPER) != 0 ||
			 (capital && span_length(word->span) == 1);
		inner += capital && !(word->flags & WORD_START);
		small_i += !capital &&
			   strcmp(word_form(talk, word)->text, "i") == 0;
	}
	return capitals == 0 || (inner == 0 && small_i > 0) ||
	       (words >= 3 && upper == words) ||
	       (words >= 6 && capitals * 10 > words * 8);
}

static void
count_forms(struct deid_talk *talk, guint first)
{
	gboolean bare = is_bare(talk, first);

	for (guint i = first; i < talk->words->len; i++) {
		struct wordtoken *word = talk_word(talk, i);
		struct wordform *form = word_form(talk, word);

		if (bare) {
			word->flags &= ~(WORD_CAPITAL | WORD_UPPER);
			word->flags |= WORD_BARE;
		} else if (!(word->flags & WORD_CAPITAL)) {
			form->lower++;
		} else if (!(word->flags & WORD_START)) {
			form->capital++;
		}
	}
}

/* As long as it was, valid UTF-8 without NUL. */
static char *
clean_copy(const char *text, gsize len)
{
	char *copy = g_malloc(len + 1);
	char *at = copy, *end = copy + len;
	const char *bad;

	if (len)
		memcpy(copy, text, len);
	*end = '\0';
	while (!g_utf8_validate_len(at, end - at, &bad)) {
		at = copy + (bad - copy);
		*at++ = ' ';
	}
	return copy;
}

static void
add_turn(struct deid_talk *talk, guint turn, GString *folded)
{
	gsize len = MIN(talk->turns[turn].len, G_MAXUINT32 / 2);
	g_autofree char *copy = clean_copy(talk->turns[turn].text, len);
	guint first = talk->words->len;
	struct token_reader reader = { .talk = talk, .turn = turn, .len = len };

	speech_add_verbatim(&talk->speech, TURN_PATIENT, copy, len);
	reader.text = copy;
	reader.folded = folded;
	read_words(&reader);
	count_forms(talk, first);
}

void
talk_init(struct deid_talk *talk, const struct deid *deid,
	  const struct deid_turn *turns, guint n)
{
	g_autoptr(GString) folded = g_string_new(NULL);

	memset(talk, 0, sizeof *talk);
	talk->deid = deid;
	talk->turns = turns;
	talk->n = n;
	speech_init(&talk->speech);
	talk->words = g_array_new(FALSE, FALSE, sizeof(struct wordtoken));
	talk->forms = g_ptr_array_new_with_free_func(form_free);
	talk->by_text = g_hash_table_new(g_str_hash, g_str_equal);
	talk->found = g_array_new(FALSE, FALSE, sizeof(struct deid_found));
	for (guint i = 0; i < n; i++)
		add_turn(talk, i, folded);
}

void
talk_clear(struct deid_talk *talk)
{
	speech_clear(&talk->speech);
	g_array_unref(talk->words);
	g_hash_table_unref(talk->by_text);
	g_ptr_array_unref(talk->forms);
	g_array_unref(talk->found);
}

const char *
talk_text(const struct deid_talk *talk, guint turn)
{
	return speech_text(&talk->speech, speech_turn(&talk->speech, turn));
}
