/*
 * WebVTT step by step, from our own reading of
 * https://www.w3.org/TR/webvtt1/ (file parsing, 6.1; cue text, 6.4): what the
 * conformance files of test_transcript_vtt.c leave out.  Each expectation was
 * worked out from the steps by hand.
 */
#include "test_transcript.h"

#define TIMES "00:01.000 --> 00:02.000\n"

struct example {
	const char *text;
	gssize len; /* -1: up to the NUL */
	const char *cues;
};

static char *
cues_print(const struct transcript *t)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < t->cues->len; i++) {
		const struct cue *cue = &g_array_index(t->cues, struct cue, i);
		const char *text = t->cue_text;

		g_string_append_printf(
			out, "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT " ",
			i ? "|" : "", cue->start_ms, cue->end_ms);
		g_string_append_len(out, text + cue->id.start,
				    cue->id.end - cue->id.start);
		g_string_append_c(out, '=');
		g_string_append_len(out, text + cue->text.start,
				    cue->text.end - cue->text.start);
	}
	return g_string_free(out, FALSE);
}

static void
check_all(const struct example *examples, gsize n)
{
	for (gsize i = 0; i < n; i++) {
		g_autoptr(Transcript) t = parse_as(
			examples[i].text, examples[i].len, "vtt", TRUE);
		g_autofree char *cues = cues_print(t);

		g_assert_cmpstr(cues, ==, examples[i].cues);
	}
}

/* Signature, header line, header block (steps 4 to 12). */
static void
test_header(void)
{
	static const struct example examples[] = {
		{ "WEBVTT\n", -1, "" },
		{ "WEBVTT\t\n\n" TIMES "a", -1, "1000-2000 =a" },
		{ "WEBVTT \n\n" TIMES "a", -1, "1000-2000 =a" },
		{ "WEBVTT - a title: x\n\n" TIMES "a", -1, "1000-2000 =a" },
		{ "WEBVTT\r\n\r\n" TIMES "a", -1, "1000-2000 =a" },
		{ "WEBVTT\r" TIMES "a", -1, "1000-2000 =a" },
		/* an arrow in the first line is no cue */
		{ "WEBVTT 00:01.000 --> 00:02.000\na", -1, "" },
		/* a header block swallows what has no arrow... */
		{ "WEBVTT\nKind: x\nid\n\n" TIMES "a", -1, "1000-2000 =a" },
		/* ... gives way to an arrow, and keeps the id */
		{ "WEBVTT\nid\n" TIMES "a", -1, "1000-2000 =a" },
		{ "WEBVTT\nNOTE x --> y\n\n" TIMES "a", -1, "1000-2000 =a" },
		{ "WEBVTT\nSTYLE\n\n" TIMES "a", -1, "1000-2000 =a" },
		{ "WEBVTT\n\n\n\n\n" TIMES "a\n\n\n\n" TIMES "b", -1,
		  "1000-2000 =a|1000-2000 =b" },
		/* a line of blanks is not an empty line */
		{ "WEBVTT\n \n" TIMES "a", -1, "1000-2000 =a" },
		{ "WEBVTT\n\n" TIMES "a\n \nb", -1, "1000-2000 =a\n \nb" },
	};

	check_all(examples, G_N_ELEMENTS(examples));
}

static void
test_header_refused(void)
{
	static const char *const bad[] = {
		"",
		"WEB",
		"WEBVTT-x\n",
		"WEBVTT\f\n",
		"WEBVTT\vx\n",
		"\357\273\277\357\273\277WEBVTT\n",
		"WEBVTT\302\240\n",
		"\357\273\277 WEBVTT\n",
	};
	struct transcript_options options = { .format = "vtt", .strict = TRUE };

	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
		g_assert_null(transcript_parse(bad[i], strlen(bad[i]), &options,
					       NULL));
	g_assert_null(transcript_parse("WEBVTT\0\n", 8, &options, NULL));
}

