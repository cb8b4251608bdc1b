/*
 * matchable: fillers and repeated words go, blanks run together.
 *
 * The second step from a stored turn to what patterns see, so that a rule for
 * "what did you say" also finds "what, um, what did you say".  Works on
 * words, copying stretches; every jump leaves a step back.
 */
#include "speech/steps.h"

#include <string.h>

#define LONGEST_WORD 1000

struct writer {
	const char *in;
	gsize len;
	char *out;
	guint32 n; /* bytes written */
	GArray *steps;
	guint first_step;
	struct span last_word; /* in out */
	guint words;
	guint spoken;
	gboolean drop_comma; /* the next comma closes a filler phrase */
};

static struct text_step *
last_step(struct writer *w)
{
	if (w->steps->len == w->first_step)
		return NULL;
	return &g_array_index(w->steps, struct text_step, w->steps->len - 1);
}

static void
write_bytes(struct writer *w, gsize from, gsize n)
{
	const struct text_step *step = last_step(w);

	if (!step || w->n - step->at + step->from != from) {
		struct text_step jump = { .at = w->n, .from = from };

		g_array_append_val(w->steps, jump);
	}
	memcpy(w->out + w->n, w->in + from, n);
	w->n += n;
}

static void
write_blank(struct writer *w, gsize from)
{
	if (w->n == 0 || w->out[w->n - 1] == ' ')
		return;
	write_bytes(w, from, 1);
	w->out[w->n - 1] = ' ';
}

static void
cut_back(struct writer *w, guint32 to)
{
	const struct text_step *step;

	w->n = to;
	while ((step = last_step(w)) && step->at >= to)
		g_array_set_size(w->steps, w->steps->len - 1);
}

/* Length without a blank at the end. */
static guint32
trimmed(const struct writer *w)
{
	return w->n > 0 && w->out[w->n - 1] == ' ' ? w->n - 1 : w->n;
}

static gboolean
tail_is(const struct writer *w, char c)
{
	guint32 n = trimmed(w);

	return n > 0 && w->out[n - 1] == c;
}

static gboolean
at_sentence_start(const struct writer *w)
{
	guint32 n = trimmed(w);

	return n == 0 || char_class[(guchar)w->out[n - 1]] & STOP;
}

static gsize
skip_blanks(const struct writer *w, gsize i)
{
	while (i < w->len && char_class[(guchar)w->in[i]] & BLANK)
		i++;
	return i;
}

gboolean
word_is_filler(const char *word, gsize n)
{
	/* most words are told by their first two letters */
	if (n < 2 || n > 4 || !strchr("uUeEmMhH", word[0]) ||
	    !strchr("mMhHrR", word[1]))
		return FALSE;
	return word_among(word, n,
			  " um umm ummm uh uhh uhm er err erm ermm ehm mm mmm "
			  "mmmm hm hmm hmmm ");
}

/* A phrase that fills when commas stand around it: its length, else 0. */
static gsize
filler_phrase(const struct writer *w, gsize i)
{
	static const char *const phrases[] = {
		"you know", "i mean", "sort of", "kind of", "like",
	};

	if (i >= w->len || !strchr("yYiIsSkKlL", w->in[i]))
		return 0;
	for (guint p = 0; p < G_N_ELEMENTS(phrases); p++) {
		gsize n = strlen(phrases[p]), after;

		if (w->len - i < n ||
		    g_ascii_strncasecmp(w->in + i, phrases[p], n) != 0)
			continue;
		after = skip_blanks(w, i + n);
		if (after < w->len && w->in[after] == ',')
			return after - i;
	}
	return 0;
}

/* After something was left out at i: words must not grow together. */
static void
keep_apart(struct writer *w, gsize i)
{
	if (i > 0 && i < w->len && char_class[(guchar)w->in[i]] & LETTER)
		write_blank(w, i - 1);
}

