/*
 * WebVTT and SRT: by the letter of the W3C algorithm, and as users have them.
 * The conformance files and their expected cues are Mozilla's (vtt.js).
 */
#include "test_transcript.h"

#define TESTS "../shared/corpora/formats/webvtt_conformance/"

/* "start-end id=text|..." of the cue list. */
static char *
cues_print(const struct transcript *t)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < t->cues->len; i++) {
		const struct cue *cue = &g_array_index(t->cues, struct cue, i);

		g_string_append_printf(
			out, "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT " ",
			i ? "|" : "", cue->start_ms, cue->end_ms);
		g_string_append_len(out, t->cue_text + cue->id.start,
				    cue->id.end - cue->id.start);
		g_string_append_c(out, '=');
		g_string_append_len(out, t->cue_text + cue->text.start,
				    cue->text.end - cue->text.start);
	}
	return g_string_free(out, FALSE);
}

static void
check_strict(const char *text, gssize len, const char *expected)
{
	g_autoptr(Transcript) t = parse_as(text, len, "vtt", TRUE);
	g_autofree char *cues = cues_print(t);

	g_assert_cmpstr(cues, ==, expected);
}

/* One step of https://www.w3.org/TR/webvtt1/#file-parsing each. */
static void
test_strict(void)
{
	check_strict("WEBVTT", -1, "");
	check_strict("\357\273\277WEBVTT\n\n00:01.000 --> 00:02.000\na", -1,
		     "1000-2000 =a");
	check_strict("WEBVTT x\nKind: y\n\nid\n00:01.000-->00:02.000 line:0\n"
		     "a\nb\n\nc",
		     -1, "1000-2000 id=a\nb");
	check_strict("WEBVTT\n00:01.000 --> 00:02.000\na", -1, "1000-2000 =a");
	check_strict("WEBVTT\n\n00:01.000 --> 00:02.000\na\n00:03.000 --> "
		     "00:04.000\nb",
		     -1, "1000-2000 =a|3000-4000 =b");
	check_strict("WEBVTT\r\r00:01.000 --> 00:02.000\ra\r\n\r\n100:00:00.000"
		     " --> 100:00:01.000\rb",
		     -1, "1000-2000 =a|360000000-360001000 =b");
	check_strict("WEBVTT\n\n00:01.000 --> 00:02.000\na\0b", 35,
		     "1000-2000 =a\357\277\275b");
	check_strict("WEBVTT\n\nNOTE\nx\n\nSTYLE\n::cue{}\n\n00:02.000 --> "
		     "00:01.000\n<b>a</b> &amp;",
		     -1, "2000-1000 =<b>a</b> &amp;");
	check_strict("WEBVTT\n\n-->\n00:01.000 --> 00:02.000\na", -1,
		     "1000-2000 =a");
	check_strict("WEBVTT\n\na\nb\n00:01.000 --> 00:02.000\nc", -1,
		     "1000-2000 =c");
	check_strict("WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:03.000 --> "
		     "00:04.000\n",
		     -1, "1000-2000 =|3000-4000 =");
}

/* Times the standard does not know. */
static void
test_strict_times(void)
{
	static const char *const bad[] = {
		"0:01.000 --> 00:02.000",   "00:1.000 --> 00:02.000",
		"00:01.00 --> 00:02.000",   "00:01.0000 --> 00:02.000",
		"00:01,000 --> 00:02.000",  "00:61.000 --> 00:02.000",
		"60:01.000 --> 60:02.000",  "00:60:01.000 --> 00:02.000",
		"00:01.000 -> 00:02.000",   "00:01.000 --> ",
		"x00:01.000 --> 00:02.000", "000:01.000 --> 00:02.000",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autofree char *text =
			g_strconcat("WEBVTT\n\n", bad[i], "\na\n", NULL);

		check_strict(text, -1, "");
	}
}

static void
test_strict_refusals(void)
{
	static const char *const bad[] = { "WEBVT",   "webvtt",	  " WEBVTT",
					   "WEBVTTx", "\nWEBVTT", "\tWEBVTT" };
	struct transcript_options options = { .format = "vtt", .strict = TRUE };

	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_null(transcript_parse(bad[i], strlen(bad[i]), &options,
					       &error));
		g_assert_error(error, BASE_ERROR, BASE_ERROR_INPUT);
	}
}

