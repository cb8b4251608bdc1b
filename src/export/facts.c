/*
 * The same thing in the same words, whatever the format.
 */
#include "export/facts.h"

#include <string.h>

guint
list_len(const GPtrArray *list)
{
	return list ? list->len : 0;
}

char *
facts_number_print(const struct session_facts *facts)
{
	if (facts->number > 0 && facts->planned > 0)
		return g_strdup_printf("%u of %u", facts->number,
				       facts->planned);
	return facts->number > 0 ? g_strdup_printf("%u", facts->number) :
				   g_strdup("");
}

static const char *
decided_print(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_ACCEPT:
		return "accepted";
	case VERDICT_REJECT:
		return "rejected";
	case VERDICT_ADD:
		return "added";
	default:
		return verdict_print(verdict);
	}
}

char *
fact_verdict_print(const struct effective_tag *tag)
{
	const struct decision *decision = tag->decision;

	if (!decision)
		return g_strdup("not decided");
	if (tag->idle)
		return g_strdup("not counted (the turn is not the "
				"therapist's)");
	if (decision->verdict == VERDICT_RELABEL)
		return tag->rejected ? g_strdup_printf("relabelled to %s",
						       decision->to) :
				       g_strdup_printf("relabelled from %s",
						       decision->technique);
	return g_strconcat(decided_print(decision->verdict),
			   decision->was ? " as " : NULL, decision->was, NULL);
}

const char *
fact_strength_print(const struct effective_tag *tag)
{
	return tag->machine ? strength_print(tag->machine->strength) : "";
}

char *
fact_rules_print(const struct effective_tag *tag)
{
	const GPtrArray *hits = tag->machine ? tag->machine->hits : NULL;
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < list_len(hits); i++) {
		const struct machine_hit *hit = g_ptr_array_index(hits, i);

		if (!g_hash_table_add(seen, hit->rule))
			continue;
		if (out->len > 0)
			g_string_append(out, ", ");
		g_string_append(out, hit->rule);
	}
	return g_string_free(out, FALSE);
}

char *
fact_turns_print(const GArray *turns, guint most)
{
	GString *out = g_string_new(NULL);
	guint count = turns ? turns->len : 0;

	for (guint i = 0; i < count && i < most; i++)
		g_string_append_printf(out, "%s%u", i > 0 ? ", " : "",
				       g_array_index(turns, guint, i));
	if (count > most)
		g_string_append_printf(out, " and %u more", count - most);
	return g_string_free(out, FALSE);
}

char *
fact_speaker_print(const struct transcript *transcript, const struct turn *turn)
{
	const struct speaker *speaker = transcript_speaker(transcript, turn);
	const char *role = turn_role_print(turn->role);

	/* "T" and "P" say no more than the role does. */
	if (!speaker || !speaker->label || strlen(speaker->label) < 2 ||
	    g_ascii_strcasecmp(speaker->label, role) == 0)
		return g_strdup(role);
	return g_strdup_printf("%s (%s)", speaker->label, role);
}

char *
fact_reasons_print(const struct session_score *score, const char *between)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < score->reasons->len; i++) {
		if (i > 0)
			g_string_append(out, between);
		g_string_append(out, g_ptr_array_index(score->reasons, i));
	}
	return g_string_free(out, FALSE);
}

char *
fact_rule_print(const struct score_rule *rule)
{
	static const enum item_class classes[] = { CLASS_UNIQUE,
						   CLASS_ESSENTIAL,
						   CLASS_COMPATIBLE,
						   CLASS_PROSCRIBED };
	GString *out = g_string_new("mean ");
	const char *between = " of the live ";

	g_string_append(out, rule->of == OF_EXTENT ? "extent" : "quality");
	for (guint i = 0; i < G_N_ELEMENTS(classes); i++) {
		if (!(rule->classes & classes[i]))
			continue;
		g_string_append(out, between);
		g_string_append(out, item_class_print(classes[i]));
		between = rule->classes >= classes[i] * 4 ? ", " : " and ";
	}
	g_string_append(out, " items that are rated");
	return g_string_free(out, FALSE);
}

