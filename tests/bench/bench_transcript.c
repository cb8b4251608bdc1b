/*
 * bench_transcript.c: MB of file a second, one thread, by format; how many
 * times longer than merely reading the bytes, as cat does; and, for captions,
 * how many times faster than Python (captions.py).
 *
 * The data are made here: a talk of two people with sentences of usual
 * length, in every format a reader has a hot path for.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <glib/gstdio.h>

#include "transcript/transcript.h"

#define TURNS 200000
#define WORD_TURNS 15000
#define ROUNDS 5

static const char *const sentences[] = {
	"So what was that like for you, when she rang?",
	"I don't know. I just put the phone down and sat there for a bit.",
	"And the week before that, had the two of you been talking at all?",
	"Not really, no, she's been busy with the little one and I didn't "
	"want to bother her with my things again.",
	"Mm-hm.",
	"It's the same every time, isn't it (laughs), I say I'm fine and then "
	"I go home and I'm not fine, and nobody knows because I said so.",
};

static const char *
sentence(guint i)
{
	return sentences[(i * 7 + i / 5) % G_N_ELEMENTS(sentences)];
}

static const char *
name(guint i)
{
	return i % 2 ? "Ben Holt" : "Anna Berg";
}

static void
append_clock(GString *out, guint ms, char dot)
{
	g_string_append_printf(out, "%02u:%02u:%02u%c%03u", ms / 3600000,
			       ms / 60000 % 60, ms / 1000 % 60, dot, ms % 1000);
}

static void
make_txt(GString *out, guint i)
{
	g_string_append_printf(out, "%c: %s\n", i % 2 ? 'P' : 'T', sentence(i));
}

static void
make_vtt(GString *out, guint i)
{
	if (i == 0)
		g_string_append(out, "WEBVTT\n\n");
	append_clock(out, i * 500, '.');
	g_string_append(out, " --> ");
	append_clock(out, i * 500 + 450, '.');
	g_string_append_printf(out, "\n<v %s>%s</v>\n\n", name(i), sentence(i));
}

static void
make_srt(GString *out, guint i)
{
	g_string_append_printf(out, "%u\n", i + 1);
	append_clock(out, i * 500, ',');
	g_string_append(out, " --> ");
	append_clock(out, i * 500 + 450, ',');
	g_string_append_printf(out, "\n%s: %s\n\n", name(i), sentence(i));
}

static void
make_csv(GString *out, guint i)
{
	if (i == 0)
		g_string_append(out, "start,end,speaker,text\n");
	g_string_append_printf(out, "%u.%03u,%u.%03u,%s,\"%s\"\n", i / 2,
			       i % 2 * 500, i / 2, i % 2 * 500 + 450, name(i),
			       sentence(i));
}

static void
make_segments(GString *out, guint i)
{
	g_string_append_printf(out,
			       "%s{\"start\": %u.%u, \"end\": %u.%u, "
			       "\"text\": \" %s\", \"speaker\": "
			       "\"SPEAKER_0%u\"}",
			       i ? ", " : "{\"segments\": [", i / 2, i % 2 * 5,
			       i / 2, i % 2 * 5 + 4, sentence(i), i % 2);
	if (i == TURNS - 1)
		g_string_append(out, "]}");
}

static void
make_words(GString *out, guint i)
{
	static const char open[] = "{\"results\": {\"channels\": "
				   "[{\"alternatives\": [{\"words\": [";
	g_auto(GStrv) words = g_strsplit(sentence(i), " ", 0);

	for (guint w = 0; words[w]; w++)
		g_string_append_printf(out,
				       "%s{\"word\": \"%s\", \"start\": "
				       "%u.%02u, \"end\": %u.%02u, "
				       "\"confidence\": 0.98, \"speaker\": %u, "
				       "\"punctuated_word\": \"%s\"}",
				       i || w ? ", " : open, words[w], i, w * 2,
				       i, w * 2 + 2, i % 2, words[w]);
	if (i == WORD_TURNS - 1)
		g_string_append(out, "]}]}]}}");
}

static const struct {
	const char *name;
	void (*make)(GString *out, guint i);
	double goal; /* MB/s */
	guint turns;
	gboolean captions; /* that Python reads, too */
} formats[] = {
	{ "plain text", make_txt, 300, TURNS, FALSE },
	{ "WebVTT", make_vtt, 150, TURNS, TRUE },
	{ "SRT", make_srt, 150, TURNS, TRUE },
	{ "CSV", make_csv, 100, TURNS, FALSE },
	{ "JSON, passages", make_segments, 50, TURNS, FALSE },
	{ "JSON, words", make_words, 50, WORD_TURNS, FALSE },
};

/* Seconds of this process alone: other work on the machine does not count. */
static double
cpu_seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

/* Seconds to read the file as cat would, from the page cache. */
static double
time_read(const char *path)
{
	static char buffer[128 * 1024];
	double start = cpu_seconds();
	FILE *file = fopen(path, "rb");
	volatile gsize total = 0;
	gsize n;

	g_assert_nonnull(file);
	while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0)
		total += n;
	fclose(file);
	return cpu_seconds() - start;
}

static double
time_parse(const GString *text, guint turns)
{
	double start = cpu_seconds();
	g_autoptr(GError) error = NULL;
	g_autoptr(Transcript) t =
		transcript_parse(text->str, text->len, NULL, &error);

	g_assert_no_error(error);
	g_assert_cmpuint(t->turns->len, ==, turns);
	return cpu_seconds() - start;
}

/* Seconds Python takes for the file's captions; 0 when it is not here. */
static double
time_python(const char *path, guint captions)
{
	g_autofree char *quoted = g_shell_quote(path);
	g_autofree char *command =
		g_strconcat("python3 tests/bench/captions.py ", quoted, NULL);
	g_autofree char *said = NULL;
	double seconds;
	char *after;

	if (!g_spawn_command_line_sync(command, &said, NULL, NULL, NULL) ||
	    !*said)
		return 0;
	seconds = g_ascii_strtod(said, &after);
	g_assert_cmpuint(strtoul(after, NULL, 10), ==, captions);
	return seconds;
}

static void
bench(gsize f)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *path = NULL;
	double parse = 1e9, cat = 1e9, python = 0, mb;
	int fd = g_file_open_tmp("bench-XXXXXX", &path, NULL);

	g_assert_cmpint(fd, >=, 0);
	g_close(fd, NULL);
	for (guint i = 0; i < formats[f].turns; i++)
		formats[f].make(text, i);
	g_assert_true(g_file_set_contents(path, text->str, text->len, NULL));
	for (int i = 0; i < ROUNDS; i++) {
		cat = MIN(cat, time_read(path));
		parse = MIN(parse, time_parse(text, formats[f].turns));
	}
	if (formats[f].captions)
		python = time_python(path, formats[f].turns);
	g_assert_cmpint(remove(path), ==, 0);
	mb = text->len / 1e6;
	printf("transcript  %-15s %7.1f MB  %6.0f MB/s (goal %3.0f)  "
	       "%5.1f x the time of cat",
	       formats[f].name, mb, mb / parse, formats[f].goal, parse / cat);
	if (python > 0)
		printf("  %5.0f x as fast as Python", python / parse);
	printf("\n");
}

int
main(void)
{
	for (gsize f = 0; f < G_N_ELEMENTS(formats); f++)
		bench(f);
	return 0;
}
