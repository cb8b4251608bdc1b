/*
 * Files as clinics have them: typed by many hands, copied out of word
 * processors and meeting software.  Each was made up here after the habits of
 * real ones.
 */
#include "test_transcript.h"

static void
test_heading(void)
{
	g_autoptr(Transcript) t = parse(
		"IPT Session Transcript\nClient ID: 4471\nDate: 12/03/2026\n"
		"Duration: 00:48:12\nSession 5 of 16\nTherapist: Dr Jane Moss\n"
		"Present: JM, AK\n\nDr Jane Moss: Hello.\nAK: Hi: there.\n");

	assert_turns(t, "Dr Jane Moss: Hello.|AK: Hi: there.");
	g_assert_cmpint(role_of(t, "Dr Jane Moss"), ==, TURN_THERAPIST);
	g_assert_cmpint(role_of(t, "AK"), ==, TURN_PATIENT);
	g_assert_cmpstr(g_hash_table_lookup(t->headers, "date"), ==,
			"12/03/2026");
	g_assert_true(has_warning(t, "f:1: warning: 7 lines are taken for a "
				     "heading"));
}

/* A first paragraph in which somebody may be speaking is no heading. */
static void
test_no_heading(void)
{
	check_turns("Date: 3 March\nT: Hello.\nP: Hi.\n\nT: So?\nP: No.\n",
		    "txt", "T: Hello.|P: Hi.|T: So?|P: No.");
	check_turns("Therapist: Hello there\n\nClient: Hi\n\nTherapist: So?\n",
		    "txt", "Therapist: Hello there|Client: Hi|Therapist: So?");
	check_turns("Date: 3 March\nTherapist: How are you?\n\nClient: Hi\n",
		    "txt", "Therapist: How are you?|Client: Hi");
	check_turns("Therapist: a\nClient: b\n", "txt",
		    "Therapist: a|Client: b");
}

/* Line ends and invisible characters of word processors. */
static void
test_characters(void)
{
	check_turns("T: a\342\200\250P: b\342\200\251T: c\302\205P: d\vT: e\f"
		    "P: f\n",
		    "txt", "T: a|P: b|T: c|P: d|T: e|P: f");
	check_turns("T: a\vP: b\fT: c\vP: d", "txt", "T: a|P: b|T: c|P: d");
	check_turns("\342\200\217T: \342\200\217a\n\342\200\217P\342\200\216: "
		    "b\n\342\200\253T:\342\200\254 c\n\342\201\247P\342\201\251"
		    ": d\n",
		    "txt", "T: a|P: b|T: c|P: d");
	check_turns("T:\302\240a\302\240b\nP\302\240:\302\240c\n"
		    "\357\274\264\357\274\232d\n\357\273\277P: e\n",
		    "txt", "T: a\302\240b|P: c|T: d|P: e");
	check_turns("T: \342\200\234a\342\200\235 \342\200\223 b\342\200\246\n"
		    "P: it\342\200\231s: \342\200\230c\342\200\231\n",
		    "txt",
		    "T: \342\200\234a\342\200\235 \342\200\223 b\342\200\246|"
		    "P: it\342\200\231s: \342\200\230c\342\200\231");
	check_turns("T: a\r\rP: b\r\r\nT: c\r\nP: d\r", "txt",
		    "T: a|P: b|T: c|P: d");
}

/* Words with a colon that begin a line in the middle of somebody's turn. */
static void
test_speech_with_colons(void)
{
	check_turns("T: and then\nI told my mother: leave\nMy mother: never\n"
		    "the patient's wife said: no\nP: well\n",
		    "txt",
		    "T: and then I told my mother: leave My mother: never "
		    "the patient's wife said: no|P: well");
	check_turns("T: Good.\nSo: where shall we start?\nP: Mood: worse.\n",
		    "txt",
		    "T: Good. So: where shall we start?|P: Mood: "
		    "worse.");
	check_turns("t: how was the week\np: i thought: why\nt: ok\np: yes\n",
		    "txt",
		    "t: how was the week|p: i thought: why|t: ok|p: yes");
}