/* Unforced, strict reading does not fall back on a laxer format. */
static void
test_strict_sniffing(void)
{
	static const char *const texts[] = {
		"WEBVTTx\n\n00:01.000 --> 00:02.000\na\n",
		"x\nWEBVTT\n\n00:01.000 --> 00:02.000\na\n",
		"00:01.000 --> 00:02.000\na\n",
	};
	struct transcript_options options = { .strict = TRUE };
	const char *srt = "1\n00:00:01,000 --> 00:00:02,000\na\n";
	g_autoptr(Transcript) t =
		transcript_parse(srt, strlen(srt), &options, NULL);

	g_assert_cmpstr(t->format, ==, "srt");
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_null(transcript_parse(texts[i], strlen(texts[i]),
					       &options, &error));
		g_assert_nonnull(strstr(error->message, "not WebVTT"));
	}
}

/* The cue list as the expectation table writes it, for one file. */
static void
append_rows(GString *out, const char *file, const struct transcript *t)
{
	g_string_append_printf(out, "%s\t%u\n", file, t ? t->cues->len : 0);
	for (guint i = 0; t && i < t->cues->len; i++) {
		const struct cue *c = &g_array_index(t->cues, struct cue, i);
		const char *text = t->cue_text + c->text.start;

		g_string_append_printf(
			out, "%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t",
			c->start_ms, c->end_ms);
		for (gsize k = 0; k < c->text.end - c->text.start; k++) {
			if (text[k] == '\n')
				g_string_append(out, "\\n");
			else if (text[k] == '\t')
				g_string_append(out, "\\t");
			else if (text[k] == '\\')
				g_string_append(out, "\\\\");
			else
				g_string_append_c(out, text[k]);
		}
		g_string_append_c(out, '\n');
	}
}

static char *
our_rows(const char *file)
{
	g_autofree char *path = g_strconcat(TESTS "tests/", file, NULL);
	struct transcript_options options = { .format = "vtt", .strict = TRUE };
	g_autofree char *bytes = NULL;
	g_autoptr(Transcript) t = NULL;
	GString *out = g_string_new(NULL);
	gsize len;

	g_assert_true(g_file_get_contents(path, &bytes, &len, NULL));
	t = transcript_parse(bytes, len, &options, NULL);
	append_rows(out, file, t);
	return g_string_free(out, FALSE);
}

static void
test_conformance(void)
{
	g_autofree char *table = NULL, *astray = NULL;
	g_autoptr(GHashTable) files =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_auto(GStrv) lines = NULL;
	GHashTableIter iter;
	gpointer key, value;
	guint same = 0;

	if (!g_file_get_contents(TESTS "expected_vttjs.tsv", &table, NULL,
				 NULL) ||
	    !g_file_get_contents(TESTS "disagreements.tsv", &astray, NULL,
				 NULL)) {
		g_test_skip("no conformance files here");
		return;
	}
	lines = g_strsplit(table, "\n", -1);
	for (guint i = 1; lines[i] && *lines[i]; i++) {
		g_auto(GStrv) f = g_strsplit(lines[i], "\t", -1);
		GString *rows = g_hash_table_lookup(files, f[0]);

		if (!strcmp(f[2], "-1")) {
			rows = g_string_new(NULL);
			g_string_append_printf(rows, "%s\t%s\n", f[0], f[1]);
			g_hash_table_insert(files, g_strdup(f[0]), rows);
		} else {
			g_string_append_printf(rows, "%s\t%s\t%s\n", f[3], f[4],
					       f[6]);
		}
	}
	g_hash_table_iter_init(&iter, files);
	while (g_hash_table_iter_next(&iter, &key, &value)) {
		GString *rows = value;
		g_autofree char *ours = our_rows(key);

		if (!strstr(astray, key)) {
			g_assert_cmpstr(ours, ==, rows->str);
			same++;
		}
		g_string_free(rows, TRUE);
	}
	g_assert_cmpuint(same, ==, 260);
}

