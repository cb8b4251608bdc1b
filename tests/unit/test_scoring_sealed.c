/* Sealed ratings: their hash, whom they wait for, what was changed. */
#include "scoring/scoring.h"

#include <string.h>

static void
test_hash(void)
{
	/* printf '%s\n%s' 00ff abc | sha256sum */
	g_autofree char *hash = sealed_hash("00ff", "abc");

	g_assert_cmpstr(hash, ==,
			"edd5bebf95b4d2cdf9cce7a23d2b1829c228fc5ad61d473c"
			"fb0fb0cc3d89639f");
}

static void
test_due(void)
{
	struct sealed_rating sealed = { .role = RATER_SELF };

	sealed.signed_roles =
		1U << RATER_PEER | 1U << RATER_INDEPENDENT | 1U << RATER_SELF;
	g_assert_false(sealed_is_due(&sealed));
	sealed.signed_roles = 1U << RATER_SUPERVISOR;
	g_assert_true(sealed_is_due(&sealed));
	sealed.role = RATER_SUPERVISOR;
	g_assert_false(sealed_is_due(&sealed));
	sealed.signed_roles = 1U << RATER_SELF;
	g_assert_true(sealed_is_due(&sealed));
	/* Nobody's signature opens the others. */
	sealed.signed_roles = ~0U;
	for (enum rater_role role = RATER_SELF; role <= RATER_CONSENSUS;
	     role++) {
		sealed.role = role;
		g_assert_cmpint(sealed_is_due(&sealed), ==,
				role == RATER_SELF || role == RATER_SUPERVISOR);
	}
}

static void
assert_changes(const char *kept, const char *now, const char *wanted)
{
	g_autoptr(GPtrArray) changes = sealed_changes(kept, now);
	g_autofree char *all = NULL;

	g_ptr_array_add(changes, NULL);
	all = g_strjoinv("; ", (char **)changes->pdata);
	g_assert_cmpstr(all, ==, wanted);
}

static void
test_changes(void)
{
	const char *kept = "iptrate signed rating 1\nat 5\nreason a\n"
			   "reason b\nitem A1 3/2@4\nitem C3 4/3@25,27\n"
			   "comment well done\nitem C9 NA\nna-reason not due\n";

	assert_changes(kept, kept, "");
	assert_changes(kept,
		       "iptrate signed rating 1\nat 5\nreason a\n"
		       "reason c\nitem A1 3/2@4\nitem C3 5/3@25,27\n"
		       "comment well\nitem D1 1\n",
		       "reason (2) was signed as 'b', and 'c' stands there; "
		       "C3 was signed as '4/3@25,27', and '5/3@25,27' stands "
		       "there; "
		       "C3 comment was signed as 'well done', and 'well' "
		       "stands there; "
		       "C9 was signed as 'NA', and is not there; "
		       "C9 na-reason was signed as 'not due', and is not "
		       "there; "
		       "D1 is there as '1', and was not signed");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/sealed/hash", test_hash);
	g_test_add_func("/sealed/due", test_due);
	g_test_add_func("/sealed/changes", test_changes);
	return g_test_run();
}