static void
test_labels(void)
{
	g_autoptr(Transcript) t =
		parse("[00:00:01] Therapist 1: a\n[00:00:04] Client 1: b\n"
		      "[00:00:09] Therapist 2: c\n[00:00:12] Interpreter: d\n"
		      "[00:00:15] Partner (Sam): e\nPatient's wife: f\n"
		      "Co-therapist (trainee): g\n");

	g_assert_cmpuint(t->turns->len, ==, 7);
	g_assert_cmpint(role_of(t, "Therapist 2"), ==, TURN_THERAPIST);
	g_assert_cmpint(role_of(t, "Client 1"), ==, TURN_PATIENT);
	g_assert_cmpint(role_of(t, "Interpreter"), ==, TURN_OTHER);
	g_assert_cmpint(role_of(t, "Partner (Sam)"), ==, TURN_OTHER);
	g_assert_cmpint(role_of(t, "Patient's wife"), ==, TURN_OTHER);
	g_assert_cmpint(role_of(t, "Co-therapist (trainee)"), ==, TURN_OTHER);
	check_turns("Interviewer (Dr. Moss, clinic A): a\nParticipant 12 "
		    "(female, 34): b\nInterviewer (Dr. Moss, clinic A): c\n"
		    "Participant 12 (female, 34): d\n",
		    "txt",
		    "Interviewer (Dr. Moss, clinic A): a|Participant 12 "
		    "(female, 34): b|Interviewer (Dr. Moss, clinic A): c|"
		    "Participant 12 (female, 34): d");
	check_turns("DR. MOSS: a\nMR. O'BRIEN-SMITH: b\nDR. MOSS: c\n"
		    "UNKNOWN SPEAKER: d\n",
		    "txt",
		    "DR. MOSS: a|MR. O'BRIEN-SMITH: b|DR. MOSS: c|"
		    "UNKNOWN SPEAKER: d");
	check_turns("J.M.: a\nA.K.: b\nJ.M.: c\nA.K.: d\n", "txt",
		    "J.M.: a|A.K.: b|J.M.: c|A.K.: d");
	check_turns("T; a\nP; b\nT: c\nP: d\n", "txt", "T: a|P: b|T: c|P: d");
}

/* Forms that count where nobody stands before a colon. */
static void
test_lax(void)
{
	check_turns("T - a\nP \342\200\223 b - c\nT - d\n", "txt",
		    "T: a|P: b - c|T: d");
	check_turns("1. T: a\n2. P: b\n3) T: c\n", "txt", "T: a|P: b|T: c");
	check_turns("1  T: a\n2     went on\n3  P: 3 times\n", "txt",
		    "T: a went on|P: 3 times");
	check_turns("(T) a\n(P) b (c)\n[T] d\n", "txt", "T: a|P: b (c)|T: d");
	check_turns("Therapist\na\n\nClient\nb\nc\n\nTherapist\nd\n", "txt",
		    "Therapist: a|Client: b c|Therapist: d");
	check_refused("Well - it was long.\n3 apples\n(laughs) yes\n", -1,
		      "no turns");
}

/* What meeting software exports, with its own lines about itself. */
static void
test_meetings(void)
{
	check_turns("[00:00:00] Anna Berg\n\na: b?\n\n[00:00:05] Ben Holt\n\n"
		    "c\n\n[00:00:09] Anna Berg\n\nd\n",
		    "txt",
		    "@0--1 Anna Berg: a: b?|@5000--1 Ben Holt: c|@9000--1 "
		    "Anna Berg: d");
	check_turns("[Anna Berg] 10:15:03\na\n\n[Ben Holt] 10:15:09\nb\n\n"
		    "[Anna Berg] 10:15:15\nc\n",
		    "txt",
		    "@36903000--1 Anna Berg: a|@36909000--1 Ben Holt: b|"
		    "@36915000--1 Anna Berg: c");
	check_turns("Meeting Recording\nMarch 12, 2026, 10:15AM\n48m 12s\n\n"
		    "Anna Berg   0:03\na\nb\n\nBen Holt   0:09\nc\n\n"
		    "Anna Berg   0:15\nd\n\nBen Holt stopped transcription\n",
		    "txt",
		    "@3000--1 Anna Berg: a b|@9000--1 Ben Holt: c|"
		    "@15000--1 Anna Berg: d");
	check_turns("Attendees\nAnna Berg, Ben Holt\nTranscript\nAnna Berg: a\n"
		    "Ben Holt: b\nAnna Berg: c\nMeeting ended after 00:48:12\n",
		    "txt", "Anna Berg: a|Ben Holt: b|Anna Berg: c");
	check_turns("00:01:12\tAnna:\ta\n00:01:30\tBen:\tb: c\n"
		    "00:02:12\tAnna:\td\n00:02:30\tBen:\te\n",
		    "txt",
		    "@72000--1 Anna: a|@90000--1 Ben: b: c|@132000--1 Anna: d|"
		    "@150000--1 Ben: e");
	check_turns("[0:01] Okay\n[0:05] Okay\n[0:09] Right\n", "txt",
		    "@1000--1 ?: Okay|@5000--1 ?: Okay|@9000--1 ?: Right");
}

