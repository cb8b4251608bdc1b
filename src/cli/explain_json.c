/*
 * Why a turn has its tags, as JSON.
 */
#include "cli/output.h"
#include "cli/show.h"

static void
json_rule(struct printer *printer, const struct told_rule *told)
{
	printer_begin_map(printer, NULL);
	printer_string(printer, "rule", told->rule->id);
	printer_string(printer, "says",
		       told->says ? told->says : told->rule->says);
	printer_string(printer, "component", told->rule->component);
	printer_int(printer, "start", told->span.start);
	printer_int(printer, "end", told->span.end);
	printer_string(printer, "words", told->words);
	if (told->wanted) {
		printer_string(printer, "wanted", told->wanted);
		printer_int(printer, "line", told->line);
		printer_string(printer, "file", told->file);
	} else if (told->context) {
		printer_int(printer, "context", told->context);
	} else {
		printer_null(printer, "context");
	}
	printer_end(printer);
}

static void
json_rules(struct printer *printer, const char *key, const GArray *rules)
{
	printer_begin_list(printer, key);
	for (guint i = 0; i < rules->len; i++)
		json_rule(printer, &g_array_index(rules, struct told_rule, i));
	printer_end(printer);
}

static void
json_episode(struct printer *printer, const struct told_tag *tag)
{
	const struct found_episode *found = tag->found;

	if (!found) {
		printer_null(printer, "episode");
		return;
	}
	printer_begin_map(printer, "episode");
	printer_string(printer, "id", tag->episode->id);
	printer_int(printer, "first_turn", found->first_turn);
	printer_int(printer, "last_turn", found->last_turn);
	printer_int(printer, "carriers", found->carriers);
	printer_bool(printer, "complete", found->complete);
	printer_bool(printer, "bridged", tag->bridged);
	printer_texts(printer, "components", found->components);
	printer_texts(printer, "named", found->relations);
	printer_end(printer);
}

static void
json_pulls(struct printer *printer, const char *key, const GArray *pulls,
	   int sign)
{
	printer_begin_list(printer, key);
	for (guint i = 0; i < pulls->len; i++) {
		const struct told_pull *pull =
			&g_array_index(pulls, struct told_pull, i);

		if (pull->points * sign <= 0)
			continue;
		printer_begin_map(printer, NULL);
		printer_string(printer, "clue",
			       clue_kind_print(pull->clue->kind));
		printer_string(printer, "text", pull->clue->text);
		printer_int(printer, "points", pull->points);
		printer_end(printer);
	}
	printer_end(printer);
}

static void
json_weight(struct printer *printer, const struct told_weight *weight)
{
	if (!weight) {
		printer_null(printer, "weight");
		return;
	}
	printer_begin_map(printer, "weight");
	printer_int(printer, "words", weight->words);
	printer_int(printer, "around", weight->around);
	if (weight->has_rules)
		printer_int(printer, "rules", weight->rules);
	else
		printer_null(printer, "rules");
	printer_int(printer, "total",
		    weight->words + weight->around + weight->rules);
	printer_int(printer, "hint", weight->hint);
	printer_int(printer, "probable", weight->probable);
	json_pulls(printer, "for", weight->pulls, 1);
	json_pulls(printer, "against", weight->pulls, -1);
	printer_end(printer);
}

static void
json_tags(struct printer *printer, const char *key, const GPtrArray *tags)
{
	printer_begin_list(printer, key);
	for (guint i = 0; i < tags->len; i++) {
		const struct told_tag *tag = tags->pdata[i];

		printer_begin_map(printer, NULL);
		printer_string(printer, "technique", tag->technique->id);
		printer_string(printer, "strength",
			       strength_print(tag->strength));
		printer_string(printer, "dropped_by", tag->dropped_by);
		printer_string(printer, "dropped_says", tag->dropped_says);
		json_rules(printer, "rules", tag->rules);
		json_episode(printer, tag);
		json_weight(printer, tag->weight);
		printer_end(printer);
	}
	printer_end(printer);
}

void
json_explanation(struct cli *cli, gint64 session,
		 const struct explanation *explanation)
{
	const struct account *account = explanation->account;
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_int(printer, "session", session);
	printer_int(printer, "turn", account->turn);
	printer_string(printer, "role", turn_role_print(account->role));
	json_tags(printer, "tags", account->tags);
	json_tags(printer, "dropped", account->dropped);
	json_rules(printer, "heard", account->heard);
	json_rules(printer, "near", account->near);
	printer_begin_list(printer, "below_floor");
	for (guint i = 0; i < explanation->below_floor->len; i++) {
		const struct rule *rule = explanation->below_floor->pdata[i];

		printer_string(printer, NULL, rule->id);
	}
	printer_end(printer);
	printer_end(printer);
	cli_print_json(cli, printer);
}
