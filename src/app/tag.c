/*
 * Tagging stored sessions again, and looking at what rules do.
 */
#include "app/private.h"
#include "app/blind.h"
#include "app/drilling.h"
#include "app/doubts.h"
#include "app/tagging_anew.h"
#include "app/versions.h"

#include <string.h>

#define NEAR_TOLD 3 /* rules that nearly fired */

void
tag_job_clear(struct tag_job *job)
{
	transcript_free(job->transcript);
	tagging_free(job->tagging);
	memset(job, 0, sizeof(*job));
}

gboolean
tag_job_load(struct app *app, gint64 session, struct tag_job *job,
	     GError **error)
{
	struct session_info *info = session_known(app, session, error);

	if (!info)
		return FALSE;
	job->session = session;
	job->facts = info->facts;
	session_info_free(info);
	job->transcript = store_transcript_load(app->store, session, error);
	return job->transcript != NULL;
}

struct run {
	struct tagger *tagger;
	struct tag_job *jobs;
};

static void
run_one(guint i, void *data)
{
	const struct run *run = data;
	struct tag_job *job = &run->jobs[i];

	tagging_free(job->tagging);
	job->tagging = tagger_run(run->tagger, job->transcript, &job->facts);
}

void
tag_jobs_run(struct tagger *tagger, struct tag_job *jobs, guint n)
{
	struct run run = { tagger, jobs };

	app_parallel(n, run_one, &run);
}

void
app_limits_list(const struct tagging *tagging, const struct codebook *codebook,
		const char *where, GPtrArray *limits)
{
	for (guint i = 0; i < tagging->limits->len; i++) {
		const struct limit_reached *limit = tagging->limits->pdata[i];
		const struct rule *rule = codebook->rules->pdata[limit->rule];

		g_ptr_array_add(limits,
				g_strdup_printf("%s, turn %u: rule %s: %s",
						where, limit->turn, rule->id,
						limit->message));
	}
}

/* tags by turn. */
static const struct machine_tag *
same_tag(const GPtrArray *tags, const struct machine_tag *as)
{
	guint low = 0, high = tags->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (((struct machine_tag *)tags->pdata[middle])->turn <
		    as->turn)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < tags->len; low++) {
		const struct machine_tag *tag = tags->pdata[low];

		if (tag->turn != as->turn)
			break;
		if (strcmp(tag->technique, as->technique) == 0)
			return tag;
	}
	return NULL;
}

static gboolean
tally_changes(struct app *app, const struct tag_job *job,
	      struct tag_tally *tally, GError **error)
{
	g_autoptr(GPtrArray) now = NULL;
	g_autoptr(GPtrArray) before = NULL;
	guint kept = 0;

	if (!tally)
		return TRUE;
	before = store_tags_load(app->store, job->session, error);
	if (!before)
		return FALSE;
	now = app_machine_tags(app->codebook, job->tagging);
	for (guint i = 0; i < now->len; i++) {
		const struct machine_tag *tag = now->pdata[i];
		const struct machine_tag *was = same_tag(before, tag);

		kept += was != NULL;
		tally->strength += was && was->strength != tag->strength;
	}
	tally->sessions++;
	tally->appeared += now->len - kept;
	tally->vanished += before->len - kept;
	return TRUE;
}

static gboolean
save_job(struct app *app, const struct tag_job *job, GPtrArray *limits,
	 struct tag_tally *tally, GError **error)
{
	g_autofree char *where =
		g_strdup_printf("session %" G_GINT64_FORMAT, job->session);
	g_autofree char *tags = NULL;

	if (limits)
		app_limits_list(job->tagging, app->codebook, where, limits);
	tags = base_count(job->tagging->tags->len, "tag", "tags");
	return tally_changes(app, job, tally, error) &&
	       store_tagging_save(app->store, job->session, app->codebook,
				  job->tagging, error) &&
	       app_note(app, "tag", job->session, error,
			"%s by codebook %s %s (sha256 %.12s)", tags,
			app->codebook->id, app->codebook->version,
			codebook_sha256(app->codebook));
}

gboolean
app_retag(struct app *app, const gint64 *sessions, guint n, GPtrArray *limits,
	  struct tag_tally *tally, GError **error)
{
	g_autofree struct tag_job *jobs = g_new0(struct tag_job, n + 1);
	gboolean ok = app_tagger(app, error) != NULL;

	for (guint i = 0; i < n && ok; i++)
		ok = tag_job_load(app, sessions[i], &jobs[i], error);
	if (ok)
		tag_jobs_run(app->tagger, jobs, n);
	/* the tags alone are saved */
	for (guint i = 0; i < n; i++)
		g_clear_pointer(&jobs[i].transcript, transcript_free);
	for (guint i = 0; i < n && ok; i++)
		ok = save_job(app, &jobs[i], limits, tally, error);
	for (guint i = 0; i < n; i++)
		tag_job_clear(&jobs[i]);
	return ok;
}