static void
append_critical(GString *out, const GPtrArray *critical)
{
	for (guint i = 0; i < list_len(critical); i++) {
		const struct critical_rule *rule =
			g_ptr_array_index(critical, i);

		g_string_append_printf(
			out, "%s%s %s %u or %s", i > 0 ? ", " : "", rule->item,
			rule->of == OF_EXTENT ? "extent" : "quality",
			rule->bound, rule->at_least ? "more" : "less");
	}
}

char *
fact_pass_print(const struct rubric *rubric)
{
	GString *out = g_string_new(NULL);
	char cut[G_ASCII_DTOSTR_BUF_SIZE];

	g_ascii_formatd(cut, sizeof cut, "%.2f", rubric->cut);
	g_string_printf(out, "%s of at least %s; ", rubric->pass_score->name,
			cut);
	if (list_len(rubric->critical) > 0) {
		g_string_append(out, "nothing critical (");
		append_critical(out, rubric->critical);
		g_string_append(out, "); ");
	}
	g_string_append_printf(
		out,
		"%.0f %% of the live items rated, %u of them in the "
		"mean%s",
		rubric->min_share_rated * 100,
		MAX(rubric->min_items, rubric->pass_score->min_items),
		rubric->must_be_signed ? "; signed" : "");
	if (rubric->max_share_na < 1)
		g_string_append_printf(out, "; N/A for at most %.0f %%",
				       rubric->max_share_na * 100);
	return g_string_free(out, FALSE);
}

char *
fact_borderline_print(const struct rubric *rubric)
{
	char near[G_ASCII_DTOSTR_BUF_SIZE];

	g_ascii_formatd(near, sizeof near, "%.2f", rubric->near_cut);
	if (rubric->near_least > 0)
		return g_strdup_printf(
			"within measurement error of the cut, a second rating "
			"is advised: less than %s away, and measured from %u "
			"ratings on; each rating tells which",
			near, rubric->near_least);
	return g_strdup_printf("less than %s from the cut: within measurement "
			       "error, a second rating is advised",
			       near);
}

char *
fact_sources_print(const struct rating *rating)
{
	g_autofree char *of =
		rating->made_of ? rating_sources_print(rating->made_of) : NULL;
	GString *out;

	if (!of)
		return NULL;
	out = g_string_new(of);
	for (guint i = 0; i < rating->made_of->len; i++) {
		const struct rating_source *source = rating->made_of->pdata[i];

		if (source->later)
			g_string_append_printf(out, "; %s", source->later);
	}
	return g_string_free(out, FALSE);
}

gboolean
item_has_evidence(const struct item *item, const char *technique)
{
	for (guint i = 0; i < list_len(item->evidence); i++)
		if (strcmp(g_ptr_array_index(item->evidence, i), technique) ==
		    0)
			return TRUE;
	return FALSE;
}

const struct suggestion *
record_suggestion(const struct session_record *record, const struct item *item)
{
	for (guint i = 0; i < list_len(record->suggestions); i++) {
		const struct suggestion *suggestion =
			g_ptr_array_index(record->suggestions, i);

		if (strcmp(suggestion->item->id, item->id) == 0)
			return suggestion;
	}
	return NULL;
}

char *
fact_lacks_print(const struct session_record *record)
{
	g_autofree char *why = lacks_print(record->lacks);

	return *why ? g_strdup_printf("what was missed or is not there is not "
				      "told, and no extent is suggested: %s",
				      why) :
		      NULL;
}

const struct item_rating *
fact_line(const struct rating *rating, const char *item)
{
	return rating ? rating_item(rating, item) : NULL;
}

const struct item_rating *
fact_said(const struct rating *rating, const char *item)
{
	const struct item_rating *line = fact_line(rating, item);

	return line || !rating ? line : item_rating_find(rating->remarks, item);
}

gboolean
fact_is_history(const struct audit_event *event)
{
	return strcmp(event->verb, "export") != 0;
}
