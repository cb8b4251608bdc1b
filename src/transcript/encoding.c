/*
 * encoding.c: bytes of any encoding -> one clean UTF-8 text.
 *
 * Afterwards every reader may rely on: valid UTF-8, line feeds only, no NUL.
 * Nothing is cut: what cannot be read becomes U+FFFD, is counted, and the
 * first place is named.  Windows-1252 is the fallback for bytes that are not
 * UTF-8; strict reading knows UTF-8 alone, as the web standards ask.
 */
#include "transcript/builder.h"
#include "transcript/encoding.h"

#define REPLACEMENT 0xfffd

static const char *const names[] = {
	[UTF8] = "UTF-8",	[UTF16LE] = "UTF-16LE",
	[UTF16BE] = "UTF-16BE", [UTF32LE] = "UTF-32LE",
	[UTF32BE] = "UTF-32BE", [CP1252] = "windows-1252",
};

/* 0x80 to 0x9f; 0 where Windows-1252 has no character. */
static const guint16 cp1252[32] = {
	0x20ac, 0,	0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,	0x017d, 0,
	0,	0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,	0x017e, 0x0178,
};

gunichar
encoding_cp1252(guint byte)
{
	g_assert(byte >= 0x80 && byte < 0xa0);
	return cp1252[byte - 0x80];
}

struct decoding {
	GString *out;
	gsize bad;	 /* bytes or units that could not be read */
	gsize first_bad; /* offset in out */
	gsize nuls;
	gsize first_nul;
	gboolean after_cr;
};

static void
put_bad(struct decoding *d)
{
	if (d->bad++ == 0)
		d->first_bad = d->out->len;
	g_string_append_unichar(d->out, REPLACEMENT);
	d->after_cr = FALSE;
}

/* One character, with CR LF and CR made LF and NUL made visible. */
static void
put_character(struct decoding *d, gunichar c)
{
	gboolean after_cr = d->after_cr;

	d->after_cr = c == '\r';
	if (c == '\n' && after_cr)
		return;
	if (c == '\r')
		c = '\n';
	if (c == 0) {
		if (d->nuls++ == 0)
			d->first_nul = d->out->len;
		c = REPLACEMENT;
	}
	if (c < 0x80)
		g_string_append_c(d->out, (char)c);
	else
		g_string_append_unichar(d->out, c);
}

/* Bytes from p that are plain ASCII without NUL and CR. */
static gsize
plain_run(const guchar *p, gsize len)
{
	const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101);
	const guint64 high = ones << 7;
	gsize i = 0;

	for (; i + 8 <= len; i += 8) {
		guint64 x, cr;

		memcpy(&x, p + i, 8);
		cr = x ^ (ones * '\r');
		if ((x | ((x - ones) & ~x) | ((cr - ones) & ~cr)) & high)
			break;
	}
	while (i < len && p[i] && p[i] != '\r' && p[i] < 0x80)
		i++;
	return i;
}

/*
 * Length of the well-formed sequence at p (Unicode, table 3-7), or minus the
 * number of bytes that one U+FFFD stands for.
 */
static int
utf8_sequence(const guchar *p, gsize len)
{
	guchar low = 0x80, high = 0xbf;
	int need;

	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return -1;
	need = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (p[0] == 0xe0)
		low = 0xa0;
	else if (p[0] == 0xed)
		high = 0x9f;
	else if (p[0] == 0xf0)
		low = 0x90;
	else if (p[0] == 0xf4)
		high = 0x8f;
	for (int i = 1; i < need; i++) {
		if ((gsize)i >= len || p[i] < low || p[i] > high)
			return -i;
		low = 0x80;
		high = 0xbf;
	}
	return need;
}

static void
decode_utf8(struct decoding *d, const guchar *p, gsize len)
{
	while (len) {
		gsize run = plain_run(p, len);
		int n;

		if (run) {
			if (d->after_cr && *p == '\n')
				p++, len--, run--;
			d->after_cr = FALSE;
			g_string_append_len(d->out, (const char *)p, run);
		}
		p += run;
		len -= run;
		if (!len)
			break;
		n = utf8_sequence(p, len);
		if (n < 0) {
			put_bad(d);
			n = -n;
		} else if (n == 1) {
			put_character(d, *p);
		} else {
			g_string_append_len(d->out, (const char *)p, n);
			d->after_cr = FALSE;
		}
		p += n;
		len -= n;
	}
}

static void
decode_cp1252(struct decoding *d, const guchar *p, gsize len)
{
	for (gsize i = 0; i < len; i++) {
		gunichar c = p[i];

		if (c >= 0x80 && c < 0xa0)
			c = cp1252[c - 0x80];
		if (c == 0 && p[i])
			put_bad(d);
		else
			put_character(d, c);
	}
}

static void
decode_utf16(struct decoding *d, const guchar *p, gsize len, gboolean big)
{
	gsize i = 0;

	for (; i + 2 <= len; i += 2) {
		guint c = encoding_unit16(p + i, big), low;

		if (c < 0xd800 || c > 0xdfff) {
			put_character(d, c);
			continue;
		}
		low = i + 4 <= len ? encoding_unit16(p + i + 2, big) : 0;
		if (c > 0xdbff || low < 0xdc00 || low > 0xdfff) {
			put_bad(d);
			continue;
		}
		put_character(d,
			      0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00));
		i += 2;
	}
	if (i < len)
		put_bad(d);
}

static void
decode_utf32(struct decoding *d, const guchar *p, gsize len, gboolean big)
{
	gsize i = 0;

	for (; i + 4 <= len; i += 4) {
		guint32 c = big ? (guint32)p[i] << 24 | p[i + 1] << 16 |
					    p[i + 2] << 8 | p[i + 3] :
				  (guint32)p[i + 3] << 24 | p[i + 2] << 16 |
					    p[i + 1] << 8 | p[i];

		if (g_unichar_validate(c))
			put_character(d, c);
		else
			put_bad(d);
	}
	if (i < len)
		put_bad(d);
}