/* "Collect a WebVTT block". */
static void
test_blocks(void)
{
	static const struct example examples[] = {
		/* an id may be anything without an arrow */
		{ "WEBVTT\n\nSTYLE\n" TIMES "a", -1, "1000-2000 STYLE=a" },
		{ "WEBVTT\n\nNOTE\n" TIMES "a", -1, "1000-2000 NOTE=a" },
		{ "WEBVTT\n\nREGION\n" TIMES "a", -1, "1000-2000 REGION=a" },
		{ "WEBVTT\n\n i d \n" TIMES "a", -1, "1000-2000  i d =a" },
		{ "WEBVTT\n\n--\n" TIMES "a", -1, "1000-2000 --=a" },
		/* of three lines the arrow begins the next block */
		{ "WEBVTT\n\nNOTE\nx\n" TIMES "a", -1, "1000-2000 =a" },
		{ "WEBVTT\n\nSTYLE\n::cue{}\n" TIMES "a", -1, "1000-2000 =a" },
		/* an arrow in the words ends them, whatever it is worth */
		{ "WEBVTT\n\n" TIMES "a\nb --> c\nd\n\n" TIMES "e", -1,
		  "1000-2000 =a|1000-2000 =e" },
		{ "WEBVTT\n\n" TIMES TIMES "a", -1,
		  "1000-2000 =|1000-2000 =a" },
		{ "WEBVTT\n\n" TIMES "a -- > b - -> c", -1,
		  "1000-2000 =a -- > b - -> c" },
		/* times that cannot be read lose the whole cue */
		{ "WEBVTT\n\nid\nx --> y\na\nb\n\n" TIMES "c", -1,
		  "1000-2000 =c" },
		{ "WEBVTT\n\nid --> x\n" TIMES "a", -1, "1000-2000 =a" },
		/* the end of the file, anywhere */
		{ "WEBVTT\n\n00:01.000 --> 00:02.000", -1, "1000-2000 =" },
		{ "WEBVTT\n\nid\n00:01.000 --> 00:02.000", -1,
		  "1000-2000 id=" },
		{ "WEBVTT\n\nid", -1, "" },
		{ "WEBVTT\n\n" TIMES "a\n", -1, "1000-2000 =a" },
		{ "WEBVTT\n\n" TIMES "\xc3", -1, "1000-2000 =\357\277\275" },
		/* NUL is a character like another */
		{ "WEBVTT\n\ni\0d\n" TIMES "a\0", 8 + 4 + 24 + 2,
		  "1000-2000 i\357\277\275d=a\357\277\275" },
		{ "WEBVTT\n\n\0" TIMES "a", 8 + 1 + 24 + 1, "" },
		/* line ends of any kind, also mixed: LF CR is two */
		{ "WEBVTT\n\r00:01.000 --> 00:02.000\ra\rb\r\nc\n\rd", -1,
		  "1000-2000 =a\nb\nc" },
		{ "WEBVTT\n\n" TIMES "a\fb\vc\302\205d\342\200\250e", -1,
		  "1000-2000 =a\fb\vc\302\205d\342\200\250e" },
		{ "WEBVTT\n\n" TIMES "\357\273\277a", -1,
		  "1000-2000 =\357\273\277a" },
	};

	check_all(examples, G_N_ELEMENTS(examples));
}