/* Within a transaction. */
static gboolean
tag_part(struct app *app, const gint64 *sessions, guint n, GPtrArray *limits,
	 struct tag_tally *tally, GError **error)
{
	g_autoptr(GPtrArray) watched = versions_watch(app, sessions, n, error);

	return watched && app_retag(app, sessions, n, limits, tally, error) &&
	       versions_note(app, watched, error);
}

GArray *
app_ids(struct app *app, const gint64 *sessions, guint n, GError **error)
{
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	g_autoptr(GPtrArray) all = NULL;

	if (n)
		return g_array_append_vals(ids, sessions, n);
	all = sessions_known(app, error);
	if (!all) {
		g_array_unref(ids);
		return NULL;
	}
	for (guint i = 0; i < all->len; i++) {
		const struct session_info *info = all->pdata[i];

		g_array_append_val(ids, info->session);
	}
	return ids;
}

gboolean
app_tag(struct app *app, const gint64 *sessions, guint n, GPtrArray *limits,
	struct tag_tally *tally, app_progress progress, void *data,
	GError **error)
{
	g_autoptr(GArray) ids = NULL;

	if (!app_tagger(app, error))
		return FALSE;
	for (guint i = 0; i < n; i++) {
		if (!app_may_see(app, sessions[i], BLIND_TAGS, "its tags are",
				 error) ||
		    !drill_leave_alone(app, sessions[i],
				       "keeps the tags it was given out with",
				       error))
			return FALSE;
	}
	/* Of all, those are left as they are whose tags are hidden. */
	ids = blind_leave_out(app, sessions, n, BLIND_TAGS, error);
	if (!ids)
		return FALSE;
	for (guint done = 0; done < ids->len; done += BATCH) {
		guint part = MIN(BATCH, ids->len - done);
		const gint64 *first = &g_array_index(ids, gint64, done);

		if (!app_begin(app, error) ||
		    !app_end(app,
			     tag_part(app, first, part, limits, tally, error),
			     error))
			return FALSE;
		if (progress)
			progress(done + part, ids->len, "sessions", data);
	}
	return TRUE;
}

/* The rules that fired on the turn and are below the floor. */
static GPtrArray *
find_doubted(const struct account *account, const struct codebook *codebook,
	     GHashTable *doubted)
{
	const GArray *hits = account->tagging->hits;
	GPtrArray *rules = g_ptr_array_new();

	for (guint i = 0; i < hits->len; i++) {
		const struct hit *hit = &g_array_index(hits, struct hit, i);
		struct rule *rule = codebook->rules->pdata[hit->rule];

		if (hit->turn == account->turn &&
		    g_hash_table_contains(doubted, rule->id))
			g_ptr_array_add(rules, rule);
	}
	return rules;
}

static struct explanation *
explain(struct app *app, const struct tag_job *job, gint64 session, guint turn,
	GError **error)
{
	g_autoptr(GHashTable) doubted = app_doubted_rules(app, error);
	struct explanation *explanation;

	if (!doubted)
		return NULL;
	if (!transcript_turn(job->transcript, turn)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "session %" G_GINT64_FORMAT " has no turn %u (it "
			    "has %u)",
			    session, turn, job->transcript->turns->len);
		return NULL;
	}
	explanation = g_new0(struct explanation, 1);
	explanation->account = tagger_account(app->tagger, job->transcript,
					      &job->facts, turn, NEAR_TOLD);
	explanation->below_floor =
		find_doubted(explanation->account, app->codebook, doubted);
	return explanation;
}

struct explanation *
app_explain(struct app *app, gint64 session, guint turn, GError **error)
{
	struct tag_job job = { 0 };
	struct explanation *explanation;

	if (!app_tagger(app, error) ||
	    !app_may_see(app, session, BLIND_TAGS, "its tags are", error) ||
	    !tag_job_load(app, session, &job, error))
		return NULL;
	explanation = explain(app, &job, session, turn, error);
	tag_job_clear(&job);
	return explanation;
}

char *
explanation_print(const struct explanation *explanation)
{
	GString *text = g_string_new(NULL);

	account_print(explanation->account, text);
	for (guint i = 0; i < explanation->below_floor->len; i++) {
		const struct rule *rule = explanation->below_floor->pdata[i];

		g_string_append_printf(
			text,
			"  %s is below the floor: people took back too much "
			"of what it gave, so what rests on it alone is a "
			"hint\n",
			rule->id);
	}
	return g_string_free(text, FALSE);
}

void
explanation_free(struct explanation *explanation)
{
	if (!explanation)
		return;
	account_free(explanation->account);
	g_ptr_array_unref(explanation->below_floor);
	g_free(explanation);
}