/* What bytes are if taken for UTF-8. */
struct byte_survey {
	gsize good, bad; /* sequences beyond ASCII */
	gboolean plain;	 /* neither CR nor NUL */
};

static struct byte_survey
survey_utf8(const guchar *p, gsize len)
{
	struct byte_survey s = { .plain = TRUE };

	while (len) {
		gsize run = plain_run(p, len);
		int n;

		p += run;
		len -= run;
		if (!len)
			break;
		n = utf8_sequence(p, len);
		s.plain = s.plain && n != 1;
		if (n > 1 || (n < -1 && (gsize)-n == len))
			s.good++;
		s.bad += n < 0;
		n = ABS(n);
		p += n;
		len -= n;
	}
	return s;
}

/*
 * UTF-8 with faults, or Windows-1252?  Accented letters of the one are hardly
 * ever well-formed in the other, so the majority decides; a sequence that the
 * end of the file cuts speaks for UTF-8.
 */
static enum encoding
guess_narrow(const struct byte_survey *survey)
{
	return survey->bad > survey->good ? CP1252 : UTF8;
}

static enum encoding
detect(const guchar *p, gsize len, const struct byte_survey *survey,
       gsize *mark)
{
	enum encoding wide;

	*mark = 3;
	if (len >= 3 && !memcmp(p, "\xef\xbb\xbf", 3))
		return UTF8;
	*mark = 4;
	if (len >= 4 && !memcmp(p, "\xff\xfe\0\0", 4))
		return UTF32LE;
	if (len >= 4 && !memcmp(p, "\0\0\xfe\xff", 4))
		return UTF32BE;
	*mark = 2;
	if (len >= 2 && !memcmp(p, "\xff\xfe", 2))
		return UTF16LE;
	if (len >= 2 && !memcmp(p, "\xfe\xff", 2))
		return UTF16BE;
	*mark = 0;
	wide = encoding_guess_wide(p, len);
	return wide == UTF8 ? guess_narrow(survey) : wide;
}

static void
report_decoding(const struct decoding *d, enum encoding encoding, gsize mark,
		struct builder *builder, const struct source *source)
{
	if (encoding == CP1252)
		encoding_report_western(source, builder);
	else if (encoding != UTF8 && !mark)
		builder_warn(builder, 0,
			     "no byte order mark: taken for %s by its zero "
			     "bytes",
			     names[encoding]);
	if (d->bad)
		builder_warn(builder, source_line(source, d->first_bad),
			     "%" G_GSIZE_FORMAT " byte%s could not be read as "
			     "%s; each stands as U+FFFD, the first here",
			     d->bad, d->bad == 1 ? "" : "s", names[encoding]);
	if (d->nuls)
		builder_warn(builder, source_line(source, d->first_nul),
			     "%" G_GSIZE_FORMAT " NUL character%s in the text, "
			     "kept as U+FFFD, the first here",
			     d->nuls, d->nuls == 1 ? "" : "s");
}

static void
decode(struct decoding *d, enum encoding encoding, const guchar *p, gsize len)
{
	if (encoding == UTF8)
		decode_utf8(d, p, len);
	else if (encoding == CP1252)
		decode_cp1252(d, p, len);
	else if (encoding == UTF16LE || encoding == UTF16BE)
		decode_utf16(d, p, len, encoding == UTF16BE);
	else
		decode_utf32(d, p, len, encoding == UTF32BE);
}

gboolean
source_is_wide(const struct source *source)
{
	return encoding_guess_wide((const guchar *)source->bytes,
				   source->bytes_len) != UTF8;
}

/* Read as Windows-1252 it would be gibberish, and look like a transcript. */
static gboolean
refuse_eastern(const struct source *source, const guchar *p, gsize len,
	       GError **error)
{
	const char *others, *name = encoding_guess_eastern(p, len, &others);

	return source_fault(source, 0, error,
			    "its letters are neither UTF-8 nor Western "
			    "European; it looks like %s%s: save it as UTF-8 "
			    "in the program it comes from, or 'iconv -f %s -t "
			    "UTF-8 FILE >NEW'",
			    name, others, name);
}

/* What is clean already is not copied. */
gboolean
source_decode(struct source *source, struct builder *builder, GError **error)
{
	const guchar *p = (const guchar *)source->bytes;
	gsize len = source->bytes_len, mark;
	struct byte_survey survey = survey_utf8(p, len);
	enum encoding encoding = detect(p, len, &survey, &mark);
	struct decoding d = { 0 };

	if (source->strict && mark != 3) {
		encoding = UTF8;
		mark = 0;
	}
	p += mark;
	len -= mark;
	if (encoding == CP1252 && !encoding_is_western(p, len))
		return refuse_eastern(source, p, len, error);
	source->encoding = names[encoding];
	if (encoding == UTF8 && survey.plain && !survey.bad && len) {
		source->text = (const char *)p;
		source->len = len;
		source->ascii = !survey.good;
		return TRUE;
	}
	d.out = g_string_sized_new(len + 1);
	decode(&d, encoding, p, len);
	source->len = d.out->len;
	source->text = source->owned = g_string_free(d.out, FALSE);
	report_decoding(&d, encoding, mark, builder, source);
	return TRUE;
}

guint
source_line(const struct source *source, gsize offset)
{
	const char *p = source->text, *end = p + offset;
	guint line = 1;

	while ((p = memchr(p, '\n', end - p)) != NULL) {
		line++;
		p++;
	}
	return line;
}
