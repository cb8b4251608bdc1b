/*
 * account: gathers why a turn has its tags.
 */
#include "tagging/explaining.h"
#include "tagging/weights.h"

#include <string.h>

struct gathering {
	struct tagging_run *run;
	const struct transcript *transcript;
	const struct tagging *tagging;
	struct account *account;
};

static void
told_rule_clear(gpointer data)
{
	struct told_rule *told = data;

	g_free(told->says);
	g_free(told->words);
	g_free(told->wanted);
}

GArray *
told_rules_new(void)
{
	GArray *rules = g_array_new(FALSE, TRUE, sizeof(struct told_rule));

	g_array_set_clear_func(rules, told_rule_clear);
	return rules;
}

static void
told_tag_free(gpointer data)
{
	struct told_tag *told = data;

	g_array_unref(told->rules);
	if (told->weight)
		g_array_unref(told->weight->pulls);
	g_free(told->weight);
	g_free(told);
}

/* The words of its span, of a turn from 1. */
static void
tell_words(const struct gathering *gathering, guint n, struct told_rule *told)
{
	const struct turn *turn = transcript_turn(gathering->transcript, n);
	gsize len;
	const char *text =
		transcript_turn_text(gathering->transcript, turn, &len);

	if (told->span.end > told->span.start && told->span.end <= len)
		told->words = g_strndup(text + told->span.start,
					span_length(told->span));
	else
		told->span = (struct span){ 0, 0 };
}

static void
tell_hit(const struct gathering *gathering, const struct hit *hit,
	 GArray *rules)
{
	struct told_rule told = {
		.rule = tagger_rule(gathering->run->tagger, hit->rule)->rule,
		.span = hit->span,
		.context = hit->context,
	};

	told.says = g_strdup(tagging_says(gathering->tagging, hit) ?:
				     told.rule->says);
	tell_words(gathering, hit->turn, &told);
	g_array_append_val(rules, told);
}

static const char *
dropped_says(const struct gathering *gathering, const char *id)
{
	const GPtrArray *lines = gathering->run->tagger->codebook->suppressions;

	for (guint i = 0; i < lines->len; i++) {
		const struct suppression *line = lines->pdata[i];

		if (g_strcmp0(line->id, id) == 0)
			return line->says;
	}
	if (strcmp(id, "weight") == 0)
		return "its words and its place weigh against it";
	if (strcmp(id, "place") == 0)
		return "it rests on its place alone, and a firmer sign is "
		       "there";
	if (strcmp(id, "precedence") == 0)
		return "the turn has firmer or higher tags enough";
	return "the episode fell short of what it needs";
}

static struct told_tag *
tell_tag(const struct gathering *gathering, const struct tag *tag)
{
	const struct tagging_run *run = gathering->run;
	struct told_tag *told = g_new0(struct told_tag, 1);

	told->technique =
		run->tagger->codebook->techniques->pdata[tag->technique];
	told->strength = tag->strength;
	told->dropped_by = tag->dropped_by;
	if (tag->dropped_by)
		told->dropped_says = dropped_says(gathering, tag->dropped_by);
	told->rules = told_rules_new();
	for (guint i = 0; i < tag->hits->len; i++)
		tell_hit(gathering,
			 &g_array_index(gathering->tagging->hits, struct hit,
					g_array_index(tag->hits, guint, i)),
			 told->rules);
	if (tag->episode >= 0) {
		told->found = gathering->tagging->episodes->pdata[tag->episode];
		told->episode =
			tagger_episode(run->tagger, told->found->episode)
				->episode;
	}
	told->bridged = tag->bridged;
	told->weight = run_tell_weight(run, tag);
	return told;
}

static GPtrArray *
tell_tags(const struct gathering *gathering, const GPtrArray *tags)
{
	GPtrArray *told = g_ptr_array_new_with_free_func(told_tag_free);

	for (guint i = 0; i < tags->len; i++) {
		const struct tag *tag = tags->pdata[i];

		if (tag->turn == gathering->account->turn)
			g_ptr_array_add(told, tell_tag(gathering, tag));
	}
	return told;
}

/* What was heard in a turn that gets no tags. */
static GArray *
tell_heard(const struct gathering *gathering)
{
	const GArray *hits = gathering->tagging->hits;
	GArray *heard = told_rules_new();

	for (guint i = 0; i < hits->len; i++) {
		const struct hit *hit = &g_array_index(hits, struct hit, i);

		if (hit->turn == gathering->account->turn &&
		    gathering->account->role != TURN_THERAPIST)
			tell_hit(gathering, hit, heard);
	}
	return heard;
}

struct account *
tagger_account(struct tagger *tagger, const struct transcript *transcript,
	       const struct session_facts *facts, guint turn, guint near)
{
	g_autoptr(TaggingRun) run = tagging_run_new(tagger, FALSE);
	struct account *account;
	struct gathering gathering = { run, transcript, run->result, NULL };

	if (turn == 0 || turn > transcript->turns->len)
		return NULL;
	run_read(run, transcript, facts);
	run_prepare(run);
	run_tag_turns(run);
	gathering.account = account = g_new0(struct account, 1);
	account->turn = turn;
	account->role = speech_turn(&run->speech, turn - 1)->role;
	account->tags = tell_tags(&gathering, run->result->tags);
	account->dropped = tell_tags(&gathering, run->result->dropped);
	account->heard = tell_heard(&gathering);
	/* rules refer to hits, not to what stands at the end */
	g_clear_pointer(&run->tag_rows, g_free);
	account->near = near_tell(run, turn - 1, near);
	for (guint i = 0; i < account->near->len; i++)
		tell_words(&gathering, turn,
			   &g_array_index(account->near, struct told_rule, i));
	account->tagging = run_take(run);
	return account;
}

void
account_free(struct account *account)
{
	if (!account)
		return;
	g_ptr_array_unref(account->tags);
	g_ptr_array_unref(account->dropped);
	g_array_unref(account->heard);
	g_array_unref(account->near);
	tagging_free(account->tagging);
	g_free(account);
}