static void
test_tables(void)
{
	g_autoptr(Transcript) t = NULL;

	check_turns(",,\nSession 5,,\nSpeaker,Text,Time\nT,a,0:01\nP,b: c,0:04"
		    "\n",
		    "csv", "@1000--1 T: a|@4000--1 P: b: c");
	check_turns("\"Nr\";\"Sprecher\";\"Text\"\r\n\"1\";\"T\";\"a, \"\"b\"\""
		    "\"\r\n\"2\";\"P\";\"c\"\r\n",
		    "csv", "T: a, \"b\"|P: c");
	check_turns("Timespan,Content,Speaker\n0:00.0 - 0:04.5,a,Anna\n"
		    "0:04.5 - 0:09.0,b,Ben\n",
		    "csv", "@0-4500 Anna: a|@4500-9000 Ben: b");
	check_turns("Speaker\tTimecode\tText\nAnna\t00:00:01\ta\nBen\t00:00:04"
		    "\tb\n",
		    "csv", "@1000--1 Anna: a|@4000--1 Ben: b");
	t = parse("speaker,text\nAnna,a\n,b\nBen,c\n,\n");
	assert_turns(t, "Anna: a b|Ben: c");
	g_assert_true(has_warning(t, "f:3: warning: 1 row names nobody"));
	g_assert_cmpuint(t->warnings->len, ==, 1);
	check_turns("00:00:01,Anna,a\n00:00:04,Ben,b\n00:00:06,Anna,c\n", "csv",
		    "@1000--1 Anna: a|@4000--1 Ben: b|@6000--1 Anna: c");
	check_refused("1,2,3\n2,3,4\n3,4,5\n", -1,
		      "f:1: not a table of turns: no row names the columns");
}

/* Commas and column words in talk make no table of it. */
static void
test_no_tables(void)
{
	check_turns("T: a, b\nP: who, speaker, text\nT: speaker, text\nP: c\n",
		    "txt",
		    "T: a, b|P: who, speaker, text|T: speaker, text|P: c");
	check_turns("T: well\nso, speaker, text, time\nand, a, b, c\nP: d\n",
		    "txt", "T: well so, speaker, text, time and, a, b, c|P: d");
}

#define AT(s, words) "00:00:0" #s ".000 --> 00:00:0" #s ".500\n" words "\n\n"

