/*
 * plain: typographic characters and non-speech notes.
 *
 * The first of two steps from a stored turn to what patterns see.  Each
 * character that changes its length leaves a step, so that a match can be
 * shown in the turn's own words.
 */
#include "speech/steps.h"

#include <string.h>

#define NOTE_BYTES 200 /* a longer bracket is speech */

struct plain {
	struct speech *speech;
	const char *in;
	gsize len;
	GString *out;
	gsize began; /* where this text starts in out */
	guint first_step;
};

static gboolean
is_plain_byte(guchar c)
{
	return c < 0x80 && c != '[' && c != '(' && c != '&' && c != '`';
}

gboolean
plain_is_needed(const char *text, gsize len)
{
	return !text_is_ascii(text, len) || memchr(text, '[', len) ||
	       memchr(text, '(', len) || memchr(text, '&', len) ||
	       memchr(text, '`', len);
}

/* What a character is to patterns: NULL = itself. */
static const char *
plain_character(gunichar c)
{
	if (c >= 0x2018 && c <= 0x201b)
		return "'";
	if (c >= 0x201c && c <= 0x201f)
		return "\"";
	if (c >= 0x2010 && c <= 0x2015)
		return "-";
	if ((c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x2069))
		return "";
	if (c != '\t' && c > ' ' && g_unichar_isspace(c))
		return " ";
	switch (c) {
	case '`':
	case 0xb4:
	case 0x2032:
	case 0x2039:
	case 0x203a:
		return "'";
	case 0xab:
	case 0xbb:
	case 0x2033:
		return "\"";
	case 0x2212:
		return "-";
	case 0x2026:
		return "...";
	case 0xad:
	case 0xfeff:
		return "";
	case 0x85:
	case 0x2028:
	case 0x2029:
		return " ";
	/* The two that are an ASCII letter without regard to case: the
	 * filter may then take all others for no letter at all. */
	case 0x17f:
		return "s";
	case 0x212a:
		return "k";
	default:
		return NULL;
	}
}

static void
add_step(struct plain *plain, gsize from, guint32 width)
{
	struct text_step step = {
		.at = plain->out->len - plain->began,
		.from = from,
		.width = width,
	};

	g_array_append_val(plain->speech->steps, step);
}

/* Length of the character at text; 0 when it is no UTF-8. */
static guint
character_at(const char *text, gsize len, gunichar *c)
{
	*c = g_utf8_get_char_validated(text, len);
	if (*c == (gunichar)-1 || *c == (gunichar)-2)
		return 0;
	return g_utf8_skip[(guchar)*text];
}

static void
write_note(struct speech *speech, const char *text, gsize len)
{
	struct span note = { .start = speech->note_text->len };

	for (gsize i = 0; i < len;) {
		gunichar c;
		guint n = character_at(text + i, len - i, &c);
		const char *as = n ? plain_character(c) : "?";

		if (as)
			g_string_append(speech->note_text, as);
		else
			g_string_append_len(speech->note_text, text + i, n);
		i += MAX(n, 1);
	}
	note.end = speech->note_text->len;
	g_array_append_val(speech->notes, note);
}

/* Length of the bracket at i with both its ends; 0 when it does not close
 * soon. */
static gsize
bracket_length(const struct plain *plain, gsize i)
{
	char close = plain->in[i] == '[' ? ']' : ')';
	gsize most = MIN(plain->len - i, NOTE_BYTES);
	const char *end = memchr(plain->in + i, close, most);

	return end ? end - (plain->in + i) + 1 : 0;
}

static gsize
ampersand_length(const struct plain *plain, gsize i)
{
	gsize n = 2;

	if (i + 2 >= plain->len || plain->in[i + 1] != '=')
		return 0;
	while (i + n < plain->len && n < NOTE_BYTES &&
	       char_class[(guchar)plain->in[i + n]] & (LETTER | JOINER))
		n++;
	return n > 2 ? n : 0;
}

/* A note at i is taken out; returns its length, 0 when there is none. */
static gsize
take_note(struct plain *plain, gsize i)
{
	char c = plain->in[i];
	gboolean bracket = c == '[' || c == '(';
	gsize n = bracket  ? bracket_length(plain, i) :
		  c == '&' ? ampersand_length(plain, i) :
			     0;

	if (!n)
		return 0;
	if (bracket)
		write_note(plain->speech, plain->in + i + 1, n - 2);
	else
		write_note(plain->speech, plain->in + i + 2, n - 2);
	add_step(plain, i, n);
	g_string_append_c(plain->out, ' ');
	add_step(plain, i + n, 0);
	return n;
}

static gsize
write_character(struct plain *plain, gsize i)
{
	gunichar c;
	guint n = character_at(plain->in + i, plain->len - i, &c);
	const char *as = n ? plain_character(c) : "?";

	n = MAX(n, 1);
	if (!as) {
		g_string_append_len(plain->out, plain->in + i, n);
		return n;
	}
	if (*as) {
		add_step(plain, i, n);
		g_string_append(plain->out, as);
	}
	add_step(plain, i + n, 0);
	return n;
}

void
plain_write(struct speech *speech, const char *text, gsize len, GString *out)
{
	struct plain plain = {
		.speech = speech,
		.in = text,
		.len = len,
		.out = out,
		.began = out->len,
	};

	add_step(&plain, 0, 0);
	for (gsize i = 0; i < len;) {
		gsize n = 0;

		while (i + n < len && is_plain_byte(text[i + n]))
			n++;
		g_string_append_len(out, text + i, n);
		i += n;
		if (i == len)
			break;
		n = take_note(&plain, i);
		i += n ? n : write_character(&plain, i);
	}
}
