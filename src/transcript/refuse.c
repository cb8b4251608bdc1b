/*
 * refuse.c: files that are no transcript, named for what they are.
 */
#include "transcript/bytes.h"
#include "transcript/zip.h"

#define SAMPLE 8192

static const struct {
	const char *magic;
	gsize len;
	gsize at;
	const char *advice;
} kinds[] = {
	{ "%PDF-", 5, 0,
	  "a PDF; copy its text into a plain text file, or ask "
	  "for the original" },
	{ "STL", 3, 3,
	  "an EBU STL subtitle file; export it as SRT, WebVTT or TTML" },
	{ "$FontName", 9, 0,
	  "a Spruce STL subtitle file; export it as SRT or WebVTT" },
	{ "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, 0,
	  "an old Word document (.doc); open it and save it as .docx" },
	{ "[Script Info]", 13, 0,
	  "a SubStation subtitle file; convert it to SRT or WebVTT" },
	{ "SQLite format 3", 15, 0, "a database, not a transcript" },
	{ "\x1f\x8b", 2, 0, "compressed with gzip; unpack it first" },
	{ "7z\xbc\xaf\x27\x1c", 6, 0, "a 7-Zip archive; unpack it first" },
	{ "Rar!", 4, 0, "a RAR archive; unpack it first" },
	{ "\x89PNG", 4, 0, "a picture; its words must be typed" },
	{ "\xff\xd8\xff", 3, 0, "a picture; its words must be typed" },
	{ "ID3", 3, 0, "a sound recording; transcribe it first" },
	{ "RIFF", 4, 0, "a sound or video recording; transcribe it first" },
	{ "OggS", 4, 0, "a sound recording; transcribe it first" },
	{ "fLaC", 4, 0, "a sound recording; transcribe it first" },
	{ "ftyp", 4, 4, "a sound or video recording; transcribe it first" },
	{ "\x1a\x45\xdf\xa3", 4, 0, "a video recording; transcribe it first" },
	{ "\x7f"
	  "ELF",
	  4, 0, "a program, not a transcript" },
	{ "!<arch>", 7, 0, "a program library, not a transcript" },
};

static gboolean
starts_with(const char *p, const char *end, const char *word)
{
	gsize len = strlen(word);

	return (gsize)(end - p) >= len && !g_ascii_strncasecmp(p, word, len);
}

/* What says of itself that it is text. */
static gboolean
is_marked(const struct source *source)
{
	const char *p = source->bytes, *end = p + source->bytes_len;

	if (starts_with(p, end, "\xef\xbb\xbf"))
		p += 3;
	return starts_with(p, end, "WEBVTT") ||
	       starts_with(p, end, "# written-by: iptrate");
}

/* Controls other than NUL, tab, line ends of any kind and escape. */
static gboolean
is_binary(const struct source *source)
{
	gsize n = MIN(source->bytes_len, SAMPLE), odd = 0, zeros = 0;

	for (gsize i = 0; i < n; i++) {
		guchar c = source->bytes[i];

		zeros += c == 0;
		odd += (c < 0x20 && c && !strchr("\t\n\v\r\f\033", c)) ||
		       c == 0x7f;
	}
	return odd * 20 > n || zeros * 10 > n * 9;
}

/* By its first element, or by saying so; noScribe's pages are read. */
static gboolean
is_html(const struct source *source)
{
	const char *p = source->bytes, *end = p + source->bytes_len;

	if (starts_with(p, end, "\xef\xbb\xbf"))
		p += 3;
	while (p < end && is_space(*p))
		p++;
	if (p == end || *p != '<' ||
	    g_strstr_len(p, MIN(end - p, SAMPLE), "noScribe"))
		return FALSE;
	for (guint i = 0; p < end && i < SAMPLE; p++, i++) {
		if (*p != '<')
			continue;
		if (starts_with(p, end, "<!doctype html"))
			return TRUE;
		if (p + 1 < end && g_ascii_isalpha(p[1]))
			return starts_with(p, end, "<html") ||
			       starts_with(p, end, "<head>") ||
			       starts_with(p, end, "<body");
	}
	return FALSE;
}

/*
 * "SPEAKER s7 1 0.50 3.70 <NA> <NA> S00 <NA> <NA>": times, but no words.
 * Comments and lines on the speakers may stand above.
 */
static gboolean
is_rttm(const struct source *source)
{
	const char *p = source->bytes, *end = p + source->bytes_len;

	for (guint i = 0; p < end && i < 20; i++) {
		const char *eol = line_end(p, end);

		if (starts_with(p, eol, "SPEAKER ") ||
		    starts_with(p, eol, "SPKR-INFO "))
			return g_strstr_len(p, eol - p, " <NA> ") != NULL;
		if (skip_blanks(p, eol) < eol && *p != '\r' &&
		    !starts_with(p, eol, ";;"))
			return FALSE;
		p = MIN(eol + 1, end);
	}
	return FALSE;
}

gboolean
source_refuse_text(const struct source *source, GError **error)
{
	return source_fault(source, 0, error,
			    "this is XML, but of no kind that "
			    "is known here; convert it to WebVTT, SRT or "
			    "plain text");
}

gboolean
source_refuse_container(const struct source *source, GError **error)
{
	static const struct {
		const char *entry;
		const char *advice;
	} containers[] = {
		{ "xl/workbook.xml", "an Excel workbook; save the sheet as "
				     "CSV" },
		{ "ppt/presentation.xml", "a presentation, not a transcript" },
		{ "content.xml", "an OpenDocument file; save it as .docx or "
				 "plain text" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(containers); i++)
		if (zip_has(source, containers[i].entry))
			return source_fault(source, 0, error, "this is %s",
					    containers[i].advice);
	return source_fault(source, 0, error,
			    "this is a zip archive, or a "
			    "damaged Word document; unpack it, or open it and "
			    "save it again");
}

gboolean
source_refuse(const struct source *source, GError **error)
{
	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (source->bytes_len >= kinds[i].at + kinds[i].len &&
		    !memcmp(source->bytes + kinds[i].at, kinds[i].magic,
			    kinds[i].len))
			return source_fault(source, 0, error, "this is %s",
					    kinds[i].advice);
	if (is_html(source))
		return source_fault(source, 0, error,
				    "this is a web page "
				    "(HTML), probably saved instead of the "
				    "transcript; download the transcript "
				    "itself, or copy its text into a plain "
				    "text file");
	if (is_rttm(source))
		return source_fault(source, 0, error,
				    "this is RTTM: it says who speaks when, "
				    "but holds no words; export the "
				    "transcript itself, as WebVTT or JSON");
	if (!zip_is(source) && !is_marked(source) && is_binary(source) &&
	    !source_is_wide(source))
		return source_fault(source, 0, error,
				    "this is not text but "
				    "binary data; no reader knows it");
	return TRUE;
}
