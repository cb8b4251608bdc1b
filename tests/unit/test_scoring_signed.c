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
assert_how(const struct signature *signature, const char *wanted)
{
	g_autofree char *how = signature_how_print(signature);

	g_assert_cmpstr(how, ==, wanted);
}

static void
test_how(void)
{
	struct signature signature = { 0 };

	g_assert_null(signature_how_print(NULL));
	g_assert_null(signature_how(NULL));
	assert_how(&signature, "declared");
	g_assert_cmpstr(signature_how(&signature), ==, "declared");
	/* Half of one is no declared one. */
	signature.minisig = (char *)"x";
	g_assert_cmpstr(signature_how(&signature), ==, "key");
	signature.state_of_key = SIGNED_WRONG;
	assert_how(&signature, "with a key, as the row says, and that is not "
			       "so: 'iptrate casebook check' tells why");
	signature.state_of_key = SIGNED_UNASKED;
	signature.key_id = (char *)"82758E0374B81684";
	g_assert_cmpstr(signature_how(&signature), ==, "key");
	assert_how(&signature, "with the key 8275-8E03-74B8-1684");
	signature.state_of_key = SIGNED_UNKNOWN;
	assert_how(&signature, "with the key 8275-8E03-74B8-1684, which is "
			       "not known here");
	signature.key_holder = (char *)"RL";
	signature.fingerprint = (char *)"4T0K-9WQX";
	signature.state_of_key = SIGNED_WELL;
	assert_how(&signature, "with RL's key 4T0K-9WQX");
	signature.state_of_key = SIGNED_REVOKED;
	assert_how(&signature, "with RL's key 4T0K-9WQX, revoked since");
	signature.state_of_key = SIGNED_CAME_LATE;
	assert_how(&signature, "with RL's key 4T0K-9WQX, which was revoked "
			       "before this came here");
	signature.state_of_key = SIGNED_TOO_LATE;
	assert_how(&signature, "with RL's key 4T0K-9WQX after it was revoked, "
			       "which counts for nothing");
	signature.state_of_key = SIGNED_WRONG;
	assert_how(&signature, "with RL's key 4T0K-9WQX, as the row says, and "
			       "that is not so: 'iptrate casebook check' tells "
			       "why");
}

static void
test_sentences(void)
{
	g_autoptr(Rating) rating = rating_make();
	g_autofree char *standing = rating_signed_print(rating);
	g_autofree char *sentence = rating_signature_print(rating, FALSE);
	g_autofree char *open = NULL;

	g_assert_cmpstr(standing, ==,
			"version 2, signed 2026-09-21T14:13:20Z, declared");
	g_assert_true(g_str_has_prefix(sentence, "Signed by RL"));
	g_assert_nonnull(strstr(sentence, ", declared: mine"));
	rating->signature->key_id = g_strdup("82758E0374B81684");
	g_free(sentence);
	sentence = rating_signature_print(rating, TRUE);
	g_assert_true(g_str_has_prefix(sentence,
				       "Signed 2026-09-21T14:13:20Z by RL"));
	g_assert_nonnull(strstr(sentence, ", with the key 8275-8E03-74B8-1684:"
					  " mine"));
	rating->signed_at = 0;
	g_free(standing);
	standing = rating_signed_print(rating);
	g_assert_cmpstr(standing, ==, "version 2, not signed");
	rating->blind = BLIND_PEOPLE;
	open = rating_signature_print(rating, TRUE);
	g_assert_cmpstr(open, ==, "Blind to people.");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/signed/form-1", test_form_1);
	g_test_add_func("/signed/form-2", test_form_2);
	g_test_add_func("/signed/how", test_how);
	g_test_add_func("/signed/sentences", test_sentences);
	return g_test_run();
}
