/*
 * What is proposed for single sentences, known names, what is left, and
 * hostile text.
 */
#include "deid/deid.h"

#include <string.h>

static struct deid *deid;

static struct deid_findings *
propose(const char *text, gsize len, const char *known)
{
	struct deid_turn turn = { text, len };
	const char *names[] = { known, NULL };
	struct deid_knowledge knowledge = { .names = names };

	return deid_propose(deid, &turn, 1, &knowledge);
}

/* "NAME:Ana PLACE:Leeds" */
static char *
told(const char *text, const char *known)
{
	g_autoptr(DeidFindings) findings = propose(text, strlen(text), known);
	GString *all = g_string_new(NULL);

	for (guint i = 0; i < findings->proposals->len; i++) {
		const struct deid_proposal *p = &g_array_index(
			findings->proposals, struct deid_proposal, i);

		g_string_append_printf(all, "%s%s:%.*s", i > 0 ? " | " : "",
				       deid_category_print(p->category),
				       (int)span_length(p->span),
				       text + p->span.start);
	}
	return g_string_free(all, FALSE);
}

static const struct {
	const char *text;
	const char *known;
	const char *found;
} sentences[] = {
	{ "I told Quorbina it was over.", NULL, "NAME:Quorbina" },
	{ "May said she may come.", NULL, "NAME:May" },
	{ "I put hope in Hope, I hope.", NULL, "NAME:Hope" },
	{ "Will you mark it, or will I?", NULL, "" },
	{ "then mark said no and i left no mark", NULL, "NAME:mark" },
	{ "Nothing since Christmas, not on Monday.", NULL, "" },
	{ "The Parkinson's clinic did a PHQ-9.", NULL, "" },
	{ "Uncle Bo and Mrs. H. came.", NULL, "NAME:Uncle Bo | NAME:Mrs. H." },
	{ "the zarquons and zarquon's wife", "Ann Zarquon",
	  "NAME:zarquons | NAME:zarquon" },
	{ "I met Zarquon-Brill and zarq.", "Zarquon",
	  "NAME:Zarquon-Brill | NAME:zarq" },
	{ "We live in Wexbury, on the ninth of May.", NULL,
	  "PLACE:Wexbury | DATE:ninth of May" },
	{ "It was 3 May 2019, not 24/7.", NULL, "DATE:3 May 2019" },
	{ "since twenty oh nine, or in '88", NULL,
	  "DATE:twenty oh nine | DATE:'88" },
	{ "She is ninety-three and gives ninety percent.", NULL,
	  "AGE:ninety-three" },
	{ "He is 89, I feel like ninety.", NULL, "" },
	{ "It is 943 476 5919.", NULL, "ID:943 476 5919" },
	{ "Call 07700 900123 or +44 7700 900456.", NULL,
	  "PHONE:07700 900123 | PHONE:+44 7700 900456" },
	{ "I take 50 mg twice, 12000 steps, 10 out of 10.", NULL, "" },
	{ "DE89 3704 0044 0532 0130 00", NULL,
	  "ID:DE89 3704 0044 0532 0130 00" },
	{ "At 27 Larkspur Close, M14 6HR.", NULL,
	  "ADDRESS:27 Larkspur Close | PLACE:M14 6HR" },
	{ "mum who is ninety two lives alone", NULL, "AGE:ninety two" },
	{ "At ninety-seven she drives, he is ninety pounds.", NULL,
	  "AGE:ninety-seven" },
	{ "on the twentieth and the twenty-first we met", NULL,
	  "DATE:twentieth | DATE:twenty-first" },
	{ "The car is LK53 ABC, D02 X285.", NULL,
	  "ID:LK53 ABC | PLACE:D02 X285" },
	{ "And Marcus came and sat, and I sat.", NULL, "NAME:Marcus" },
	{ "My Ex, Con, and that Con of hers.", NULL, "NAME:Con | NAME:Con" },
	{ "It is 943-476-5919, so call 943-476-5918.", NULL,
	  "ID:943-476-5919 | PHONE:943-476-5918" },
	{ "it is two doors down the road", NULL, "" },
	{ "oh seven seven double oh nine one two three", NULL,
	  "PHONE:oh seven seven double oh nine one two three" },
	{ "one two three four five", NULL, "" },
	{ "see www.example.org/a, or @nightferry_77.", NULL,
	  "URL:www.example.org/a | USERNAME:@nightferry_77" },
};