/* Where vtt.js and the standard differ, the standard holds. */
static void
test_disagreements(void)
{
	static const struct {
		const char *file, *rows;
	} cases[] = {
		{ "cue-times/min-top-digits.vtt", "\t0\n" },
		{ "cue-times/minimum-spots-over-sixty.vtt", "\t0\n" },
		{ "file-layout/header-no-new-line.vtt",
		  "\t1\n11000\t13000\tTest\n" },
		{ "integration/id.vtt",
		  "\t5\n1000\t2000\tThis\n2000\t3000\tIs\n3000\t4000\tA\n"
		  "4000\t5000\tTest\n6000\t7000\tAnd stuff?\n" },
	};

	if (!g_file_test(TESTS "tests", G_FILE_TEST_IS_DIR)) {
		g_test_skip("no conformance files here");
		return;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *ours = our_rows(cases[i].file);
		g_autofree char *rows =
			g_strconcat(cases[i].file, cases[i].rows, NULL);

		g_assert_cmpstr(ours, ==, rows);
	}
}

static void
test_voices(void)
{
	check_turns("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna Berg>Hi <i>you"
		    "</i>.\n\n00:02.000 --> 00:03.000\n<v Anna Berg>Well?</v>\n"
		    "<v.loud Ben>I <3 it &amp; you &lt;x&gt;</v>\n",
		    "vtt",
		    "@1000-3000 Anna Berg: Hi you. Well?|@2000-3000 Ben: I <3 "
		    "it & you <x>");
}

static void
test_lenient(void)
{
	check_turns("WEBVTT\n\n0:0:0.0 --> 0:0:2.90\n<v Anna>a</v>\n\n"
		    "0:0:3.0 --> 0:1:2.900\n<v Ben>b</v>\n",
		    "vtt", "@0-2090 Anna: a|@3000-62900 Ben: b");
	check_turns("WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\nAnna: a\n\n2\n"
		    "00:00:02.000 --> 00:00:03.000\nBen: b\n\n3\n00:00:03.000 "
		    "--> 00:00:04.000\nmore\n",
		    "vtt", "@1000-2000 Anna: a|@2000-4000 Ben: b more");
	check_turns("WEBVTT\n\nNOTE speaker: Anna\n\n00:01.000 --> 00:02.000\n"
		    "a\n\nNOTE speaker: Ben\n\n00:02.000 --> 00:03.000\nb\n",
		    "vtt", "@1000-2000 Anna: a|@2000-3000 Ben: b");
	check_turns("WEBVTT\n\nNOTE Anna\n\n00:01.000 --> 00:02.000\na\n\nNOTE "
		    "Ben\n\n00:02.000 --> 00:03.000\nb\n\nNOTE Anna\n\n"
		    "00:03.000 --> 00:04.000\nc\n\nNOTE Ben\n\n00:04.000 --> "
		    "00:05.000\nd\n\nNOTE Netflix\n",
		    "vtt",
		    "@1000-2000 Anna: a|@2000-3000 Ben: b|@3000-4000 "
		    "Anna: c|@4000-5000 Ben: d");
	check_turns("WEBVTT\n\n00:01.000 --> 00:02.000\na\n\n00:02.000 --> "
		    "00:03.000\nb\n",
		    "vtt", "@1000-2000 ?: a|@2000-3000 ?: b");
}

/* Words are not lost with their times. */
static void
test_broken_times(void)
{
	g_autoptr(Transcript) t = parse("WEBVTT\n\n00:01.000 --> 00:02.000\n"
					"<v A>a\n\n00:0x.000 --> 00:04.000\n"
					"<v B>b\n\nstray\n");

	assert_turns(t, "@1000-2000 A: a|B: b stray");
	g_assert_true(has_warning(t, "f:6: warning: the times"));
	g_assert_true(has_warning(t, "f:9: warning: words without"));
}

