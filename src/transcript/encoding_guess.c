/*
 * encoding_guess.c: which encoding?  See encoding.h.
 *
 * Only the start of the file is looked at.  Each guess rests on what the
 * bytes of the other encodings cannot look like, and is said with a warning.
 */
#include "transcript/builder.h"
#include "transcript/encoding.h"

#define SAMPLE 8192

guint
encoding_unit16(const guchar *p, gboolean big)
{
	return big ? p[0] << 8 | p[1] : p[1] << 8 | p[0];
}

static gboolean
is_blank_letter(guint c)
{
	return c == ' ' || c == '\n' || c == '\r';
}

static gboolean
is_odd(gunichar c)
{
	return (c < 0x20 && !is_blank_letter(c) && c != '\t' && c != '\f') ||
	       (c >= 0x80 && !g_unichar_isdefined(c));
}

/*
 * Text of any script in UTF-16 has blanks and line ends, whose other half is
 * zero, and neither controls nor lone halves of pairs.  In text of single
 * bytes with zeros in it most blanks have no zero beside them.
 */
static gboolean
is_utf16(const guchar *p, gsize len, gboolean big)
{
	gsize units = len / 2, narrow = 0, blanks = 0, stray = 0;
	gboolean pair = FALSE;

	for (gsize i = 0; i < units; i++) {
		guint c = encoding_unit16(p + 2 * i, big);
		gboolean low = c >= 0xdc00 && c <= 0xdfff;

		if (pair != low)
			return FALSE;
		pair = c >= 0xd800 && c <= 0xdbff;
		if (!low && !pair && is_odd(c))
			return FALSE;
		narrow += c < 0x80;
		if (c < 0x80)
			blanks += is_blank_letter(c);
		else
			stray += is_blank_letter(c >> 8) +
				 is_blank_letter(c & 0xff);
	}
	return narrow >= 2 && narrow * 50 >= units && blanks >= stray;
}

/* ASCII in wide encodings is every other byte NUL. */
enum encoding
encoding_guess_wide(const guchar *p, gsize len)
{
	gsize zeros[4] = { 0 }, n = MIN(len, SAMPLE) / 4;

	if (n == 0)
		return UTF8;
	for (gsize i = 0; i < n * 4; i++)
		zeros[i % 4] += p[i] == 0;
	if (zeros[2] == n && zeros[3] == n && zeros[0] < n / 4 + 1)
		return UTF32LE;
	if (zeros[0] == n && zeros[1] == n && zeros[3] < n / 4 + 1)
		return UTF32BE;
	if (zeros[1] + zeros[3] > n && zeros[0] + zeros[2] < n / 4 + 1)
		return UTF16LE;
	if (zeros[0] + zeros[2] > n && zeros[1] + zeros[3] < n / 4 + 1)
		return UTF16BE;
	if (zeros[0] + zeros[1] + zeros[2] + zeros[3] < 2)
		return UTF8;
	if (is_utf16(p, n * 4, FALSE))
		return UTF16LE;
	return is_utf16(p, n * 4, TRUE) ? UTF16BE : UTF8;
}

/* Bytes beyond ASCII, and those of them that stand beside another. */
static void
count_high(const guchar *p, gsize len, gsize *high, gsize *together)
{
	*high = *together = 0;
	for (gsize i = 0; i < len; i++) {
		if (p[i] < 0x80)
			continue;
		(*high)++;
		*together += (i > 0 && p[i - 1] >= 0x80) ||
			     (i + 1 < len && p[i + 1] >= 0x80);
	}
}

/*
 * Accented letters and curly quotes are few and stand alone; in other scripts
 * such bytes come in rows.
 */
gboolean
encoding_is_western(const guchar *p, gsize len)
{
	gsize high, together;

	len = MIN(len, SAMPLE);
	count_high(p, len, &high, &together);
	return high < 12 || together * 2 < high || high * 10 < len;
}

