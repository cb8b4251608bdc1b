/*
 * What a changed codebook would change: the tags of one against the tags of
 * the other, and the extents that would be suggested from them; nothing
 * saved.
 */
#include "app/private.h"
#include "app/blind.h"
#include "app/doubts.h"
#include "app/tagging_anew.h"

#include <string.h>

static void
tag_change_free(gpointer data)
{
	struct tag_change *change = data;

	g_free(change->technique);
	g_free(change);
}

static void
extent_change_free(gpointer data)
{
	struct extent_change *change = data;

	g_free(change->item);
	g_free(change);
}

void
codebook_diff_free(struct codebook_diff *diff)
{
	if (!diff)
		return;
	g_ptr_array_unref(diff->tags);
	g_ptr_array_unref(diff->extents);
	g_clear_pointer(&diff->names, g_ptr_array_unref);
	g_free(diff);
}

static struct codebook_diff *
codebook_diff_new(void)
{
	struct codebook_diff *diff = g_new0(struct codebook_diff, 1);

	diff->tags = g_ptr_array_new_with_free_func(tag_change_free);
	diff->extents = g_ptr_array_new_with_free_func(extent_change_free);
	return diff;
}

struct side {
	struct codebook *codebook;
	struct tagger *tagger;
};

static void
side_clear(struct side *side)
{
	tagger_free(side->tagger);
	codebook_free(side->codebook);
}

/* What is held against what. */
struct diffing {
	struct app *app;
	struct side old, new;
	struct rubric *rubric;
	struct codebook_diff *diff;
};

/* What one codebook says of a session. */
struct book_view {
	GHashTable *tags;	/* key -> 1 + strength */
	GPtrArray *suggestions; /* struct suggestion */
};

static void
said_clear(struct book_view *said)
{
	g_clear_pointer(&said->tags, g_hash_table_unref);
	g_clear_pointer(&said->suggestions, g_ptr_array_unref);
}

/* "turn technique", zero-padded so that keys sort as the list shall. */
static char *
tag_key(guint turn, const char *technique)
{
	return g_strdup_printf("%010u %s", turn, technique);
}

