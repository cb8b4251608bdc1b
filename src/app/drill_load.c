/*
 * What the casebook has of drills, read as one.
 */
#include "app/drill.h"
#include "app/drilling.h"

/* Who only looks makes no casebook, and those that came with the program are
 * there all the same. */
static gboolean
is_to_begin(const struct app *app)
{
	return !app->store &&
	       !g_file_test(app->casebook_path, G_FILE_TEST_EXISTS);
}

gboolean
drills_load(struct app *app, struct drills *drills, GError **error)
{
	*drills = (struct drills){ 0 };
	if (is_to_begin(app)) {
		drills->sets = g_ptr_array_new();
		drills->readers = g_ptr_array_new();
		drills->takes = g_ptr_array_new();
		drills->sessions = g_ptr_array_new();
		return TRUE;
	}
	return app_store(app, error) &&
	       (drills->sets = store_drill_sets(app->store, error)) &&
	       (drills->readers = store_drill_readers(app->store, error)) &&
	       (drills->takes = store_drill_takes(app->store, error)) &&
	       (drills->sessions = store_drill_sessions(app->store, error));
}

void
drills_clear(struct drills *drills)
{
	g_clear_pointer(&drills->sets, g_ptr_array_unref);
	g_clear_pointer(&drills->readers, g_ptr_array_unref);
	g_clear_pointer(&drills->takes, g_ptr_array_unref);
	g_clear_pointer(&drills->sessions, g_ptr_array_unref);
}

const struct drill_set_row *
drills_set(const struct drills *drills, gint64 id)
{
	for (guint i = 0; i < drills->sets->len; i++) {
		const struct drill_set_row *set = drills->sets->pdata[i];

		if (set->id == id)
			return set;
	}
	return NULL;
}

const struct drill_take_row *
drills_take(const struct drills *drills, gint64 id)
{
	for (guint i = 0; i < drills->takes->len; i++) {
		const struct drill_take_row *take = drills->takes->pdata[i];

		if (take->id == id)
			return take;
	}
	return NULL;
}

const struct drill_session_row *
drills_copy(const struct drills *drills, gint64 session)
{
	for (guint i = 0; i < drills->sessions->len; i++) {
		const struct drill_session_row *copy =
			drills->sessions->pdata[i];

		if (copy->session == session)
			return copy;
	}
	return NULL;
}

guint
drills_done(const struct drills *drills, gint64 take)
{
	guint done = 0;

	for (guint i = 0; i < drills->sessions->len; i++) {
		const struct drill_session_row *copy =
			drills->sessions->pdata[i];

		done += copy->take == take && copy->done_at;
	}
	return done;
}

const struct drill_session_row *
drills_copy_at(const struct drills *drills, gint64 take, guint n)
{
	for (guint i = 0; i < drills->sessions->len; i++) {
		const struct drill_session_row *copy =
			drills->sessions->pdata[i];

		if (copy->take == take && copy->n == n)
			return copy;
	}
	return NULL;
}

/* Was the session at this place done in the taking? */
static gboolean
place_done(const struct drills *drills, gint64 take, guint n)
{
	const struct drill_session_row *copy = drills_copy_at(drills, take, n);

	return copy && copy->done_at;
}

gboolean
drills_whole(struct app *app, const struct drills *drills,
	     const struct drill_take_row *take, GError **fault)
{
	g_autoptr(GPtrArray) members =
		store_drill_members(app->store, take->set, fault);

	for (guint i = 0; members && i < members->len; i++) {
		const struct drill_member_row *member = members->pdata[i];

		if (!place_done(drills, take->id, member->n))
			return FALSE;
	}
	return members != NULL;
}

const struct drill_set_row *
drills_named(const struct drills *drills, const char *name)
{
	for (guint i = 0; i < drills->sets->len; i++) {
		const struct drill_set_row *row = drills->sets->pdata[i];

		if (base_code_same(row->name, name))
			return row;
	}
	return NULL;
}
