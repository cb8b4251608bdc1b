/*
 * Printing and reading back: parse(print(t)) has the same turns, for text and
 * WebVTT, over samples and over random transcripts full of what makes parsers
 * stumble.  And the limits: big, deep and many end in bounded time and memory.
 */
#include <sys/resource.h>
#include <time.h>

#include "test_transcript.h"

static void
assert_same(const struct transcript *a, const struct transcript *b)
{
	g_autofree char *x = turns_print(a), *y = turns_print(b);

	g_assert_cmpstr(x, ==, y);
	g_assert_cmpuint(a->turns->len, ==, b->turns->len);
	for (guint n = 1; n <= a->turns->len; n++)
		g_assert_cmpint(transcript_turn(a, n)->role, ==,
				transcript_turn(b, n)->role);
	g_assert_cmpuint(a->speakers->len, ==, b->speakers->len);
}

static void
check_round_trip(const struct transcript *t)
{
	g_autofree char *txt = transcript_print_txt(t);
	g_autofree char *vtt = transcript_print_vtt(t);
	g_autoptr(Transcript) a = parse(txt), b = parse(vtt);

	g_assert_cmpstr(a->format, ==, "txt");
	g_assert_cmpstr(b->format, ==, "vtt");
	assert_same(t, a);
	assert_same(t, b);
}

static void
test_form(void)
{
	g_autoptr(Transcript) t = parse("# case: C01\n[0:01] Anna: a & <b>\n"
					"Ben: c\n# therapist: x\n");
	g_autofree char *txt = transcript_print_txt(t);
	g_autofree char *vtt = transcript_print_vtt(t);

	g_assert_cmpstr(txt, ==,
			"# written-by: iptrate\n# case: C01\n"
			"[00:00:01.000] Anna: a & <b>\n"
			"Ben: c # therapist: x\n");
	g_assert_cmpstr(vtt, ==,
			"WEBVTT\nWritten-By: iptrate\ncase: C01\n\n"
			"turn 1 no-end\n00:00:01.000 --> 00:00:01.000\n"
			"<v Anna>a &amp; &lt;b&gt;\n\n"
			"turn 2 no-start no-end\n00:00:01.000 --> "
			"00:00:01.000\n<v Ben>c # therapist: x\n");
	check_round_trip(t);
}

static void
test_roles_travel(void)
{
	g_autoptr(GHashTable) roles = g_hash_table_new(g_str_hash, g_str_equal);
	struct transcript_options options = { .roles = roles };
	const char *text = "Anna: a\nBen: b\nCy: c\nAnna: d\nCy: e\nBen: f\n";
	g_autoptr(Transcript) t = NULL;

	g_hash_table_insert(roles, (char *)"Anna",
			    GINT_TO_POINTER(TURN_PATIENT));
	g_hash_table_insert(roles, (char *)"Cy",
			    GINT_TO_POINTER(TURN_THERAPIST));
	t = transcript_parse(text, strlen(text), &options, NULL);
	check_round_trip(t);
}

static void
test_samples(void)
{
	static const char *const folders[] = { "transcripts/formats",
					       "transcripts/sessions",
					       "tests/data/layouts/text",
					       "tests/data/layouts/tables" };

	for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autoptr(GDir) dir = g_dir_open(folders[i], 0, NULL);
		const char *name;

		while (dir && (name = g_dir_read_name(dir)) != NULL) {
			g_autofree char *path =
				g_build_filename(folders[i], name, NULL);
			g_autofree char *bytes = NULL;
			g_autoptr(Transcript) t = NULL;
			gsize len;

			if ((g_str_has_suffix(name, ".tsv") && i == 1) ||
			    !strcmp(name, "expected.tsv"))
				continue;
			g_assert_true(
				g_file_get_contents(path, &bytes, &len, NULL));
			t = transcript_parse(bytes, len, NULL, NULL);
			if (t)
				check_round_trip(t);
		}
	}
}

/* Pieces that look like something else. */
static const char *const nasty[] = {
	"yes",
	"T:",
	"P: no",
	"[00:12:03]",
	"-->",
	"<v Ben>",
	"&amp;",
	"&",
	"<b>x</b>",
	"# case: 1",
	"?",
	"NOTE",
	"\"q\"",
	",",
	"\t",
	"\n",
	"[laughs]",
	"(pause)",
	"00:01.000 --> 00:02.000",
	"WEBVTT",
	"\303\251",
	"\342\200\250",
	"\033[1m",
	"*",
	"  ",
	"7",
	"</v>",
	"{\\\\an8}",
	"=cmd()",
	"https://x.org",
};

