/*
 * The pass rule of a rubric, applied to one rating.
 *
 * Every reason that holds is said, the weightiest first.  A critical failure
 * stands whatever else is still to be rated; then too little that is rated,
 * then a missing signature; only after these does the mean decide.
 */
#include "scoring/private.h"

#include <math.h>
#include <string.h>

static const char *const state_names[] = {
	[PASS_YES] = "pass",
	[PASS_BORDERLINE] = "borderline",
	[PASS_NOT_YET] = "not yet",
	[PASS_INCOMPLETE] = "incomplete",
};

const char *
pass_state_print(enum pass_state state)
{
	g_assert((guint)state < G_N_ELEMENTS(state_names));
	return state_names[state];
}

gboolean
pass_state_parse(const char *text, enum pass_state *state)
{
	for (guint i = 0; i < G_N_ELEMENTS(state_names); i++) {
		if (strcmp(text, state_names[i]) == 0) {
			*state = (enum pass_state)i;
			return TRUE;
		}
	}
	return FALSE;
}

gboolean
critical_fails(const struct critical_rule *rule, const struct item_rating *line)
{
	guint point = !line		    ? 0 :
		      rule->of == OF_EXTENT ? line->extent :
					      line->quality;

	if (point == 0)
		return FALSE;
	return rule->at_least ? point >= rule->bound : point <= rule->bound;
}

static gboolean
add_critical(const struct rubric *rubric, const struct session_facts *facts,
	     const struct rating *rating, struct session_score *score)
{
	gboolean failed = FALSE;

	for (guint i = 0; i < rubric->critical->len; i++) {
		const struct critical_rule *rule =
			g_ptr_array_index(rubric->critical, i);
		const struct item *item = rubric_item(rubric, rule->item);
		const struct item_rating *line;

		if (!item || !item_is_live(item, facts))
			continue;
		line = rating_item(rating, item->id);
		if (!critical_fails(rule, line))
			continue;
		failed = TRUE;
		reason_add(score,
			   "Critical: %s (%s) has %s %u, and %u or %s does "
			   "not pass.",
			   item->id, item->name,
			   rule->of == OF_EXTENT ? "an extent of" :
						   "a quality of",
			   rule->of == OF_EXTENT ? line->extent : line->quality,
			   rule->bound, rule->at_least ? "more" : "less");
	}
	return failed;
}

static enum pass_state
state_of_mean(const struct session_score *score, const struct mean_score *mean)
{
	double over = mean->mean - score->rubric->cut;

	if (fabs(over) < score->near.width - ROUNDING)
		return PASS_BORDERLINE;
	return over >= -ROUNDING ? PASS_YES : PASS_NOT_YET;
}

/* With a point, whatever the user's language: reports are compared. */
static char *
number_print(double number, guint digits)
{
	char format[] = "%.0f";
	char text[G_ASCII_DTOSTR_BUF_SIZE];

	g_assert(digits < 10);
	format[2] = (char)('0' + digits);
	return g_strdup(g_ascii_formatd(text, sizeof text, format, number));
}

/* "3.00", or as many digits as it takes to tell the mean from a cut that it
 * does not equal: 2.996 must not read as 3.00. */
static char *
mean_print(double mean, double cut)
{
	for (guint digits = 2; digits < 6; digits++) {
		double scale = pow(10, digits);

		if (fabs(mean - cut) < ROUNDING ||
		    round(mean * scale) != round(cut * scale))
			return number_print(mean, digits);
	}
	return number_print(mean, 6);
}

/* "2", "1.5", "twice" */
static char *
times_print(double errors)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];

	if (errors == 1 || errors == 2)
		return g_strdup(errors == 1 ? "" : "twice ");
	return g_strdup_printf(
		"%s times ", g_ascii_formatd(text, sizeof text, "%g", errors));
}

/* Where the band comes from: ": twice the error of a mark, from 40 ratings of
 * 12 sessions"; nothing where the rubric has a fixed one.  Caller frees. */
static char *
source_print(const struct rubric *rubric, const struct near_band *near)
{
	g_autofree char *times = times_print(rubric->near_errors);
	g_autofree char *ratings =
		base_count(near->ratings, "rating", "ratings");
	g_autofree char *sessions =
		base_count(near->sessions, "session", "sessions");

	if (rubric->near_least == 0)
		return g_strdup("");
	if (near->measured)
		return g_strdup_printf(": %sthe error of a mark, from %s of %s",
				       times, ratings, sessions);
	if (near->ratings >= rubric->near_least)
		return g_strdup_printf(
			", the fixed band: %s of %s do not tell the error of "
			"a mark",
			ratings, sessions);
	return g_strdup_printf(", the fixed band: %s of %s rated twice, and "
			       "%u are needed to measure it",
			       ratings, sessions, rubric->near_least);
}

/* Borderline or not, where the band was measured that is said. */
static void
add_near(const struct rubric *rubric, gboolean is_near,
	 struct session_score *score)
{
	g_autofree char *width = number_print(score->near.width, 2);
	g_autofree char *source = source_print(rubric, &score->near);

	if (is_near)
		reason_add(score,
			   "It lies within measurement error of the cut (less "
			   "than %s away%s); a second rating is advised.",
			   width, source);
	else if (rubric->near_least > 0)
		reason_add(score, "Near the cut is less than %s away%s.", width,
			   source);
}

