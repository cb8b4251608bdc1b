/* Plain text, encodings, roles and refusals of the transcript room. */
#include "test_transcript.h"

static void
test_plain(void)
{
	check_turns("T: Hello.\nP: Fine.\nreally\n", "txt",
		    "T: Hello.|P: Fine. really");
	check_turns("T: a\nT: b\nP: c\n\nP: d", "txt", "T: a b|P: c d");
	check_turns("Therapist: a\nCLIENT: b\nPartner: c", "txt",
		    "Therapist: a|CLIENT: b|Partner: c");
	check_turns("T:a\r\nP:b\rT:c", "txt", "T: a|P: b|T: c");
	check_turns("T: (laughs) hm\nP: [pause] &=laughs", "txt",
		    "T: (laughs) hm|P: [pause] &=laughs");
	check_turns("T\thello there\nP\tI: what\nmore", "txt",
		    "T: hello there|P: I: what more");
	check_turns("**Anna:** a\n**Ben:** b", "txt", "Anna: a|Ben: b");
}

static void
test_stamps(void)
{
	check_turns("[00:12:03] T: a\nT: b\n[0:12:09.5] P: c", "txt",
		    "@723000--1 T: a b|@729500--1 P: c");
	check_turns("T [00:00:03]: a\nP (00:07): b\nT: [01:00] c", "txt",
		    "@3000--1 T: a|@7000--1 P: b|@60000--1 T: c");
	check_turns("T: We met at 10:30 there\nP: x", "txt",
		    "T: We met at 10:30 there|P: x");
	check_turns("[00:01 - 00:02] Anna: a\n[00:03 - 00:04] Ben: b", "txt",
		    "@1000-2000 Anna: a|@3000-4000 Ben: b");
	check_turns("0:12 Am I late?\n0:20 No.\n", "txt",
		    "@12000--1 ?: Am I late?|@20000--1 ?: No.");
}

static void
test_styles(void)
{
	check_turns("Anna Smith  0:03\nHello there.\nMore.\n\nBen Jones  0:12\n"
		    "At 10:30 I went: out.\n\nAnna Smith  1:03\nRight.\n\n"
		    "Transcribed by https://otter.ai\n",
		    "txt",
		    "@3000--1 Anna Smith: Hello there. More.|@12000--1 "
		    "Ben Jones: At 10:30 I went: out.|@63000--1 Anna Smith: "
		    "Right.");
	check_turns("Speaker 1 (00:03):\nHello.\n\nSpeaker 2 (00:07):\nFine.\n",
		    "txt",
		    "@3000--1 Speaker 1: Hello.|@7000--1 Speaker 2: "
		    "Fine.");
	check_turns("Berg, Anna (Guest)   0:03\na\n\nHolt, Ben [0:09]\nb\n\n"
		    "Berg, Anna (Guest)   0:15\nc\n\nHolt, Ben [0:19]\nd\n",
		    "txt",
		    "@3000--1 Berg, Anna (Guest): a|@9000--1 Holt, Ben: "
		    "b|@15000--1 Berg, Anna (Guest): c|@19000--1 Holt, Ben: d");
	check_turns("0:00  \nWhen I was a kid.\nAnd then.\n\n0:15  \nIt was.\n",
		    "txt",
		    "@0--1 ?: When I was a kid. And then.|@15000--1 ?: It "
		    "was.");
	check_turns("[0:01] Hello.\n[0:05] Yes?\n", "txt",
		    "@1000--1 ?: Hello.|@5000--1 ?: Yes?");
	check_turns("0:0:3.240 --> 0:0:5.320\nAnna Smith\nHello.\n"
		    "0:0:5.320 --> 0:0:9.90\nBen Jones\nFine\n"
		    "0:0:12.320 --> 0:0:19.90\nAnna Smith\nRight",
		    "txt",
		    "@3240-5320 Anna Smith: Hello.|@5320-9090 Ben Jones: Fine|"
		    "@12320-19090 Anna Smith: Right");
}

static void
test_headers(void)
{
	g_autoptr(Transcript) t = parse("# session: s01\n# Case: C01\n"
					"# note: a, b: c\nT: x\nP: y\n");

	g_assert_cmpstr(g_hash_table_lookup(t->headers, "session"), ==, "s01");
	g_assert_cmpstr(g_hash_table_lookup(t->headers, "case"), ==, "C01");
	g_assert_cmpstr(g_hash_table_lookup(t->headers, "note"), ==, "a, b: c");
	assert_turns(t, "T: x|P: y");
}