/* Could all of it be characters of one or two bytes? */
static gboolean
is_double(const guchar *p, gsize len, gboolean sjis)
{
	for (gsize i = 0; i + 1 < len; i++) {
		guchar c = p[i], next = p[i + 1];

		if (c < 0x80 || (sjis && c >= 0xa1 && c <= 0xdf))
			continue;
		if (c == 0x80 || c == 0xff || next < 0x40 || next == 0x7f ||
		    next == 0xff ||
		    (sjis && (c == 0xa0 || c > 0xfc || next > 0xfc)))
			return FALSE;
		i++;
	}
	return TRUE;
}

/* Kana in Shift-JIS are led by 0x82 and 0x83, which hardly lead in Chinese. */
static gboolean
is_kana(const guchar *p, gsize len)
{
	gsize kana = 0, high, together;

	count_high(p, len, &high, &together);
	for (gsize i = 0; i < len; i++)
		kana += p[i] == 0x82 || p[i] == 0x83;
	return kana * 5 > high;
}

const char *
encoding_guess_eastern(const guchar *p, gsize len, const char **others)
{
	len = MIN(len, SAMPLE);
	*others = "";
	if (is_double(p, len, TRUE) && is_kana(p, len))
		return "SHIFT_JIS";
	if (is_double(p, len, FALSE)) {
		*others = ", or perhaps BIG5, EUC-JP or EUC-KR";
		return "GB18030";
	}
	*others = ", or perhaps KOI8-R or ISO-8859-7";
	return "WINDOWS-1251";
}

/* What nobody types: signs that other code pages have letters and quotation
 * marks in place of, and a capital with an accent after a small letter. */
static gboolean
is_mistaken(const char *p, const char *text)
{
	static const gunichar signs[] = {
		0x201a, 0x0192, 0x2020, 0x2021, 0x02c6, 0x2030,
		0x2039, 0x203a, 0x02dc, 0xa4,	0xa5,	0xa6,
		0xa8,	0xac,	0xaf,	0xb6,	0xb8,	0xfffd,
	};
	gunichar c = g_utf8_get_char(p);

	for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
		if (c == signs[i])
			return TRUE;
	}
	return g_unichar_isupper(c) && p > text && g_ascii_islower(p[-1]);
}

/* The word around p, not longer than is worth showing. */
static struct span
word_around(const char *p, const char *text, const char *end)
{
	const char *start = p, *stop = p;

	while (start > text && (guchar)start[-1] > ' ' && p - start < 16)
		start--;
	while ((*start & 0xc0) == 0x80)
		start++;
	while (stop < end && (guchar)*stop > ' ' && stop - p < 24)
		stop = g_utf8_next_char(stop);
	return (struct span){ (guint32)(start - text),
			      (guint32)(MIN(stop, end) - text) };
}

/* Was this text, read as Windows-1252, written in something else?  Then an odd
 * sign of it, with the word it stands in; NULL when it looks right. */
static const char *
odd_word(const char *text, gsize len, struct span *word)
{
	const char *end = text + len, *first = NULL;
	gsize high = 0, odd = 0;

	for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
		if (!(*p & 0x80))
			continue;
		high++;
		if (!is_mistaken(p, text))
			continue;
		odd++;
		first = first ? first : p;
	}
	if (!first || odd * 3 < high)
		return NULL;
	*word = word_around(first, text, end);
	return first;
}

void
encoding_report_western(const struct source *source, struct builder *builder)
{
	g_autofree char *shown = NULL;
	struct span word;
	const char *at = odd_word(source->text, source->len, &word);

	if (!at) {
		builder_warn(builder, 0,
			     "not UTF-8: read as windows-1252; save the file "
			     "as UTF-8 if letters look wrong");
		return;
	}
	shown = g_strndup(source->text + word.start, word.end - word.start);
	builder_warn(builder, source_line(source, (gsize)(at - source->text)),
		     "not UTF-8, and read as windows-1252 it does not look "
		     "right ('%s'): save the file as UTF-8 in the program it "
		     "comes from",
		     shown);
}