static void
add_mean(const struct rubric *rubric, const struct mean_score *mean,
	 struct session_score *score)
{
	g_autofree char *shown = mean_print(mean->mean, rubric->cut);
	g_autofree char *cut = number_print(rubric->cut, 2);
	g_autofree char *deviation =
		isnan(mean->standard_error) ?
			NULL :
			number_print(mean->standard_error, 2);
	gboolean reached = mean->mean - rubric->cut >= -ROUNDING;

	reason_add(score, "The %s mean is %s (%u %s%s%s) and %s the cut of %s.",
		   mean->rule->name, shown, mean->n,
		   mean->n == 1 ? "item" : "items",
		   deviation ? ", standard error " : "",
		   deviation ? deviation : "",
		   reached ? "reaches" : "falls short of", cut);
	add_near(rubric, state_of_mean(score, mean) == PASS_BORDERLINE, score);
}

char *
rating_since_print(guint since)
{
	g_autoptr(GPtrArray) what = g_ptr_array_new();

	if (since & SINCE_VALUES)
		g_ptr_array_add(what, "its values were changed");
	if (since & SINCE_TAGS)
		g_ptr_array_add(what, "the session was tagged otherwise");
	if (since & SINCE_FACTS)
		g_ptr_array_add(what, "its phase or focus was changed");
	return ids_print(what, what->len);
}

static void
add_unsigned(const struct rating *rating, enum pass_state without,
	     struct session_score *score)
{
	g_autofree char *since = rating_since_print(rating->since);
	g_autofree char *date =
		rating->since ? base_time_print(rating->signed_before) : NULL;
	g_autoptr(GString) text = g_string_new(NULL);

	if (rating->since)
		g_string_printf(text,
				"Version %u is not signed yet (since version "
				"%u was signed, on %.10s, %s)",
				rating->version, rating->version - 1, date,
				since);
	else
		g_string_assign(text, "The rating is not signed yet");
	if (without != PASS_INCOMPLETE)
		g_string_append_printf(text, "; as it stands it would be: %s",
				       pass_state_print(without));
	reason_add(score, "%s.", text->str);
}

static void
add_outdated(const struct rating *rating, struct session_score *score)
{
	if (rating->outdated && !rating->earlier)
		reason_add(score,
			   "The transcript was corrected after this rating "
			   "was signed; look at it again and sign anew.");
}

/* What was signed stays, but it is no verdict in a role that the rater does
 * not have. */
static void
add_role_fault(const struct rating *rating, struct session_score *score)
{
	if (!rating->role_fault)
		return;
	reason_add(score, "%s%s%s.", rating->role_fault,
		   rating->signed_at ? "; the verdict that was signed was: " :
				       "; otherwise it would be: ",
		   pass_state_print(score->state));
	if (!rating->earlier)
		score->state = PASS_INCOMPLETE;
	score->complete = FALSE;
	/* the weightiest first */
	g_ptr_array_insert(score->reasons, 0,
			   g_ptr_array_steal_index(score->reasons,
						   score->reasons->len - 1));
	score->first_gap = 0;
}

/* The verdict that it was signed with; FALSE: not known. */
static gboolean
take_signed(const struct rating *rating, struct session_score *score)
{
	const struct signature *signature = rating->signature;
	g_auto(GStrv) reasons = NULL;

	if (!signature || !signature->state || !signature->reasons ||
	    !pass_state_parse(signature->state, &score->state))
		return FALSE;
	reasons = g_strsplit(signature->reasons, "\n", -1);
	for (guint i = 0; reasons[i]; i++)
		g_ptr_array_add(score->reasons, g_strdup(reasons[i]));
	add_outdated(rating, score);
	add_role_fault(rating, score);
	return TRUE;
}

/* Every gap is looked for, since each has its sentence. */
static gboolean
has_gaps(const struct session_facts *facts, const struct rating *rating,
	 struct session_score *score)
{
	gboolean gaps = gaps_critical(facts, rating, score);

	gaps |= gaps_means(score);
	gaps |= gaps_na(facts, score);
	if (gaps_share(facts, score))
		return TRUE;
	return gaps_blanks(facts, rating, score) || gaps;
}

void
pass_decide(const struct rubric *rubric, const struct session_facts *facts,
	    const struct rating *rating, struct session_score *score)
{
	const struct mean_score *mean = score_passed_on(rubric, score);
	gboolean unsigned_yet = rubric->must_be_signed && !rating->signed_at;
	gboolean critical;

	if (take_signed(rating, score))
		return;
	critical = add_critical(rubric, facts, rating, score);
	score->first_gap = score->reasons->len;
	score->complete = !has_gaps(facts, rating, score);
	if (critical)
		score->state = PASS_NOT_YET;
	else if (!score->complete)
		score->state = PASS_INCOMPLETE;
	else
		score->state = state_of_mean(score, mean);
	if (unsigned_yet) {
		add_unsigned(rating, score->state, score);
		if (!critical)
			score->state = PASS_INCOMPLETE;
	}
	add_outdated(rating, score);
	if (mean->sufficient)
		add_mean(rubric, mean, score);
	if (mean->sufficient)
		gaps_absent(facts, rating, mean, score);
	gaps_quality(facts, rating, score);
	add_role_fault(rating, score);
}