/* Words before a colon that are nobody's name. */
static void
test_not_speakers(void)
{
	g_autoptr(Transcript) t = parse("Anna: hm\nOkay: that was a lot.\n"
					"Ben: yes\nAnna: and?\nNote: he left\n"
					"Ben: http://x.org\n");

	assert_turns(t, "Anna: hm Okay: that was a lot.|Ben: yes|Anna: and? "
			"Note: he left|Ben: http://x.org");
	g_assert_true(has_warning(t, "f:2: warning: 'Okay:'"));
	check_turns("T: he said\nand I said: no\nP: so: yes", "txt",
		    "T: he said and I said: no|P: so: yes");
}

static void
test_encodings(void)
{
	static const char wide[] = "T\0:\0 \0\344\0\r\0\n\0P\0:\0 \0b\0";
	g_autoptr(Transcript) a = parse("\357\273\277T: \303\251\nP: b");
	g_autoptr(Transcript) b = parse("T: caf\351 \223hi\224\nP: b");
	g_autoptr(Transcript) c = parse_as(wide, sizeof(wide) - 1, NULL, FALSE);
	g_autoptr(Transcript) d = parse("T: \303\251 \303\251 \377 x\nP: \342");
	g_autoptr(Transcript) e = parse_as("T: a\0b\nP: c", 11, NULL, FALSE);
	g_autoptr(Transcript) f = parse_as(
		"\0\0\376\377\0\0\0T\0\0\0:\0\0\0x\0\0\0\n\0\0\0P\0\0\0:\0\0"
		"\0y",
		32, NULL, FALSE);

	g_assert_cmpstr(a->encoding, ==, "UTF-8");
	assert_turns(a, "T: \303\251|P: b");
	g_assert_cmpstr(b->encoding, ==, "windows-1252");
	assert_turns(b, "T: caf\303\251 \342\200\234hi\342\200\235|P: b");
	g_assert_true(has_warning(b, "windows-1252"));
	g_assert_cmpstr(c->encoding, ==, "UTF-16LE");
	assert_turns(c, "T: \303\244|P: b");
	assert_turns(d, "T: \303\251 \303\251 \357\277\275 x|P: \357\277\275");
	g_assert_true(has_warning(d, "f:1: warning: 2 bytes could not"));
	assert_turns(e, "T: a\357\277\275b|P: c");
	g_assert_true(has_warning(e, "f:1: warning: 1 NUL"));
	g_assert_cmpstr(f->encoding, ==, "UTF-32BE");
	assert_turns(f, "T: x|P: y");
}

static void
test_roles(void)
{
	static const struct {
		const char *label;
		enum turn_role role;
	} labels[] = {
		{ "T", TURN_THERAPIST },
		{ "Th", TURN_THERAPIST },
		{ "THERAPIST", TURN_THERAPIST },
		{ "T1", TURN_THERAPIST },
		{ "Dr Berg (therapist)", TURN_THERAPIST },
		{ "P", TURN_PATIENT },
		{ "Pt", TURN_PATIENT },
		{ "C", TURN_PATIENT },
		{ "Cl", TURN_PATIENT },
		{ "Client 2", TURN_PATIENT },
		{ "Partner", TURN_OTHER },
		{ "Co-therapist", TURN_OTHER },
		{ "Interpreter", TURN_OTHER },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(labels); i++) {
		g_autofree char *text = g_strdup_printf(
			"%s: a\nZoe: b\nYan: c\nZoe: d\nYan: e\n%s: f\n",
			labels[i].label, labels[i].label);
		g_autoptr(Transcript) t = parse(text);

		g_assert_cmpint(role_of(t, labels[i].label), ==,
				labels[i].role);
	}
}

static void
test_role_options(void)
{
	g_autoptr(GHashTable) roles = g_hash_table_new(g_str_hash, g_str_equal);
	struct transcript_options options = { .name = "f", .roles = roles };
	const char *text = "Anna: a\nBen: b\n";
	g_autoptr(GError) error = NULL;
	g_autoptr(Transcript) t = NULL, u = NULL;

	g_hash_table_insert(roles, (char *)"ANNA",
			    GINT_TO_POINTER(TURN_THERAPIST));
	t = transcript_parse(text, strlen(text), &options, &error);
	g_assert_cmpint(role_of(t, "Anna"), ==, TURN_THERAPIST);
	g_assert_cmpint(role_of(t, "Ben"), ==, TURN_PATIENT);
	g_assert_true(transcript_check_roles(t, "f", &error));
	g_assert_no_error(error);
	g_hash_table_remove_all(roles);
	g_hash_table_insert(roles, (char *)"Ana",
			    GINT_TO_POINTER(TURN_THERAPIST));
	u = transcript_parse(text, strlen(text), &options, &error);
	g_assert_true(has_warning(u, "did you mean 'Anna'?"));
	g_assert_false(transcript_check_roles(u, "f", &error));
	g_assert_error(error, BASE_ERROR, BASE_ERROR_INPUT);
}