static void
test_order(void)
{
	g_autoptr(Transcript) t = parse(
		"WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>a\n\n00:05.000 --> "
		"00:06.000\n<v A>c\n\n00:03.000 --> 00:04.000\n<v B>b\n");

	assert_turns(t, "@1000-2000 A: a|@3000-4000 B: b|@5000-6000 A: c");
	g_assert_true(has_warning(t, "f:9: warning: 1 passage is out of"));
}

static void
test_rolling(void)
{
	g_autoptr(Transcript) t = parse(
		"WEBVTT\n\n00:01.000 --> 00:02.000\nso I went\n\n00:02.000 --> "
		"00:03.000\nso I went\nto her house\n\n00:03.000 --> 00:04.000"
		"\nto her house\nand she said\n\n00:04.000 --> 00:04.500\n"
		"and she said\n");

	assert_turns(t, "@1000-2000 ?: so I went|@2000-3000 ?: to her house|"
			"@3000-4500 ?: and she said");
	g_assert_true(has_warning(t, "3 repeat the words"));
	check_turns("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Yes.\n\n"
		    "00:02.000 --> 00:03.000\n<v A>Yes.\n\n00:03.000 --> "
		    "00:04.000\n<v A>Yes.\n",
		    "vtt",
		    "@1000-4000 A: Yes. Yes. "
		    "Yes.");
}

static void
test_inventions(void)
{
#define TALK                                                          \
	"0\n00:00:00,000 --> 00:00:01,000\nA: So.\n\n"                \
	"1\n00:00:01,000 --> 00:00:02,000\nA: See you on Monday.\n\n" \
	"2\n00:00:12,000 --> 00:00:13,000\n"
	g_autoptr(Transcript) film = parse(TALK "Thanks for watching!\n");
	g_autoptr(Transcript) polite = parse(TALK "Thank you.\n");
	g_autoptr(Transcript) t = parse(
		"0\n00:00:00,000 --> 00:00:01,000\nA: So.\n\n"
		"1\n00:00:01,000 --> 00:00:02,000\nA: See you on Monday.\n\n2\n"
		"00:00:12,000 --> 00:00:13,000\nThank you.\n\n3\n00:00:22,000 "
		"--> 00:00:23,000\nThank you.\n");

	g_assert_true(has_warning(t, "f:9: warning: the last 2 passages"));
	assert_turns(t, "@0-23000 A: So. See you on Monday. Thank you. "
			"Thank you.");
	g_assert_true(has_warning(film, "f:9: warning: the last passage "
					"('Thanks for watching!')"));
	g_assert_false(has_warning(polite, "recognisers"));
}

static void
test_srt(void)
{
	check_turns("1\n00:00:01,000 --> 00:00:02,000\n<i>Anna:</i> a\n{\\an8}"
		    "b\n2\n00:00:02,500 --> 00:00:03,000\nBen: c\n\n3\n",
		    "srt", "@1000-2000 Anna: a b|@2500-3000 Ben: c");
	check_turns("\n1\n00:00:01,000 --> 00:00:02,000\n>> ANNA: a\n\nmore\n\n"
		    "2\n00:00:02,000 --> 00:00:03,000\n>> BEN: b",
		    "srt", "@1000-2000 ANNA: a more|@2000-3000 BEN: b");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/transcript/vtt/strict", test_strict);
	g_test_add_func("/transcript/vtt/strict-times", test_strict_times);
	g_test_add_func("/transcript/vtt/strict-refusals",
			test_strict_refusals);
	g_test_add_func("/transcript/vtt/strict-sniffing",
			test_strict_sniffing);
	g_test_add_func("/transcript/vtt/conformance", test_conformance);
	g_test_add_func("/transcript/vtt/disagreements", test_disagreements);
	g_test_add_func("/transcript/vtt/voices", test_voices);
	g_test_add_func("/transcript/vtt/lenient", test_lenient);
	g_test_add_func("/transcript/vtt/broken-times", test_broken_times);
	g_test_add_func("/transcript/vtt/order", test_order);
	g_test_add_func("/transcript/vtt/rolling", test_rolling);
	g_test_add_func("/transcript/vtt/inventions", test_inventions);
	g_test_add_func("/transcript/srt", test_srt);
	return g_test_run();
}