static GHashTable *
key_table(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void
side_say(const struct side *side, const struct rubric *rubric,
	 struct tag_job *job, const GPtrArray *decisions,
	 struct book_view *said)
{
	g_autoptr(GPtrArray) tags = NULL;
	g_autoptr(GPtrArray) effective = NULL;
	g_autoptr(Lacks) lacks =
		lacks_find(side->codebook, job->transcript, TRUE);

	tag_jobs_run(side->tagger, job, 1);
	tags = app_machine_tags(side->codebook, job->tagging);
	effective = effective_tags_build(tags, decisions, NULL);
	effective_tags_idle(effective, job->transcript);
	said->suggestions =
		suggestions_build(rubric, &job->facts, effective,
				  app_observed(side->codebook, job->tagging));
	if (lacks_any(lacks))
		suggestions_withhold(said->suggestions);
	said->tags = key_table();
	for (guint i = 0; i < tags->len; i++) {
		const struct machine_tag *tag = tags->pdata[i];

		g_hash_table_insert(said->tags,
				    tag_key(tag->turn, tag->technique),
				    GUINT_TO_POINTER(1 + tag->strength));
	}
}

/* Tags on which somebody's decision stands, whatever the machine says. */
static void
add_decided(const GPtrArray *decisions, GHashTable *keys)
{
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	g_autoptr(GPtrArray) effective =
		effective_tags_build(none, decisions, NULL);

	for (guint i = 0; i < effective->len; i++) {
		const struct effective_tag *tag = effective->pdata[i];

		g_hash_table_add(keys, tag_key(tag->turn, tag->technique));
	}
}

static struct tag_change *
add_change(GPtrArray *changes, gint64 session, const char *key,
	   GHashTable *decided)
{
	struct tag_change *change = g_new0(struct tag_change, 1);
	char *technique;

	change->session = session;
	change->turn = (guint)g_ascii_strtoull(key, &technique, 10);
	change->technique = g_strdup(technique + 1);
	change->decided = g_hash_table_contains(decided, key);
	g_ptr_array_add(changes, change);
	return change;
}

static void
compare_said(gint64 session, const struct book_view *old,
	     const struct book_view *new, GHashTable *decided,
	     GPtrArray *changes)
{
	GHashTableIter each;
	gpointer key, value;

	g_hash_table_iter_init(&each, old->tags);
	while (g_hash_table_iter_next(&each, &key, &value)) {
		gpointer now = g_hash_table_lookup(new->tags, key);
		struct tag_change *change;

		if (now == value)
			continue;
		change = add_change(changes, session, key, decided);
		change->kind = now ? TAG_CHANGES_STRENGTH : TAG_VANISHES;
		change->before = (enum strength)(GPOINTER_TO_UINT(value) - 1);
		if (now)
			change->after =
				(enum strength)(GPOINTER_TO_UINT(now) - 1);
	}
	g_hash_table_iter_init(&each, new->tags);
	while (g_hash_table_iter_next(&each, &key, &value)) {
		if (!g_hash_table_contains(old->tags, key))
			add_change(changes, session, key, decided)->kind =
				TAG_APPEARS;
	}
}

/* Both have the live items of the rubric, in its order. */
static void
compare_suggested(gint64 session, const GPtrArray *old, const GPtrArray *new,
		  GPtrArray *changes)
{
	for (guint i = 0; i < old->len; i++) {
		const struct suggestion *before = old->pdata[i];
		const struct suggestion *after = new->pdata[i];
		struct extent_change *change;

		if (before->extent == after->extent &&
		    before->flag == after->flag)
			continue;
		change = g_new0(struct extent_change, 1);
		change->session = session;
		change->item = g_strdup(before->item->id);
		change->before = before->extent;
		change->after = after->extent;
		change->look_before = before->flag;
		change->look_after = after->flag;
		g_ptr_array_add(changes, change);
	}
}

static gint
compare_changes(gconstpointer a, gconstpointer b)
{
	const struct tag_change *x = *(gconstpointer const *)a;
	const struct tag_change *y = *(gconstpointer const *)b;

	if (x->session != y->session)
		return x->session < y->session ? -1 : 1;
	if (x->turn != y->turn)
		return x->turn < y->turn ? -1 : 1;
	return strcmp(x->technique, y->technique);
}

static gboolean
try_session(struct diffing *trial, gint64 session, GError **error)
{
	struct tag_job job = { 0 };
	struct book_view old = { 0 }, new = { 0 };
	g_autoptr(GPtrArray) decisions = NULL;
	g_autoptr(GHashTable) decided = NULL;

	if (!tag_job_load(trial->app, session, &job, error))
		return FALSE;
	decisions = store_decisions_load(trial->app->store, session, error);
	if (!decisions) {
		tag_job_clear(&job);
		return FALSE;
	}
	decided = key_table();
	app_decisions_rename(trial->old.codebook, decisions);
	side_say(&trial->old, trial->rubric, &job, decisions, &old);
	add_decided(decisions, decided);
	app_decisions_rename(trial->new.codebook, decisions);
	side_say(&trial->new, trial->rubric, &job, decisions, &new);
	add_decided(decisions, decided);
	tag_job_clear(&job);
	compare_said(session, &old, &new, decided, trial->diff->tags);
	compare_suggested(session, old.suggestions, new.suggestions,
			  trial->diff->extents);
	said_clear(&old);
	said_clear(&new);
	return TRUE;
}

static gboolean
try_sessions(struct diffing *trial, const GArray *ids, GError **error)
{
	for (guint i = 0; i < ids->len; i++) {
		if (!try_session(trial, g_array_index(ids, gint64, i), error))
			return FALSE;
	}
	g_ptr_array_sort(trial->diff->tags, compare_changes);
	return TRUE;
}

static gboolean
trial_load(struct diffing *trial, const char *old_path, const char *new_path,
	   GError **error)
{
	if (!app_store(trial->app, error) ||
	    !app_tagger_load(old_path, &trial->old.codebook, &trial->old.tagger,
			     error) ||
	    !app_tagger_load(new_path, &trial->new.codebook, &trial->new.tagger,
			     error))
		return FALSE;
	trial->rubric = app_rubric_apart(trial->app, error);
	return trial->rubric != NULL;
}

struct codebook_diff *
app_codebook_diff(struct app *app, const char *old_path, const char *new_path,
		  const gint64 *sessions, guint n, GError **error)
{
	g_autoptr(CodebookDiff) diff = codebook_diff_new();
	g_autoptr(GArray) ids =
		blind_leave_out(app, sessions, n, BLIND_TAGS, error);
	struct diffing trial = { .app = app, .diff = diff };
	gboolean ok = ids && trial_load(&trial, old_path, new_path, error) &&
		      try_sessions(&trial, ids, error);

	diff->names = ok ? app_old_names(app, trial.new.codebook, sessions, n,
					 error) :
			   NULL;
	ok = diff->names != NULL;
	side_clear(&trial.old);
	side_clear(&trial.new);
	rubric_free(trial.rubric);
	return ok ? g_steal_pointer(&diff) : NULL;
}