/* Beside a therapist and others told, who is left is the patient; of two that
 * are left, or where the therapist is not told, nobody knows. */
static void
test_role_left(void)
{
	g_autoptr(GHashTable) roles = g_hash_table_new(g_str_hash, g_str_equal);
	struct transcript_options options = { .name = "f", .roles = roles };
	const char *text = "Anna: a\nBen: b\nMaria: c\nBen: d\n";
	g_autoptr(Transcript) two = NULL, one = NULL, other = NULL;

	g_hash_table_insert(roles, (char *)"Anna",
			    GINT_TO_POINTER(TURN_THERAPIST));
	two = transcript_parse(text, strlen(text), &options, NULL);
	g_assert_cmpint(role_of(two, "Ben"), ==, TURN_UNKNOWN);
	g_hash_table_insert(roles, (char *)"Maria",
			    GINT_TO_POINTER(TURN_OTHER));
	one = transcript_parse(text, strlen(text), &options, NULL);
	g_assert_cmpint(role_of(one, "Ben"), ==, TURN_PATIENT);
	g_hash_table_insert(roles, (char *)"Anna", GINT_TO_POINTER(TURN_OTHER));
	other = transcript_parse(text, strlen(text), &options, NULL);
	g_assert_cmpint(role_of(other, "Ben"), ==, TURN_UNKNOWN);
}

/* A guess is shown with its reason and does not pass for knowledge. */
static void
test_role_guess(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Transcript) t = parse(
		"Anna: How was it?\nBen: Long and hard and I was tired.\n"
		"Anna: And then?\nBen: Then we all went home again, late.\n"
		"Anna: What did she say?\nBen: That she had enough of it.\n");
	const struct speaker *s = t->speakers->pdata[0];

	g_assert_cmpint(s->role, ==, TURN_THERAPIST);
	g_assert_true(s->guessed);
	g_assert_cmpuint(s->turns, ==, 3);
	g_assert_cmpuint(s->questions, ==, 3);
	g_assert_cmpuint(s->words, ==, 9);
	g_assert_cmpstr(s->reason, ==,
			"asks 3 of 3 questions and "
			"says 31% of the words");
	g_assert_false(transcript_check_roles(t, "f", &error));
	g_assert_cmpstr(error->message, ==,
			"f: who is the therapist: 'Anna', 'Ben'? perhaps "
			"'Anna', who asks 3 of 3 questions and says 31% of "
			"the words; say it with --therapist 'Anna'");
}

static void
test_header_role(void)
{
	g_autoptr(Transcript) t = parse("# therapist: Ben\nAnna: a\nBen: b\n");

	g_assert_cmpint(role_of(t, "Ben"), ==, TURN_THERAPIST);
	g_assert_cmpint(role_of(t, "Anna"), ==, TURN_PATIENT);
}

static void
test_refusals(void)
{
	check_refused("", 0, "f: the file is empty");
	check_refused("%PDF-1.4 ...", -1, "PDF");
	check_refused("\320\317\021\340\241\261\032\341", 8, ".docx");
	check_refused("<!DOCTYPE html><html>", -1, "web page");
	check_refused("\n <HTML><body>", -1, "web page");
	check_refused("<!-- saved from url=x -->\n<html>", -1, "web page");
	check_refused("<?xml version=\"1.0\"?><talk><p>T: a</p></talk>", -1,
		      "XML, but of no kind");
	check_refused("[Script Info]\nDialogue: a\nDialogue: b\n", -1,
		      "SubStation");
	check_refused("\001\002\003\004\005", 5, "binary");
	check_refused("Once upon a time there was a house.\n", -1, "no turns");
	check_refused("Recipe: two eggs\n", -1, "no turns");
	check_refused("WEBVTT\n\n", -1, "no turns");
	check_refused("\0\0\0\0\0\0\0\0\0\0\0\0", 12, "");
}

static void
test_unknown_format(void)
{
	struct transcript_options options = { .name = "f", .format = "vt" };
	g_autoptr(GError) error = NULL;

	g_assert_null(transcript_parse("T: a", 4, &options, &error));
	g_assert_nonnull(strstr(error->message, "did you mean 'vtt'?"));
}

