/*
 * What is left out of a rating: items without points or N/A, and whether the
 * rubric lets so much be missing.
 *
 * A rating must not get better by what is left out of it.  How far that is
 * held against depends on the keys of the rubric; older rubrics have few, and
 * ratings on them come out as they always did.
 */
#include "scoring/private.h"

#include <math.h>
#include <string.h>

#define IDS_SHOWN 12

void
reason_add(struct session_score *score, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	g_ptr_array_add(score->reasons, g_strdup_vprintf(format, args));
	va_end(args);
}

char *
ids_print(const GPtrArray *ids, guint most)
{
	GString *out = g_string_new(NULL);
	guint shown = ids->len > most ? most : ids->len;

	for (guint i = 0; i < shown; i++) {
		if (i > 0)
			g_string_append(out,
					i + 1 == ids->len ? " and " : ", ");
		g_string_append(out, g_ptr_array_index(ids, i));
	}
	if (shown < ids->len)
		g_string_append_printf(out, " and %u more", ids->len - shown);
	return g_string_free(out, FALSE);
}

gboolean
item_lacks_quality(const struct rubric *rubric, const struct item *item,
		   const struct item_rating *line)
{
	return line->quality == 0 &&
	       item->item_class & rubric->quality.classes &&
	       item_has_quality(rubric, item, line->extent);
}

/* With unknown phase or focus every item may be live, which is more than
 * anybody can rate. */
static const char *
unknown_facts(const struct session_facts *facts)
{
	if (facts->phase == PHASE_UNKNOWN && facts->focus == FOCUS_UNKNOWN)
		return " The session's phase and focus are not set, so items "
		       "of every phase and focus are asked for.";
	if (facts->phase == PHASE_UNKNOWN)
		return " The session's phase is not set, so items of every "
		       "phase are asked for.";
	if (facts->focus == FOCUS_UNKNOWN)
		return " The session's focus is not set, so items of every "
		       "focus are asked for.";
	return "";
}

/* What keeps a critical item from being looked at; NULL: nothing. */
static const char *
critical_gap(const struct rubric *rubric, const struct item *item,
	     const struct item_rating *line)
{
	if (!line)
		return "is not rated yet";
	if (line->extent == 0)
		return "is N/A";
	if (item_lacks_quality(rubric, item, line))
		return "has no quality yet";
	return NULL;
}

gboolean
gaps_critical(const struct session_facts *facts, const struct rating *rating,
	      struct session_score *score)
{
	const struct rubric *rubric = score->rubric;
	gboolean gap = FALSE;

	for (guint i = 0; rubric->critical_rated && i < rubric->items->len;
	     i++) {
		const struct item *item = g_ptr_array_index(rubric->items, i);
		const char *what;

		if (!item_is_live(item, facts) ||
		    !item_is_critical(rubric, item))
			continue;
		what = critical_gap(rubric, item,
				    rating_item(rating, item->id));
		if (!what)
			continue;
		gap = TRUE;
		reason_add(score, "%s (%s) is critical, must be rated, and %s.",
			   item->id, item->name, what);
	}
	return gap;
}

gboolean
gaps_means(struct session_score *score)
{
	const struct mean_score *const means[] = { &score->adherence,
						   &score->quality,
						   &score->specificity };
	gboolean gap = FALSE;

	for (guint i = 0; i < G_N_ELEMENTS(means); i++) {
		const struct mean_score *mean = means[i];

		if (mean->sufficient ||
		    (!mean->rule->min_items &&
		     mean != score_passed_on(score->rubric, score)))
			continue;
		gap = TRUE;
		reason_add(score,
			   "Insufficient: the %s mean rests on %u rated %s, "
			   "and needs %u.",
			   mean->rule->name, mean->n,
			   mean->n == 1 ? "item" : "items", mean->least);
	}
	return gap;
}

gboolean
gaps_share(const struct session_facts *facts, struct session_score *score)
{
	double least = score->rubric->min_share_rated;
	g_autofree char *missing = ids_print(score->missing, IDS_SHOWN);
	g_autofree char *na = ids_print(score->na, IDS_SHOWN);

	if (score->share_rated >= least - ROUNDING)
		return FALSE;
	reason_add(score,
		   "%u of %u live items (%.0f %%) are rated, and %.0f %% are "
		   "needed; still to rate: %s%s%s.%s",
		   score->rated, score->countable,
		   floor(score->share_rated * 100 + ROUNDING), least * 100,
		   score->missing->len > 0 ? missing : "none",
		   score->rubric->na_lowers_share && *na ? "; N/A: " : "",
		   score->rubric->na_lowers_share ? na : "",
		   unknown_facts(facts));
	return TRUE;
}

