/*
 * explain: an account of a turn as lines of text.
 */
#include "tagging/phrase.h"
#include "tagging/tagging.h"

#include <string.h>

#define MOST_TOLD 5 /* clues on each side */

static void
append_rule(GString *out, const struct told_rule *told)
{
	g_string_append_printf(out, "    %s", told->rule->id);
	if (told->says)
		g_string_append_printf(out, ": %s", told->says);
	if (told->words) {
		g_autofree char *words =
			base_printable(told->words, span_length(told->span));

		g_string_append_printf(
			out, *words == '"' ? ", on %s" : ", on \"%s\"", words);
	}
	if (told->context)
		g_string_append_printf(out, ", with turn %d", told->context);
	if (told->rule->component)
		g_string_append_printf(out, " [%s]", told->rule->component);
	g_string_append_c(out, '\n');
}

/* "      components (2): own words, tone" */
static void
append_list(GString *out, const char *what, const GPtrArray *list)
{
	for (guint i = 0; i < list->len; i++) {
		if (i == 0)
			g_string_append_printf(out, "      %s (%u): ", what,
					       list->len);
		g_string_append_printf(out, "%s%s", i ? ", " : "",
				       (char *)list->pdata[i]);
	}
	if (list->len > 0)
		g_string_append_c(out, '\n');
}

static void
append_episode(GString *out, const struct told_tag *tag)
{
	const struct found_episode *found = tag->found;

	if (!found)
		return;
	g_string_append_printf(
		out, "    episode %s, turns %u to %u, %u carrier%s%s",
		tag->episode->id, found->first_turn, found->last_turn,
		found->carriers, found->carriers == 1 ? "" : "s",
		found->complete ? "" : " (fell short)");
	if (tag->bridged)
		g_string_append(out, "; this turn lies between two carriers");
	g_string_append_c(out, '\n');
	append_list(out, "components", found->components);
	append_list(out, "named", found->relations);
}

static void
append_pulls(GString *out, const GArray *pulls, const char *what, int sign)
{
	guint told = 0;

	for (guint i = 0; i < pulls->len && told < MOST_TOLD; i++) {
		const struct told_pull *pull =
			&g_array_index(pulls, struct told_pull, i);

		if (pull->points * sign > 0)
			g_string_append_printf(
				out, "%s%s '%s' %+d", told++ ? ", " : what,
				clue_kind_print(pull->clue->kind),
				pull->clue->text, pull->points);
	}
	if (told)
		g_string_append_c(out, '\n');
}

static void
append_weight(GString *out, const struct told_weight *weight)
{
	if (!weight)
		return;
	g_string_append_printf(out,
			       "    weight: words and place %+d, turns and "
			       "techniques around %+d",
			       weight->words, weight->around);
	if (weight->has_rules)
		g_string_append_printf(out, ", rules %+d", weight->rules);
	g_string_append_printf(out, ": %+d; a hint from %d, probable from %d\n",
			       weight->words + weight->around + weight->rules,
			       weight->hint, weight->probable);
	append_pulls(out, weight->pulls, "      for it: ", 1);
	append_pulls(out, weight->pulls, "      against: ", -1);
}

static void
append_tag(GString *out, const struct told_tag *tag)
{
	g_string_append_printf(out, "  %s (%s)", tag->technique->id,
			       strength_print(tag->strength));
	if (tag->dropped_by)
		g_string_append_printf(
			out, " dropped by %s%s%s", tag->dropped_by,
			tag->dropped_says ? ": " : "",
			tag->dropped_says ? tag->dropped_says : "");
	g_string_append_c(out, '\n');
	for (guint i = 0; i < tag->rules->len; i++)
		append_rule(out,
			    &g_array_index(tag->rules, struct told_rule, i));
	append_episode(out, tag);
	append_weight(out, tag->weight);
}

static void
append_untagged(GString *out, const struct account *account)
{
	if (account->role == TURN_THERAPIST) {
		g_string_append(out, "  no technique\n");
		return;
	}
	g_string_append_printf(out,
			       "  no technique: %s speaks, and only the "
			       "therapist's turns are tagged\n",
			       account->role == TURN_PATIENT ? "the patient" :
							       "someone else");
	for (guint i = 0; i < account->heard->len; i++)
		append_rule(out, &g_array_index(account->heard,
						struct told_rule, i));
}

static void
append_near(GString *out, const struct told_rule *near)
{
	g_string_append_printf(out, "  nearly: %s", near->rule->id);
	if (near->rule->says)
		g_string_append_printf(out, ": %s", near->rule->says);
	if (near->words) {
		g_string_append(out, ", on ");
		phrase_quote(out, near->words, strlen(near->words));
	}
	g_string_append_printf(out, "\n    wanted %s (line %u", near->wanted,
			       near->line);
	if (near->beside) {
		g_autofree char *file = base_printable(near->file, -1);

		g_string_append_printf(out, " of %s", file);
	}
	g_string_append(out, ")\n");
}

void
account_print(const struct account *account, GString *out)
{
	for (guint i = 0; i < account->tags->len; i++)
		append_tag(out, account->tags->pdata[i]);
	if (account->tags->len == 0)
		append_untagged(out, account);
	for (guint i = 0; i < account->dropped->len; i++)
		append_tag(out, account->dropped->pdata[i]);
	for (guint i = 0; i < account->near->len; i++)
		append_near(out,
			    &g_array_index(account->near, struct told_rule, i));
}
