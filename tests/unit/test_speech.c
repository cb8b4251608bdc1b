/*
 * What a pattern sees of a turn, and how sentences are told apart.
 */
#include "speech/speech.h"

#include <string.h>

static void
assert_matchable(const char *own, const char *expected)
{
	struct speech speech;
	g_autofree char *text = NULL;
	const struct said *said;

	speech_init(&speech);
	speech_add(&speech, TURN_PATIENT, own, strlen(own));
	said = speech_turn(&speech, 0);
	text = g_strndup(speech_text(&speech, said), span_length(said->text));
	g_assert_cmpstr(text, ==, expected);
	/* each byte leads back to a place in the turn */
	for (guint32 i = 0; i < span_length(said->text); i++) {
		struct span span = { i, i + 1 };
		struct span back = speech_own_span(&speech, said, span);

		g_assert_cmpuint(back.start, <, back.end);
		g_assert_cmpuint(back.end, <=, strlen(own));
		if (g_ascii_isalpha(text[i]))
			g_assert_cmpint(own[back.start], ==, text[i]);
	}
	speech_clear(&speech);
}

static void
test_plain(void)
{
	assert_matchable("plain text.", "plain text.");
	assert_matchable("\xe2\x80\x9cNo\xe2\x80\x9d \xe2\x80\x94 it\xe2\x80"
			 "\x99s\xe2\x80\xa6",
			 "\"No\" - it's...");
	assert_matchable("  two\t\n blanks \xc2\xa0 more ", "two blanks more");
	assert_matchable("soft\xc2\xadly", "softly");
	assert_matchable("na\xc3\xafve", "na\xc3\xafve");
}

static void
test_notes(void)
{
	assert_matchable("(laughs) Well [pause] no.", "Well no.");
	assert_matchable("&=coughs yes", "yes");
	assert_matchable("(never closed", "(never closed");
	assert_matchable("(laughs)", "");
}

static void
test_fillers(void)
{
	assert_matchable("What, um, did you say?", "What did you say?");
	assert_matchable("Um. What?", "What?");
	assert_matchable("Erm, so uh I went", "so I went");
	assert_matchable("It was, you know, like, hard", "It was hard");
	assert_matchable("I mean, what did he say?", "what did he say?");
	assert_matchable("You know what I mean.", "You know what I mean.");
	assert_matchable("I like her", "I like her");
	assert_matchable("what,um,did", "what did");
	assert_matchable("Mm.", "");
	assert_matchable("uh-huh", "uh-huh");
}

static void
test_repeats(void)
{
	assert_matchable("what what did you", "what did you");
	assert_matchable("I, I - I... I went", "I went");
	assert_matchable("No. No.", "No. No.");
	assert_matchable("fine, fine, fine", "fine");
	assert_matchable("5 5 5", "5 5 5");
}

static void
assert_acknowledges(const char *own, gboolean expected)
{
	struct speech speech;

	speech_init(&speech);
	speech_add(&speech, TURN_PATIENT, own, strlen(own));
	g_assert_cmpint(speech_turn(&speech, 0)->acknowledges, ==, expected);
	speech_clear(&speech);
}

static void
test_acknowledgement(void)
{
	assert_acknowledges("Mm.", TRUE);
	assert_acknowledges("Mm-hm. Right.", TRUE);
	assert_acknowledges("Yeah, yeah, yeah.", TRUE);
	assert_acknowledges("Yeah, yes, right.", FALSE);
	assert_acknowledges("No.", FALSE);
	assert_acknowledges("Yeah. (cries)", FALSE);
	assert_acknowledges("...", FALSE);
}

/* "Q what did you say? | S I left." */
static void
assert_sentences(const char *text, const char *expected)
{
	static const char letters[] = "QPIS";
	g_autoptr(GArray) sentences = speech_divide(text, strlen(text));
	g_autoptr(GString) out = g_string_new(NULL);

	for (guint i = 0; i < sentences->len; i++) {
		const struct sentence *it =
			&g_array_index(sentences, struct sentence, i);

		g_string_append(out, i ? " | " : "");
		for (guint bit = 0; bit < 4; bit++) {
			if (it->kind & 1u << bit)
				g_string_append_c(out, letters[bit]);
		}
		g_string_append_printf(out, " %.*s",
				       (int)(it->span.end - it->span.start),
				       text + it->span.start);
	}
	g_assert_cmpstr(out->str, ==, expected);
}

static void
test_sentence_ends(void)
{
	assert_sentences("I left. He stayed.", "S I left. | S He stayed.");
	assert_sentences("I saw Dr. Lee at 3.30 on Friday.",
			 "S I saw Dr. Lee at 3.30 on Friday.");
	assert_sentences("He said, \"Why?\" and left. Then I left.",
			 "S He said, \"Why?\" and left. | S Then I left.");
	assert_sentences("I was... tired of it. I left",
			 "S I was... tired of it. | S I left");
	assert_sentences("... (laughs) ...", "");
}

static void
test_kinds(void)
{
	assert_sentences("What did you say to him that night?",
			 "Q What did you say to him that night?");
	assert_sentences("And you?", "QP And you?");
	assert_sentences("Tell me more about that.",
			 "I Tell me more about that.");
	assert_sentences("You were angry with him.",
			 "S You were angry with him.");
	assert_sentences("The caterer.", "PS The caterer.");
	assert_sentences("Do it then.", "I Do it then.");
	assert_sentences("Look, I was wrong about him.",
			 "S Look, I was wrong about him.");
	assert_sentences("Well done, that took courage.",
			 "S Well done, that took courage.");
}

/* Without marks the words tell. */
static void
test_kinds_without_marks(void)
{
	assert_sentences("what did you say to him that night",
			 "Q what did you say to him that night");
	assert_sentences("so were you angry with him after all that",
			 "Q so were you angry with him after all that");
	assert_sentences("he was cross with you wasn't he",
			 "Q he was cross with you wasn't he");
	assert_sentences("tell me more about that",
			 "I tell me more about that");
	assert_sentences("when he came in I was already gone",
			 "S when he came in I was already gone");
	assert_sentences("and you", "PS and you");
	assert_sentences("okay so he left and what did you do about it all",
			 "Q okay so he left and what did you do about it all");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/text/plain", test_plain);
	g_test_add_func("/text/notes", test_notes);
	g_test_add_func("/text/fillers", test_fillers);
	g_test_add_func("/text/repeats", test_repeats);
	g_test_add_func("/text/acknowledgement", test_acknowledgement);
	g_test_add_func("/sentences/ends", test_sentence_ends);
	g_test_add_func("/sentences/kinds", test_kinds);
	g_test_add_func("/sentences/kinds-without-marks",
			test_kinds_without_marks);
	return g_test_run();
}