/* A filler of n bytes at i with the punctuation that was only its own. */
static gsize
skip_filler(struct writer *w, gsize i, gsize n)
{
	gsize end = i + n, next = skip_blanks(w, end);
	char c = next < w->len ? w->in[next] : '\0';
	gboolean stops = char_class[(guchar)c] & STOP;

	if ((c == ',' || stops) && tail_is(w, ','))
		cut_back(w, trimmed(w) - 1);
	if (c == ',') {
		end = next + 1;
	} else if (stops && at_sentence_start(w)) {
		for (end = next; end < w->len; end++) {
			if (!(char_class[(guchar)w->in[end]] & STOP))
				break;
		}
	} else if (c == '-') {
		end = next + 1;
	}
	keep_apart(w, end);
	return end;
}

/* Is the word at i the one written last, with nothing but a falter between? */
static gboolean
repeats(const struct writer *w, gsize i, gsize n)
{
	guint dots = 0;

	if (w->words == 0 || span_length(w->last_word) != n ||
	    g_ascii_strncasecmp(w->in + i, w->out + w->last_word.start, n) ||
	    g_ascii_isdigit(w->in[i]))
		return FALSE;
	for (guint32 at = w->last_word.end; at < w->n; at++) {
		if (!strchr(" ,-.", w->out[at]))
			return FALSE;
		dots += w->out[at] == '.';
	}
	return dots != 1;
}

/*
 * The word at i.  Nobody says a word of a thousand letters: a longer run is
 * broken, so that every text can be cut into pieces between words.
 */
static gsize
bounded_word(const struct writer *w, gsize i)
{
	gsize most = MIN(w->len - i, LONGEST_WORD);
	gsize n = word_length(w->in + i, w->in + i + most);

	if (n < LONGEST_WORD)
		return n;
	while (n > 1 && i + n < w->len && (w->in[i + n] & 0xc0) == 0x80)
		n--;
	return n;
}

static gsize
copy_word(struct writer *w, gsize i)
{
	gsize n = bounded_word(w, i);
	gsize phrase;

	w->spoken++;
	if (word_is_filler(w->in + i, n))
		return skip_filler(w, i, n);
	if (repeats(w, i, n)) {
		cut_back(w, w->last_word.end);
		return i + n;
	}
	phrase = at_sentence_start(w) ? filler_phrase(w, i) : 0;
	if (phrase) {
		w->drop_comma = TRUE;
		return i + phrase;
	}
	w->last_word.start = w->n;
	write_bytes(w, i, n);
	w->last_word.end = w->n;
	w->words++;
	if (i + n < w->len)
		keep_apart(w, i + n);
	return i + n;
}

static gsize
take_comma(struct writer *w, gsize i)
{
	gsize next = skip_blanks(w, i + 1);
	gsize phrase = filler_phrase(w, next);

	if (phrase) {
		w->drop_comma = TRUE;
		w->spoken++;
		return next + phrase;
	}
	if (w->drop_comma) {
		w->drop_comma = FALSE;
		keep_apart(w, i + 1);
	} else {
		write_bytes(w, i, 1);
	}
	return i + 1;
}

void
matchable_write(struct matchable *m)
{
	struct writer writer = {
		.in = m->in,
		.len = m->len,
		.out = m->out,
		.steps = m->steps,
		.first_step = m->steps->len,
	};
	struct writer *w = &writer;

	for (gsize i = 0; i < w->len;) {
		char c = w->in[i];
		guint8 class = char_class[(guchar)c];

		if (class & LETTER) {
			i = copy_word(w, i);
		} else if (class & BLANK) {
			write_blank(w, i++);
		} else if (c == ',') {
			i = take_comma(w, i);
		} else if (c == '-' && w->n && w->out[w->n - 1] == '-') {
			i++;
		} else {
			write_bytes(w, i++, 1);
		}
	}
	m->n = trimmed(w);
	m->words = w->words;
	m->spoken = w->spoken;
}