static const char *const labels[] = {
	"Anna",	       "Ben Holt",     "T",	      "P",
	"Speaker 1",   "a <b> & c",    "X: Y",	      "?",
	"\303\211ric", "[Zoe]",	       "# Max",	      "",
	"turn 4",      "Co-therapist", "Smith, Anna", "7",
};

static char *
random_json(void)
{
	GString *out = g_string_new("[");
	guint n = g_test_rand_int_range(1, 30);

	for (guint i = 0; i < n; i++) {
		guint pieces = g_test_rand_int_range(1, 5);
		g_autoptr(GString) text = g_string_new(NULL);
		g_autofree char *safe = NULL;

		g_string_append(out, i ? ",{" : "{");
		if (g_test_rand_bit())
			g_string_append_printf(out, "\"start\":%d.%d,",
					       g_test_rand_int_range(0, 9999),
					       g_test_rand_int_range(0, 999));
		if (g_test_rand_bit())
			g_string_append_printf(out, "\"end\":%d,",
					       g_test_rand_int_range(0, 9999));
		for (guint k = 0; k < pieces; k++)
			g_string_append_printf(
				text, "%s%s", k ? " " : "",
				nasty[g_test_rand_int_range(
					0, G_N_ELEMENTS(nasty))]);
		safe = g_strescape(text->str,
				   "\177\200\201\202\203\204\205\206\207\210"
				   "\211\212\213\214\215\216\217\220\221\222"
				   "\223\224\225\226\227\230\231\232\233\234"
				   "\235\236\237\240\241\242\243\244\245\246"
				   "\247\250\251\252\253\254\255\256\257\260"
				   "\261\262\263\264\265\266\267\270\271\272"
				   "\273\274\275\276\277\300\301\302\303\304"
				   "\342\303\033");
		g_string_append_printf(
			out,
			"\"speaker\":\"%s\",\"text\":"
			"\"%s\"}",
			labels[g_test_rand_int_range(0, G_N_ELEMENTS(labels))],
			safe);
	}
	g_string_append_c(out, ']');
	return g_string_free(out, FALSE);
}

static void
test_random(void)
{
	for (int i = 0; i < 300; i++) {
		g_autofree char *json = random_json();
		g_autoptr(Transcript) t =
			transcript_parse(json, strlen(json), NULL, NULL);

		if (t)
			check_round_trip(t);
	}
}

/* Peak memory of this process, bytes. */
static gsize
peak_memory(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (gsize)usage.ru_maxrss * 1024;
}

static void
test_long_turn(void)
{
	g_autoptr(GString) text = g_string_new("T: ");
	g_autoptr(Transcript) t = NULL;
	gsize len;

	while (text->len < 7 << 20)
		g_string_append(text, "and so it went on, \303\251, ");
	g_string_append(text, "end\nP: hm\n");
	t = parse(text->str);
	g_assert_cmpuint(t->turns->len, ==, 2);
	transcript_turn_text(t, transcript_turn(t, 1), &len);
	g_assert_cmpuint(len, ==, text->len - strlen("T: \nP: hm\n"));
}

static void
test_many_lines(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) srt = g_string_new(NULL);
	g_autoptr(Transcript) t = NULL, u = NULL;

	for (int i = 0; i < 100000; i++) {
		g_string_append(text, i % 2 ? "P: yes\n" : "T: no\n");
		g_string_append_printf(srt,
				       "%d\n%02d:%02d:%02d,000 --> "
				       "%02d:%02d:%02d,500\n%s: x\n\n",
				       i + 1, i / 3600, i / 60 % 60, i % 60,
				       i / 3600, i / 60 % 60, i % 60,
				       i % 2 ? "Ben" : "Anna");
	}
	t = parse(text->str);
	g_assert_cmpuint(t->turns->len, ==, 100000);
	u = parse(srt->str);
	g_assert_cmpstr(u->format, ==, "srt");
	g_assert_cmpuint(u->turns->len, ==, 100000);
}

/* Things that grow: many labels, one line of brackets, JSON of crumbs. */
static void
test_hostile_sizes(void)
{
	g_autoptr(GString) crumbs = g_string_new("{\"segments\":[");
	g_autoptr(GString) people = g_string_new(NULL);
	g_autoptr(Transcript) t = NULL, u = NULL;
	gsize before = peak_memory();

	for (int i = 0; i < 2000000; i++)
		g_string_append(crumbs, "[],");
	g_string_append(crumbs, "{\"text\":\"x\"}]}");
	t = parse(crumbs->str);
	g_assert_cmpuint(t->turns->len, ==, 1);
	for (int i = 0; i < 100000; i++)
		g_string_append_printf(people, "Name%d: x\nName%d: y\n", i, i);
	u = parse(people->str);
	g_assert_cmpuint(u->speakers->len, <=, 1000);
	g_assert_cmpuint(u->warnings->len, <=, 101);
	g_assert_cmpuint(peak_memory() - before, <,
			 10 * (crumbs->len + people->len) + (32 << 20));
}