/* How captions name people who have no voice of their own. */
static void
test_captions(void)
{
	check_turns("WEBVTT\n\n" AT(1, "Dr Berg (she/her): a")
			    AT(2, "Ben's iPhone: b") AT(3, "Dr Berg (she/her): "
							   "So: c")
				    AT(4, "Ben's iPhone: d"),
		    "vtt",
		    "@1000-1500 Dr Berg (she/her): a|@2000-2500 Ben's iPhone: "
		    "b|@3000-3500 Dr Berg (she/her): So: c|@4000-4500 Ben's "
		    "iPhone: d");
	check_turns("WEBVTT\n\n" AT(1, "ben holt: a") AT(2, "Anna: b")
			    AT(3, "ben holt: c") AT(4, "Anna: d")
				    AT(5, "ben holt: e"),
		    "vtt",
		    "@1000-1500 ben holt: a|@2000-2500 Anna: b|@3000-3500 "
		    "ben holt: c|@4000-4500 Anna: d|@5000-5500 ben holt: e");
	check_turns("WEBVTT\n\n" AT(1, "(Anna Berg)\na") AT(2, "(Ben)\nb")
			    AT(3, "(Anna Berg)\nc (laughs)"),
		    "vtt",
		    "@1000-1500 Anna Berg: a|@2000-2500 Ben: b|@3000-3500 "
		    "Anna Berg: c (laughs)");
	check_turns(AT(1, "Speaker 1\na") AT(2, "Speaker 2\nb")
			    AT(3, "Speaker 1\nc"),
		    "srt",
		    "@1000-1500 Speaker 1: a|@2000-2500 Speaker 2: b|"
		    "@3000-3500 Speaker 1: c");
	check_turns(AT(1, "[Anna] a") AT(2, "[Ben] b") AT(3, "still")
			    AT(4, "[Anna] [laughs] c"),
		    "srt",
		    "@1000-1500 Anna: a|@2000-3500 Ben: b still|@4000-4500 "
		    "Anna: [laughs] c");
	check_turns("WEBVTT\n\n" AT(1, ">> a") AT(2, ">> ANNA: b") AT(3, ">> c")
			    AT(4, ">> BEN: d<br/>e"),
		    "vtt",
		    "@1000-1500 ?: a|@2000-2500 ANNA: b|@3000-3500 ?: c|"
		    "@4000-4500 BEN: d e");
}

/* Brackets and short lines that name nobody. */
static void
test_captions_of_nobody(void)
{
	check_turns("WEBVTT\n\n" AT(1, "[Music] a") AT(2, "[Laughter] b")
			    AT(3, "[Music] c"),
		    "vtt",
		    "@1000-1500 ?: [Music] a|@2000-2500 ?: [Laughter] b|"
		    "@3000-3500 ?: [Music] c");
	check_turns("WEBVTT\n\n" AT(1, "Anna: a") AT(2, "Ben: b\nOkay\nc")
			    AT(3, "Anna: he said: no") AT(4, "Ben: d"),
		    "vtt",
		    "@1000-1500 Anna: a|@2000-2500 Ben: b Okay c|@3000-3500 "
		    "Anna: he said: no|@4000-4500 Ben: d");
}

#define GRID "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n"

/* Tiers that are nobody's, and what aligners write into silence. */
static void
test_tiers(void)
{
	check_turns(GRID "0\n9\n<exists>\n1\n\"IntervalTier\"\n"
			 "\"transcript\"\n0\n9\n2\n0\n1\n\"T: a: b?\"\n1\n2\n"
			 "\"P: c\"\n",
		    "textgrid", "@0-1000 T: a: b?|@1000-2000 P: c");
	check_turns(GRID "0\n9\n<exists>\n2\n\"IntervalTier\"\n"
			 "\"silences\"\n0\n9\n1\n0\n1\n\"sounding\"\n"
			 "\"IntervalTier\"\n\"Anna\"\n0\n9\n3\n0\n1\n\"sil\"\n1"
			 "\n2\n\"a\"\n2\n3\n\"sp\"\n",
		    "textgrid", "@1000-2000 Anna: a");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/transcript/messy/heading", test_heading);
	g_test_add_func("/transcript/messy/no-heading", test_no_heading);
	g_test_add_func("/transcript/messy/characters", test_characters);
	g_test_add_func("/transcript/messy/colons", test_speech_with_colons);
	g_test_add_func("/transcript/messy/labels", test_labels);
	g_test_add_func("/transcript/messy/lax", test_lax);
	g_test_add_func("/transcript/messy/meetings", test_meetings);
	g_test_add_func("/transcript/messy/tables", test_tables);
	g_test_add_func("/transcript/messy/no-tables", test_no_tables);
	g_test_add_func("/transcript/messy/captions", test_captions);
	g_test_add_func("/transcript/messy/captions-of-nobody",
			test_captions_of_nobody);
	g_test_add_func("/transcript/messy/tiers", test_tiers);
	return g_test_run();
}
