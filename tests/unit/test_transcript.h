/*
 * test_transcript.h: what the tests of the transcript room share: parse a
 * string, and show turns as text so that one comparison says all.
 */
#ifndef TEST_TRANSCRIPT_H
#define TEST_TRANSCRIPT_H

#include <string.h>

#include "transcript/transcript.h"

static inline struct transcript *
parse_as(const char *text, gssize len, const char *format, gboolean strict)
{
	struct transcript_options options = { .name = "f",
					      .format = format,
					      .strict = strict };
	g_autoptr(GError) error = NULL;
	struct transcript *transcript;

	transcript = transcript_parse(
		text, len < 0 ? (gssize)strlen(text) : len, &options, &error);
	g_assert_no_error(error);
	g_assert_nonnull(transcript);
	return transcript;
}

static inline struct transcript *
parse(const char *text)
{
	return parse_as(text, -1, NULL, FALSE);
}

/* "T: words|P: words", each with "@start-end " before it when timed. */
static inline char *
turns_print(const struct transcript *transcript)
{
	GString *out = g_string_new(NULL);

	for (guint n = 1; n <= transcript->turns->len; n++) {
		const struct turn *turn = transcript_turn(transcript, n);
		gsize len;
		const char *text = transcript_turn_text(transcript, turn, &len);

		g_assert_cmpuint(turn->n, ==, n);
		if (n > 1)
			g_string_append_c(out, '|');
		if (turn->start_ms >= 0 || turn->end_ms >= 0)
			g_string_append_printf(out,
					       "@%" G_GINT64_FORMAT
					       "-%" G_GINT64_FORMAT " ",
					       turn->start_ms, turn->end_ms);
		g_string_append_printf(
			out,
			"%s: ", transcript_speaker(transcript, turn)->label);
		g_string_append_len(out, text, len);
	}
	return g_string_free(out, FALSE);
}

static inline void
assert_turns(const struct transcript *transcript, const char *expected)
{
	g_autofree char *turns = turns_print(transcript);

	g_assert_cmpstr(turns, ==, expected);
}

/* The bytes give these turns, in this format (NULL: any). */
static inline void
check_turns(const char *text, const char *format, const char *expected)
{
	g_autoptr(Transcript) transcript = parse(text);

	if (format)
		g_assert_cmpstr(transcript->format, ==, format);
	assert_turns(transcript, expected);
}

/* The bytes are refused with a sentence that holds `part`. */
static inline void
check_refused(const char *bytes, gssize len, const char *part)
{
	struct transcript_options options = { .name = "f" };
	g_autoptr(GError) error = NULL;
	g_autoptr(Transcript) transcript = transcript_parse(
		bytes, len < 0 ? (gssize)strlen(bytes) : len, &options, &error);

	g_assert_null(transcript);
	g_assert_error(error, BASE_ERROR, BASE_ERROR_INPUT);
	if (!strstr(error->message, part))
		g_test_message("'%s' lacks '%s'", error->message, part);
	g_assert_nonnull(strstr(error->message, part));
}

static inline gboolean
has_warning(const struct transcript *transcript, const char *part)
{
	g_autofree char *all = diagnostics_print(transcript->warnings);

	return strstr(all, part) != NULL;
}

static inline enum turn_role
role_of(const struct transcript *transcript, const char *label)
{
	for (guint i = 0; i < transcript->speakers->len; i++) {
		const struct speaker *s = transcript->speakers->pdata[i];

		if (!strcmp(s->label, label))
			return s->role;
	}
	g_error("no speaker '%s'", label);
}

#endif