gboolean
gaps_na(const struct session_facts *facts, struct session_score *score)
{
	double most = score->rubric->max_share_na * score->live;
	g_autofree char *na = ids_print(score->na, IDS_SHOWN);

	if (score->not_applicable <= most + ROUNDING)
		return FALSE;
	reason_add(score,
		   "%u of %u live items are N/A, and at most %.0f (%.0f %%) "
		   "may be: %s.%s",
		   score->not_applicable, score->live, floor(most + ROUNDING),
		   score->rubric->max_share_na * 100, na, unknown_facts(facts));
	return TRUE;
}

/* Items that would be in the pass score and have nothing said of them. */
static GPtrArray *
list_blanks(const struct session_facts *facts, const struct rating *rating,
	    const struct session_score *score)
{
	const struct rubric *rubric = score->rubric;
	const struct score_rule *rule = rubric->pass_score;
	GPtrArray *blanks = g_ptr_array_new();

	for (guint i = 0; i < rubric->items->len; i++) {
		const struct item *item = g_ptr_array_index(rubric->items, i);
		const struct item_rating *line = rating_item(rating, item->id);

		if (!(rule->classes & item->item_class) ||
		    !item_is_live(item, facts))
			continue;
		if (!line || (rule->of == OF_QUALITY &&
			      item_lacks_quality(rubric, item, line)))
			g_ptr_array_add(blanks, item->id);
	}
	return blanks;
}

gboolean
gaps_blanks(const struct session_facts *facts, const struct rating *rating,
	    struct session_score *score)
{
	const struct rubric *rubric = score->rubric;
	const struct mean_score *mean = score_passed_on(rubric, score);
	g_autoptr(GPtrArray) blanks = list_blanks(facts, rating, score);
	g_autofree char *list = ids_print(blanks, IDS_SHOWN);
	double worst;

	if (!rubric->blanks_at_worst || blanks->len == 0 || mean->n == 0 ||
	    mean->mean < rubric->cut - ROUNDING)
		return FALSE;
	worst = (mean->sum + blanks->len * rubric->blanks_at_worst) /
		(mean->n + blanks->len);
	if (worst >= rubric->cut - ROUNDING)
		return FALSE;
	reason_add(score,
		   "%s %s left blank, and could bring the %s mean below the "
		   "cut; rate %s.",
		   list, blanks->len == 1 ? "is" : "are", mean->rule->name,
		   blanks->len == 1 ? "it" : "them");
	return TRUE;
}

void
gaps_absent(const struct session_facts *facts, const struct rating *rating,
	    const struct mean_score *mean, struct session_score *score)
{
	const struct rubric *rubric = score->rubric;
	guint absent = 0;

	for (guint i = 0; i < rubric->items->len; i++) {
		const struct item *item = g_ptr_array_index(rubric->items, i);
		const struct item_rating *line = rating_item(rating, item->id);

		absent += line && line->extent && item_is_live(item, facts) &&
			  (mean->rule->classes & item->item_class) &&
			  line->extent < rubric->quality_from_extent;
	}
	if (mean->rule->of == OF_QUALITY && absent >= mean->n)
		reason_add(
			score,
			"%u live items were left out by the therapist "
			"(extent 1) and are in no quality; the %s mean rests "
			"on the other %u.",
			absent, mean->rule->name, mean->n);
}

void
gaps_quality(const struct session_facts *facts, const struct rating *rating,
	     struct session_score *score)
{
	const struct rubric *rubric = score->rubric;
	g_autoptr(GPtrArray) ids = g_ptr_array_new();
	g_autofree char *list = NULL;

	for (guint i = 0; i < rubric->items->len; i++) {
		const struct item *item = g_ptr_array_index(rubric->items, i);
		const struct item_rating *line = rating_item(rating, item->id);

		if (line && item_is_live(item, facts) &&
		    item_lacks_quality(rubric, item, line))
			g_ptr_array_add(ids, item->id);
	}
	if (ids->len == 0)
		return;
	list = ids_print(ids, IDS_SHOWN);
	reason_add(score, "%s %s an extent but no quality yet.", list,
		   ids->len == 1 ? "has" : "have");
}
