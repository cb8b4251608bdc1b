/*
 * What a changed codebook would change: the tags of one against the tags of
 * the other, nothing saved.
 */
#include "app/private.h"

#include <string.h>

void
tag_change_free(struct tag_change *change)
{
	if (!change)
		return;
	g_free(change->technique);
	g_free(change);
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

/* "turn technique", zero-padded so that keys sort as the list shall. */
static char *
tag_key(guint turn, const char *technique)
{
	return g_strdup_printf("%010u %s", turn, technique);
}

/* The tags of a tagging as a set of keys. */
static GHashTable *
tag_set(const struct codebook *codebook, const struct tagging *tagging)
{
	GHashTable *set =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < tagging->tags->len; i++) {
		const struct tag *tag = tagging->tags->pdata[i];
		const struct technique *technique =
			codebook->techniques->pdata[tag->technique];

		g_hash_table_add(set, tag_key(tag->turn, technique->id));
	}
	return set;
}

/* Tags on which somebody's decision stands. */
static GHashTable *
decided_set(const GPtrArray *effective)
{
	GHashTable *set =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < effective->len; i++) {
		const struct effective_tag *tag = effective->pdata[i];

		if (tag->decision)
			g_hash_table_add(set,
					 tag_key(tag->turn, tag->technique));
	}
	return set;
}

/* Keys of a that are not in b become changes. */
static void
add_changes(gint64 session, GHashTable *a, GHashTable *b, gboolean appears,
	    GHashTable *decided, GPtrArray *changes)
{
	GHashTableIter each;
	gpointer key;

	g_hash_table_iter_init(&each, a);
	while (g_hash_table_iter_next(&each, &key, NULL)) {
		struct tag_change *change;
		char *technique;

		if (g_hash_table_contains(b, key))
			continue;
		change = g_new0(struct tag_change, 1);
		change->session = session;
		change->turn = (guint)g_ascii_strtoull(key, &technique, 10);
		change->technique = g_strdup(technique + 1);
		change->appears = appears;
		change->decided = g_hash_table_contains(decided, key);
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
diff_session(struct app *app, gint64 session, const struct side *old,
	     const struct side *new, GPtrArray *changes, GError **error)
{
	struct tag_job job = { 0 };
	struct verdicts verdicts = { 0 };
	g_autoptr(GHashTable) before = NULL;
	g_autoptr(GHashTable) after = NULL;
	g_autoptr(GHashTable) decided = NULL;

	if (!tag_job_load(app, session, &job, error))
		return FALSE;
	tag_jobs_run(old->tagger, &job, 1);
	before = tag_set(old->codebook, job.tagging);
	tag_jobs_run(new->tagger, &job, 1);
	after = tag_set(new->codebook, job.tagging);
	tag_job_clear(&job);
	if (!verdicts_load(app, session, NULL, &verdicts, error)) {
		verdicts_clear(&verdicts);
		return FALSE;
	}
	decided = decided_set(verdicts.effective);
	verdicts_clear(&verdicts);
	add_changes(session, before, after, FALSE, decided, changes);
	add_changes(session, after, before, TRUE, decided, changes);
	return TRUE;
}

static gboolean
diff_all(struct app *app, const struct side *old, const struct side *new,
	 const GArray *ids, GPtrArray *changes, GError **error)
{
	for (guint i = 0; i < ids->len; i++) {
		if (!diff_session(app, g_array_index(ids, gint64, i), old, new,
				  changes, error))
			return FALSE;
	}
	g_ptr_array_sort(changes, compare_changes);
	return TRUE;
}

GPtrArray *
app_codebook_diff(struct app *app, const char *old_path, const char *new_path,
		  const gint64 *sessions, guint n, GError **error)
{
	g_autoptr(GPtrArray) changes =
		g_ptr_array_new_with_free_func((GDestroyNotify)tag_change_free);
	g_autoptr(GArray) ids = app_ids(app, sessions, n, error);
	struct side old = { 0 }, new = { 0 };
	gboolean ok;

	ok = ids && app_store(app, error) &&
	     app_tagger_load(old_path, &old.codebook, &old.tagger, error) &&
	     app_tagger_load(new_path, &new.codebook, &new.tagger, error) &&
	     diff_all(app, &old, &new, ids, changes, error);
	side_clear(&old);
	side_clear(&new);
	return ok ? g_steal_pointer(&changes) : NULL;
}