/* Turn numbers are the gold files' own: therapist turns of NAME.codes.tsv. */
static void
test_gold(gconstpointer data)
{
	const char *name = data;
	g_autofree char *txt = NULL, *tsv = NULL, *bytes = NULL, *codes = NULL;
	g_autoptr(Transcript) t = NULL;
	g_auto(GStrv) lines = NULL;
	guint seen = 0;
	gsize len;

	txt = g_strdup_printf("transcripts/sessions/%s.txt", name);
	tsv = g_strdup_printf("transcripts/sessions/%s.codes.tsv", name);
	if (!g_file_get_contents(txt, &bytes, &len, NULL) ||
	    !g_file_get_contents(tsv, &codes, NULL, NULL)) {
		g_test_skip("no gold sessions here");
		return;
	}
	t = parse_as(bytes, len, NULL, FALSE);
	g_assert_cmpuint(t->warnings->len, ==, 0);
	lines = g_strsplit(codes, "\n", -1);
	for (guint i = 1; lines[i] && *lines[i]; i++) {
		guint n = strtoul(lines[i], NULL, 10);
		const struct turn *turn = transcript_turn(t, n);

		g_assert_nonnull(turn);
		g_assert_cmpint(turn->role, ==, TURN_THERAPIST);
		seen += strstr(lines[i], "\twriter\t") != NULL;
	}
	g_assert_cmpuint(
		seen, ==,
		((const struct speaker *)t->speakers->pdata[0])->turns);
}

static void
test_csv(void)
{
	check_turns("speaker,text\nT,\"a, \"\"b\"\"\nc\"\nP,d\n", "csv",
		    "T: a, \"b\" c|P: d");
	check_turns("Start Time (ms);End Time (ms);Speaker Name;Utterance\n"
		    "1500;2000;Anna;x\n3000;4000;Ben;y\n",
		    "csv", "@1500-2000 Anna: x|@3000-4000 Ben: y");
	check_turns("who\tsaid\tbegin\nAnna\tx\t0:01\nBen\ty\t2.5\n", "csv",
		    "@1000--1 Anna: x|@2500--1 Ben: y");
	check_turns("Timestamp\tSpeaker\tTranscript\n[00:00:01]\tAnna\ta\n"
		    "[00:00:05]\tBen\tb\n",
		    "csv", "@1000--1 Anna: a|@5000--1 Ben: b");
	check_turns("sep=;\nspeaker;text\nT;a\nP;b", "csv", "T: a|P: b");
}

static void
test_csv_roles(void)
{
	g_autoptr(Transcript) t = parse("speaker,role,text\nAnna,therapist,a\n"
					"Ben,patient,b\nCy,partner,c,d\n");

	g_assert_cmpint(role_of(t, "Anna"), ==, TURN_THERAPIST);
	g_assert_cmpint(role_of(t, "Ben"), ==, TURN_PATIENT);
	g_assert_cmpint(role_of(t, "Cy"), ==, TURN_OTHER);
	g_assert_true(has_warning(t, "f:4: warning: 1 row has not 3 fields"));
}

int
main(int argc, char **argv)
{
	static const char *const gold[] = { "s01", "s02", "s03", "s04",
					    "s05", "s06", "s07", "s08",
					    "s21", "s22", "s23", "s24" };

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/transcript/txt/plain", test_plain);
	g_test_add_func("/transcript/txt/stamps", test_stamps);
	g_test_add_func("/transcript/txt/styles", test_styles);
	g_test_add_func("/transcript/txt/headers", test_headers);
	g_test_add_func("/transcript/txt/not-speakers", test_not_speakers);
	g_test_add_func("/transcript/encodings", test_encodings);
	g_test_add_func("/transcript/roles/labels", test_roles);
	g_test_add_func("/transcript/roles/options", test_role_options);
	g_test_add_func("/transcript/roles/left", test_role_left);
	g_test_add_func("/transcript/roles/guess", test_role_guess);
	g_test_add_func("/transcript/roles/header", test_header_role);
	g_test_add_func("/transcript/refusals", test_refusals);
	g_test_add_func("/transcript/unknown-format", test_unknown_format);
	g_test_add_func("/transcript/csv/turns", test_csv);
	g_test_add_func("/transcript/csv/roles", test_csv_roles);
	for (gsize i = 0; i < G_N_ELEMENTS(gold); i++) {
		g_autofree char *path =
			g_strconcat("/transcript/gold/", gold[i], NULL);

		g_test_add_data_func(path, gold[i], test_gold);
	}
	return g_test_run();
}