static void
test_sentences(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(sentences); i++) {
		g_autofree char *found =
			told(sentences[i].text, sentences[i].known);

		g_test_message("%s", sentences[i].text);
		g_assert_cmpstr(found, ==, sentences[i].found);
	}
}

static void
test_form_and_relation(void)
{
	static const char text[] = "My sister Ana rang. ANA's late.";
	g_autoptr(DeidFindings) f = propose(text, strlen(text), NULL);
	const struct deid_proposal *p = (gpointer)f->proposals->data;

	g_assert_cmpuint(f->proposals->len, ==, 2);
	g_assert_cmpstr(p[0].form, ==, "ana");
	g_assert_cmpstr(p[1].form, ==, "ana");
	g_assert_cmpstr(p[0].relation, ==, "sister");
	g_assert_cmpstr(p[1].relation, ==, "sister");
}

static void
test_left(void)
{
	static const char text[] = "The ortho, an ortho. I like grace in it.";
	g_autoptr(DeidFindings) f = propose(text, strlen(text), NULL);
	const struct deid_left *left = (gpointer)f->left->data;

	g_assert_cmpuint(f->proposals->len, ==, 0);
	g_assert_cmpuint(f->left->len, ==, 2);
	g_assert_cmpstr(left[0].form, ==, "grace");
	g_assert_true(left[0].listed);
	g_assert_cmpstr(left[1].form, ==, "ortho");
	g_assert_cmpuint(left[1].count, ==, 2);
	g_assert_cmpuint(left[1].span.start, ==, 4);
}

/* Bytes keep their places whatever stands between. */
static void
test_hostile(void)
{
	static const char text[] = "I told \377\376 Marian\0 and \303 Ana.";
	g_autoptr(DeidFindings) f = propose(text, sizeof text - 1, NULL);
	const struct deid_proposal *p = (gpointer)f->proposals->data;
	g_autoptr(DeidFindings) none = propose("", 0, NULL);

	g_assert_cmpuint(f->proposals->len, ==, 2);
	g_assert_cmpmem(text + p[0].span.start, span_length(p[0].span),
			"Marian", 6);
	g_assert_cmpmem(text + p[1].span.start, span_length(p[1].span), "Ana",
			3);
	g_assert_cmpuint(none->proposals->len, ==, 0);
}

/* Nothing is lost between the stretches of a long turn. */
static void
test_long(void)
{
	static const char one[] = "so then 07700 900123 and a bit of talk, ";
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(DeidFindings) f = NULL;

	/* so that stretches end in the midst of numbers */
	g_string_append(text, "and the talk began so ... ");
	for (guint i = 0; i < 20000; i++)
		g_string_append(text, one);
	f = propose(text->str, text->len, NULL);
	g_assert_cmpuint(f->proposals->len, ==, 20000);
	g_assert_cmpuint(f->unfinished, ==, 0);
	for (guint i = 0; i < f->proposals->len; i++) {
		const struct deid_proposal *p =
			&g_array_index(f->proposals, struct deid_proposal, i);

		g_assert_cmpuint(p->span.start, ==, 26 + i * strlen(one) + 8);
		g_assert_cmpuint(p->category, ==, DEID_PHONE);
	}
}

int
main(int argc, char **argv)
{
	int failed;

	g_test_init(&argc, &argv, NULL);
	deid = deid_new();
	g_test_add_func("/deid/sentences", test_sentences);
	g_test_add_func("/deid/form-and-relation", test_form_and_relation);
	g_test_add_func("/deid/left", test_left);
	g_test_add_func("/deid/hostile", test_hostile);
	g_test_add_func("/deid/long", test_long);
	failed = g_test_run();
	deid_free(deid);
	return failed;
}