static void
check_overfull(const char *head, const char *piece, gsize len, const char *part)
{
	g_autoptr(GString) text = g_string_new(head);
	gsize before = peak_memory();

	while (text->len < len)
		g_string_append(text, piece);
	check_refused(text->str, text->len, part);
	g_assert_cmpuint(peak_memory() - before, <,
			 10 * text->len + (32 << 20));
}

/* No session is so large: refused, with the mend, before memory is. */
static void
test_too_large(void)
{
	check_overfull("", "T:a\nP:a\n", 8 << 20, "more than a million turns");
	check_overfull("speaker,text\n", ",a\n", 4 << 20,
		       "more than a million turns");
	check_overfull("T: ", "and so it went on. ", (32 << 20) + 1,
		       "larger than 32 MB");
}

/* What repeats `piece` for a megabyte is read in linear time: a quadratic one
 * takes minutes.  Counted is the processor's time, whatever else runs. */
static void
check_quick(const char *head, const char *piece, const char *tail)
{
	g_autoptr(GString) text = g_string_new(head);
	struct transcript_options options = { .name = "f" };
	clock_t start;

	while (text->len < 1 << 20)
		g_string_append(text, piece);
	g_string_append(text, tail);
	start = clock();
	transcript_free(transcript_parse(text->str, text->len, &options, NULL));
	g_assert_cmpint(clock() - start, <, 20 * CLOCKS_PER_SEC);
}

static void
test_linear(void)
{
	static const char vtt[] = "WEBVTT\n\n00:01.000 --> 00:02.000\n";
	static const char srt[] = "1\n00:00:01,000 --> 00:00:02,000\n";

	check_quick(vtt, "<", "");
	check_quick(vtt, "<v ", "");
	check_quick(vtt, "</v", "");
	check_quick(vtt, "&", "");
	check_quick(vtt, "<v a>b\n", "");
	check_quick(vtt, "-->\n", "");
	check_quick(srt, "{\\", "");
	check_quick(srt, "{", "");
	check_quick(srt, "1\n", "");
	check_quick("[{\"text\":\"", "\\ra", "\"}]");
	check_quick("[{\"text\":\"", "\\u0041", "\"}]");
	check_quick("{\"segments\":[", "{\"text\":\"a\"},", "{}]}");
	check_quick("{\"results\":{\"items\":[", "{\"start_time\":\"1\"},",
		    "{}]}}");
	check_quick("speaker,text\n", "\"a\"\"", "");
	check_quick("speaker,text\n", "\"", "");
	check_quick("speaker,text\n", ",", "\n");
	check_quick("T: ", "[", "\n");
	check_quick("T: ", "0:00 ", "\n");
	check_quick("", "a: ", "");
	check_quick("", "[0:01]\n", "");
	check_quick("@Begin\n@Participants:", "\tA B,\n", "*A:\tb\n");
	check_quick("@Begin\n*A:\t", "\025", "\n");
	check_quick("File type = \"ooTextFile\" \"TextGrid\" ", "\"\" ", "");
	check_quick("0:00:01.000,0:00:02.000\n", "a\n\n", "");
	check_quick("", "T - a\n", "");
	check_quick("", "[a", "");
	check_quick("", "a;", "");
	check_quick("Date: x\n", "Anna: b\n", "\nAnna: c\n");
	check_quick("Date: x\nA1: b\nA2: b\nA3: b\n\n", "\n", "T: a");
	check_quick("T: a", "\342\200\250", "");
	check_quick("T: a", "\342\200\217", ": b");
	check_quick("@Begin\n*A:\t", "(a", "\n");
	check_quick("@Begin\n*A:\ta ", "+/ ", "\n");
	check_quick("@Begin\n*A:\t", "[", "\n");
	check_quick("", "1,\"a\n", "");
	check_quick("", "Anna;b\n", "");
	check_quick(vtt, "[Anna] b\n", "");
	check_quick(vtt, ">>\n", "");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/transcript/print/form", test_form);
	g_test_add_func("/transcript/print/roles", test_roles_travel);
	g_test_add_func("/transcript/print/samples", test_samples);
	g_test_add_func("/transcript/print/random", test_random);
	g_test_add_func("/transcript/limits/long-turn", test_long_turn);
	g_test_add_func("/transcript/limits/many-lines", test_many_lines);
	g_test_add_func("/transcript/limits/linear", test_linear);
	g_test_add_func("/transcript/limits/hostile", test_hostile_sizes);
	g_test_add_func("/transcript/limits/too-large", test_too_large);
	return g_test_run();
}
