/*
 * What was left out of a panel, in words; see panel.h.
 */
#include "app/paneling.h"

static void
tell(GPtrArray *sentences, guint n, const char *one, const char *more)
{
	if (n == 0)
		return;
	g_ptr_array_add(sentences, n == 1 ? g_strdup(one) :
					    g_strdup_printf("%u %s", n, more));
}

void
left_out_tell(const struct left_out *out, GPtrArray *sentences)
{
	tell(sentences, out->hidden,
	     "1 session is left out: it is rated blind by who looks",
	     "sessions are left out: they are rated blind by who looks");
	tell(sentences, out->unsigned_,
	     "1 rating is left out: it is not signed",
	     "ratings are left out: they are not signed");
	tell(sentences, out->sealed, "1 rating is left out: it is sealed",
	     "ratings are left out: they are sealed");
	tell(sentences, out->since_sign,
	     "1 rating was changed since it was signed, and counts as signed",
	     "ratings were changed since they were signed, and count as "
	     "signed");
	tell(sentences, out->of_role,
	     "1 rating is left out: it is in another role (see --role)",
	     "ratings are left out: they are in other roles (see --role)");
	tell(sentences, out->not_theirs,
	     "1 rating is left out: its rater does not have that role",
	     "ratings are left out: their raters do not have those roles");
	tell(sentences, out->earlier,
	     "1 rating is left out: it was signed before the day",
	     "ratings are left out: they were signed before the day");
	tell(sentences, out->other_text,
	     "1 rating is left out: it is on another rubric, or another "
	     "version of it",
	     "ratings are left out: they are on another rubric, or another "
	     "version of it");
	tell(sentences, out->twice,
	     "1 rating is left out: its rater signed another of the session "
	     "later, in another role",
	     "ratings are left out: their raters signed others of the same "
	     "sessions later, in other roles");
}
