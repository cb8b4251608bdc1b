/* The text of what was signed, to the byte, in each of its forms. */
#include "scoring/scoring.h"

#include <string.h>

/* What a rating of an older casebook was signed as. */
static const char form_1[] = "iptrate signed rating 1\n"
			     "source aa\n"
			     "turns bb\n"
			     "tags cc\n"
			     "codebook dd\n"
			     "number 6\n"
			     "planned 16\n"
			     "phase middle\n"
			     "focus role-dispute\n"
			     "rubric ee\n"
			     "signer RL\n"
			     "name R. Lane\n"
			     "role supervisor\n"
			     "entered-by anna\n"
			     "version 2\n"
			     "at 1790000000\n"
			     "meaning mine\\nand no other\\\\\n"
			     "unfinished a trial\n"
			     "verdict incomplete\n"
			     "reason One.\n"
			     "reason Two.\n"
			     "item C3 4/3@25,27\n"
			     "comment well done\n"
			     "item C9 NA\n"
			     "na-reason not due\n"
			     "item D1 1\n";

static struct item_rating *
item_new(const char *id, guint extent, guint quality)
{
	struct item_rating *item = g_new0(struct item_rating, 1);

	item->item = g_strdup(id);
	item->extent = extent;
	item->quality = quality;
	return item;
}

static struct rating *
rating_make(void)
{
	struct rating *rating = g_new0(struct rating, 1);
	struct signature *signature = g_new0(struct signature, 1);
	const guint turns[] = { 25, 27 };
	struct item_rating *c3 = item_new("C3", 4, 3);
	struct item_rating *c9 = item_new("C9", 0, 0);

	*signature = (struct signature){
		.signer = g_strdup("RL"),
		.name = g_strdup("R. Lane"),
		.entered_by = g_strdup("anna"),
		.unfinished = g_strdup("a trial"),
		.source = g_strdup("aa"),
		.turns = g_strdup("bb"),
		.tags = g_strdup("cc"),
		.codebook = g_strdup("dd"),
		.has_facts = TRUE,
		.facts = { .number = 6, .planned = 16 },
		.state = g_strdup("incomplete"),
		.reasons = g_strdup("One.\nTwo."),
	};
	g_assert_true(phase_parse("middle", &signature->facts.phase));
	g_assert_true(focus_parse("role dispute", &signature->facts.focus));
	c3->comment = g_strdup("well done");
	c3->turns = g_array_new(FALSE, FALSE, sizeof(guint));
	g_array_append_vals(c3->turns, turns, 2);
	c9->na_reason = g_strdup("not due");
	rating->rubric_sha256 = g_strdup("ee");
	rating->rater = g_strdup("RL");
	rating->role = RATER_SUPERVISOR;
	rating->version = 2;
	rating->signed_at = 1790000000;
	rating->meaning = g_strdup("mine\nand no other\\");
	rating->signature = signature;
	rating->items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);
	g_ptr_array_add(rating->items, item_new("D1", 1, 0));
	g_ptr_array_add(rating->items, c9);
	g_ptr_array_add(rating->items, c3);
	return rating;
}

static void
test_form_1(void)
{
	g_autoptr(Rating) rating = rating_make();
	g_autofree char *text = rating_signed_text(rating);

	g_assert_cmpstr(text, ==, form_1);
}

/* A history makes it form 2; blindness is told there, even when it is none. */
static void
test_form_2(void)
{
	g_autoptr(Rating) rating = rating_make();
	g_autofree char *open = NULL;
	g_autofree char *blind = NULL;
	g_autofree char *wanted = g_strconcat(
		"iptrate signed rating 2\nhistory ff\nblind-to nothing\n",
		form_1 + sizeof "iptrate signed rating 1", NULL);

	rating->signature->history = g_strdup("ff");
	open = rating_signed_text(rating);
	g_assert_cmpstr(open, ==, wanted);
	rating->signature->blind = BLIND_PEOPLE | BLIND_RATINGS;
	blind = rating_signed_text(rating);
	g_assert_nonnull(strstr(blind, "\nblind-to people,ratings\n"));
}

static void
test_how(void)
{
	struct signature signature = { 0 };
	g_autofree char *declared = signature_how_print(&signature);
	g_autofree char *keyed = NULL;

	g_assert_cmpstr(declared, ==, "declared");
	signature.key_id = (char *)"82758E0374B81684";
	keyed = signature_how_print(&signature);
	g_assert_cmpstr(keyed, ==, "signed with key 82758E0374B81684");
	g_assert_null(signature_how_print(NULL));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/signed/form-1", test_form_1);
	g_test_add_func("/signed/form-2", test_form_2);
	g_test_add_func("/signed/how", test_how);
	return g_test_run();
}
