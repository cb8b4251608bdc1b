/*
 * renamed: decisions on techniques that have another name by now.
 */
#include "app/private.h"
#include "app/blind.h"

#include <string.h>

static void
old_name_free(gpointer data)
{
	struct old_name *old = data;

	g_free(old->name);
	g_free(old->now);
	g_free(old);
}

/* *was gets the name as stored when another is put in its place. */
static void
rename_one(const struct codebook *codebook, char **name, char **was)
{
	const struct technique *now =
		*name ? codebook_technique_now(codebook, *name) : NULL;

	if (!now || strcmp(now->id, *name) == 0)
		return;
	g_free(*was);
	*was = *name;
	*name = g_strdup(now->id);
}

void
app_decisions_rename(const struct codebook *codebook, GPtrArray *decisions)
{
	for (guint i = 0; decisions && i < decisions->len; i++) {
		struct decision *decision = decisions->pdata[i];

		rename_one(codebook, &decision->technique, &decision->was);
		rename_one(codebook, &decision->to, &decision->was);
	}
}

void
app_tags_rename(const struct codebook *codebook, GPtrArray *machine_tags)
{
	g_autofree char *was = NULL;

	for (guint i = 0; machine_tags && i < machine_tags->len; i++) {
		struct machine_tag *tag = machine_tags->pdata[i];

		rename_one(codebook, &tag->technique, &was);
	}
}

static void
count_name(const struct codebook *codebook, GPtrArray *names, const char *name)
{
	const struct technique *now;
	struct old_name *old;

	if (!name || codebook_technique(codebook, name))
		return;
	for (guint i = 0; i < names->len; i++) {
		old = names->pdata[i];
		if (strcmp(old->name, name) == 0) {
			old->decisions++;
			return;
		}
	}
	now = codebook_technique_now(codebook, name);
	old = g_new0(struct old_name, 1);
	old->name = g_strdup(name);
	old->now = g_strdup(now ? now->id : NULL);
	old->decisions = 1;
	g_ptr_array_add(names, old);
}

/* Of what still stands: a withdrawal takes its decision along. */
static void
count_old_names(const struct codebook *codebook, GPtrArray *names,
		const GPtrArray *decisions)
{
	g_autoptr(GHashTable) gone = g_hash_table_new(NULL, NULL);

	decisions_pin(decisions);
	for (guint i = 0; i < decisions->len; i++) {
		const struct decision *d = decisions->pdata[i];

		if (d->verdict == VERDICT_WITHDRAW)
			g_hash_table_add(gone, GSIZE_TO_POINTER(d->takes_back));
	}
	for (guint i = 0; i < decisions->len; i++) {
		const struct decision *d = decisions->pdata[i];

		if (d->verdict == VERDICT_WITHDRAW ||
		    g_hash_table_contains(gone, GSIZE_TO_POINTER(d->id)))
			continue;
		count_name(codebook, names, d->technique);
		count_name(codebook, names, d->to);
	}
}

static gint
by_old_name(gconstpointer a, gconstpointer b)
{
	return strcmp((*(struct old_name *const *)a)->name,
		      (*(struct old_name *const *)b)->name);
}

GPtrArray *
app_old_names(struct app *app, const struct codebook *codebook,
	      const gint64 *sessions, guint n, GError **error)
{
	g_autoptr(GPtrArray) names =
		g_ptr_array_new_with_free_func(old_name_free);
	g_autoptr(GArray) ids = NULL;

	ids = blind_leave_out(app, sessions, n, BLIND_TAGS | BLIND_RATINGS,
			      error);
	if (!ids)
		return NULL;
	for (guint i = 0; i < ids->len; i++) {
		g_autoptr(GPtrArray) decisions = store_decisions_load(
			app->store, g_array_index(ids, gint64, i), error);

		if (!decisions)
			return NULL;
		count_old_names(codebook, names, decisions);
	}
	g_ptr_array_sort(names, by_old_name);
	return g_steal_pointer(&names);
}