/* "Collect WebVTT cue timings and settings", "collect a WebVTT timestamp". */
static void
test_times(void)
{
	static const struct {
		const char *line;
		const char *cues; /* "": none */
	} lines[] = {
		{ "\t00:01.000\f-->\t00:02.000", "1000-2000 =a" },
		{ "00:01.000 --> 00:02.000align:start", "1000-2000 =a" },
		{ "00:01.000 --> 00:02.000 position:x line:-1 x --> y",
		  "1000-2000 =a" },
		{ "00:01.000 --> 00:02.000 region:none size:200%",
		  "1000-2000 =a" },
		{ "00:02.000 --> 00:01.000", "2000-1000 =a" },
		{ "00:01.000 --> 00:01.000", "1000-1000 =a" },
		{ "0:00:01.000 --> 1:00:02.000", "1000-3602000 =a" },
		{ "60:00:00.000 --> 0000000099:59:59.999",
		  "216000000-359999999 =a" },
		{ "00:00:00.000 --> 59:59.999", "0-3599999 =a" },
		{ "00:01.000-->00:02.000-->00:03.000", "1000-2000 =a" },
		{ "00:01.000 --> 00:02.000.5", "1000-2000 =a" },
		{ "00:01.000 --> 00:02.000:5", "1000-2000 =a" },
		{ "00:01.000 - -> --> 00:02.000", "" },
		{ "00:01.000 ---> 00:02.000", "" },
		{ "00:01.000 -->> 00:02.000", "" },
		{ "-00:01.000 --> 00:02.000", "" },
		{ "+00:01.000 --> 00:02.000", "" },
		{ "00:01 --> 00:02", "" },
		{ "00:01. --> 00:02.000", "" },
		{ "01.000 --> 02.000", "" },
		{ ":00:01.000 --> 00:02.000", "" },
		{ "00::01.000 --> 00:02.000", "" },
		{ "00:00:00:01.000 --> 00:02.000", "" },
		{ "00:00:1.000 --> 00:02.000", "" },
		{ "00:0:01.000 --> 00:02.000", "" },
		{ "00:00:60.000 --> 00:02.000", "" },
		{ "00:01 .000 --> 00:02.000", "" },
		{ "00:01.000 --> x 00:02.000", "" },
		{ "\357\274\220\357\274\220:01.000 --> 00:02.000", "" },
		{ "\302\24000:01.000 --> 00:02.000", "" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autofree char *text =
			g_strconcat("WEBVTT\n\n", lines[i].line, "\na", NULL);
		struct example example = { text, -1, lines[i].cues };

		check_all(&example, 1);
	}
}

/* What is said in one cue of these words. */
static void
check_words(const char *payload, const char *expected)
{
	g_autofree char *text =
		g_strconcat("WEBVTT\n\n" TIMES, payload, "\n", NULL);
	g_autoptr(Transcript) t = parse_as(text, -1, "vtt", TRUE);
	g_autoptr(GString) said = g_string_new(NULL);

	for (guint n = 1; n <= t->turns->len; n++) {
		const struct turn *turn = transcript_turn(t, n);
		gsize len;
		const char *words = transcript_turn_text(t, turn, &len);

		g_string_append_printf(said, "%s%s: ", n > 1 ? "|" : "",
				       transcript_speaker(t, turn)->label);
		g_string_append_len(said, words, len);
	}
	g_assert_cmpstr(said->str, ==, expected);
}

static void
test_tags(void)
{
	check_words("a<x>b</x>c<>d</>e", "?: abcde");
	check_words("a<b>b<i>c</b>d</i>e</b>f", "?: abcdef");
	check_words("a<00:01.500>b<1>c", "?: abc");
	check_words("a < b > c", "?: a  c");
	check_words("a<b", "?: a");
	check_words("a</", "?: a");
	check_words("a<c.x.y z>b</c.x>c", "?: abc");
	check_words("<B>a</B>", "?: a");
	check_words("<ruby>a<rt>b</ruby>c<rt>d", "?: abcd");
	check_words("<v Anna>a <i>b</v> c</i> d</v>", "Anna: a b c d");
	check_words("<v Anna>a <v Ben>b</v> c</v>", "Anna: a|Ben: b|Anna: c");
	check_words("<v.loud.x  Anna\tBerg >a", "Anna Berg: a");
	check_words("<v A&amp;B &lt;x&gt;>a", "A&B <x>: a");
	check_words("<v>a</v>", "?: a");
	check_words("<v\nAnna>a", "Anna: a");
	check_words("<lang en-GB>a</lang>", "?: a");
}

/* "Consume an HTML character reference", here by its own rules. */
static void
test_references(void)
{
	check_words("&amp;&lt;&gt;&quot;&apos;", "?: &<>\"'");
	check_words("&amp &lt &AMP; &Amp;", "?: & < & &Amp;");
	check_words("x&notit; &notin; &no; &;&&",
		    "?: x\302\254it; \342\210\211 "
		    "&no; &;&&");
	check_words("&eacute;&Eacute;&hellip;&CounterClockwiseContourIntegral;",
		    "?: \303\251\303\211\342\200\246\342\210\263");
	check_words("&NotEqualTilde;", "?: \342\211\202\314\270");
	check_words("&#65;&#x42;&#X43;&#68 &#x", "?: ABCD &#x");
	check_words("&#0;&#xd800;&#x110000;&#99999999999;",
		    "?: \357\277\275\357\277\275\357\277\275\357\277\275");
	check_words("&#128;&#x92;&#129;",
		    "?: \342\202\254\342\200\231\302\201");
	check_words("&#-1;&#;&#x;&# 1;", "?: &#-1;&#;&#x;&# 1;");
	check_words("&amp;amp;", "?: &amp;");
}

/* People do not mean references where the semicolon is missing. */
static void
test_references_lenient(void)
{
	check_turns("WEBVTT\n\n" TIMES
		    "<v A&B>AT&T &eacute;t&#233; x?a=1&copy=2"
		    " &notit; &amp &#8217;&hellip;\n",
		    "vtt",
		    "@1000-2000 A&B: AT&T \303\251t\303\251 x?a=1&copy=2 "
		    "&notit; &amp \342\200\231\342\200\246");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/transcript/standard/header", test_header);
	g_test_add_func("/transcript/standard/header-refused",
			test_header_refused);
	g_test_add_func("/transcript/standard/blocks", test_blocks);
	g_test_add_func("/transcript/standard/times", test_times);
	g_test_add_func("/transcript/standard/tags", test_tags);
	g_test_add_func("/transcript/standard/references", test_references);
	g_test_add_func("/transcript/standard/references-lenient",
			test_references_lenient);
	return g_test_run();
}
