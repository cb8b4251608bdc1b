/*
 * Opening a bundle: looked at, checked, then taken in as one transaction.
 */
#include "app/unpack.h"

#include "app/tagging_anew.h"
#include "app/values.h"

#include <string.h>

void
opened_free(struct opened *opened)
{
	if (!opened)
		return;
	g_free(opened->from);
	g_free(opened->name);
	g_ptr_array_unref(opened->says);
	g_ptr_array_unref(opened->warned);
	g_free(opened);
}

static gboolean
check_faults(const struct unpack *unpack, GError **error)
{
	const GPtrArray *faults = bundle_faults(unpack->bundle);
	g_autofree char *shown = base_printable(unpack->opening->path, -1);
	g_autofree char *more = NULL;

	if (faults->len == 0)
		return TRUE;
	more = faults->len > 1 ?
		       g_strdup_printf(" (and %u more: 'iptrate bundle "
				       "verify' lists them)",
				       faults->len - 1) :
		       g_strdup("");
	return app_fail(error, BASE_ERROR_CORRUPT,
			"%s: %s%s; nothing was taken in, ask for it once more",
			shown, (char *)faults->pdata[0], more);
}

gboolean
unpack_read(struct unpack *unpack, GError **error)
{
	for (guint part = 0; part < CARRIED_PARTS; part++) {
		const char *name = carried_part(part)->name;
		g_autofree char *file = g_strdup_printf("%s.tsv", name);
		g_autoptr(GBytes) bytes = NULL;

		if (part == CARRIED_TURN || part == CARRIED_SPEAKER)
			continue;
		bytes = bundle_get(unpack->bundle, file, error);
		if (!bytes)
			return FALSE;
		unpack->rows[part] =
			table_rows_parse(part, g_bytes_get_data(bytes, NULL),
					 g_bytes_get_size(bytes), file, error);
		if (!unpack->rows[part])
			return FALSE;
	}
	return TRUE;
}

/* A code is a person's: with another name it is somebody else's here. */
static gboolean
take_person(struct unpack *unpack, const struct carried_row *row,
	    GError **error)
{
	struct store *store = unpack->app->store;
	const char *code = row_cell(CARRIED_PERSON, row, "code");
	const char *name = row_cell(CARRIED_PERSON, row, "name");
	const char *role = row_cell(CARRIED_PERSON, row, "role");
	struct person_info *info = store_person_find(store, code, error);
	struct person_info new = { (char *)code, (char *)role, (char *)name,
				   0 };
	gboolean ok = TRUE;

	if (!info && (!error || !*error)) {
		if (!app_is_person_role(role))
			new.role = (char *)"unknown";
		return store_person_set(store, &new, error);
	}
	if (!info)
		return FALSE;
	if (name && info->name && strcmp(name, info->name)) {
		g_autofree char *theirs = base_printable(name, -1);
		g_autofree char *ours = base_printable(info->name, -1);

		ok = app_fail(error, BASE_ERROR_INPUT,
			      "%s is %s in the bundle and %s here; if it is "
			      "one person, give the same name in both "
			      "casebooks ('iptrate person set %s name ...'), "
			      "else one of them needs another code",
			      code, theirs, ours, code);
	}
	person_info_free(info);
	return ok;
}

gboolean
unpack_people(struct unpack *unpack, GError **error)
{
	const GPtrArray *rows = unpack->rows[CARRIED_PERSON];

	for (guint i = 0; i < rows->len; i++) {
		if (!take_person(unpack, rows->pdata[i], error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
take_rubric(struct unpack *unpack, const char *sha256, GError **error)
{
	g_autofree char *path = g_strdup_printf("rubrics/%s.yaml", sha256);
	g_autofree char *here =
		store_rubric_text(unpack->app->store, sha256, NULL);
	g_autoptr(GPtrArray) complaints = diagnostics_new();
	g_autoptr(GBytes) bytes = NULL;
	struct rubric *rubric;
	gboolean ok;

	if (here)
		return TRUE;
	bytes = bundle_get(unpack->bundle, path, error);
	if (!bytes) {
		g_prefix_error(error, "a rating is by a rubric that is not at "
				      "hand here, and ");
		return FALSE;
	}
	rubric = rubric_parse(g_bytes_get_data(bytes, NULL),
			      g_bytes_get_size(bytes), path, NULL, complaints);
	ok = (rubric && !strcmp(rubric->sha256, sha256)) ||
	     app_fail(error, BASE_ERROR_INPUT,
		      "%s: is no rubric of that hash that this version reads; "
		      "install a newer iptrate, or ask for it once more",
		      path);
	ok = ok && store_rubric_keep(unpack->app->store, rubric, error);
	if (rubric)
		rubric_free(rubric);
	return ok;
}

gboolean
unpack_rubrics(struct unpack *unpack, GError **error)
{
	const GPtrArray *rows = unpack->rows[CARRIED_RATING];

	for (guint i = 0; i < rows->len; i++) {
		if (!take_rubric(
			    unpack,
			    row_cell(CARRIED_RATING, rows->pdata[i], "rubric"),
			    error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
take_session(struct unpack *unpack, const struct carried_row *row,
	     GError **error)
{
	struct unpack_session session = { 0 };
	const struct opened *opened = unpack->opened;
	const char *from = opened->from ?: "somebody";
	g_autofree char *what = NULL;

	if (!unpack_session_find(unpack, row, &session, error) ||
	    !unpack_session_rows(unpack, row, &session, error))
		return FALSE;
	if (!session.fresh && !unpack_is_new(&session))
		return TRUE;
	what = unpack_says(unpack, &session);
	g_ptr_array_add(unpack->opened->says,
			g_strdup_printf("session %" G_GINT64_FORMAT
					": %s, from %s",
					session.id, what, from));
	return app_note(unpack->app, "bundle-open", session.id, error,
			"%s, brought by %s (bundle %.12s)", what, from,
			bundle_content_sha256(unpack->bundle));
}

/* Within the transaction. */
static gboolean
take_all(struct unpack *unpack, GError **error)
{
	struct store *store = unpack->app->store;
	const GPtrArray *sessions = unpack->rows[CARRIED_SESSION];
	const char *sha256 = bundle_content_sha256(unpack->bundle);

	if (!store_bundle_find(store, sha256, &unpack->id, error))
		return FALSE;
	unpack->opened->again = unpack->id != 0;
	if (!unpack->id)
		unpack->id = store_bundle_add(
			store, sha256, bundle_kind_print(unpack->opened->kind),
			unpack->opened->from, unpack->key_id, error);
	if (!unpack->id || !unpack_people(unpack, error) ||
	    !unpack_rubrics(unpack, error))
		return FALSE;
	for (guint i = 0; i < sessions->len; i++) {
		if (!take_session(unpack, sessions->pdata[i], error))
			return FALSE;
	}
	unpack->opened->again = unpack->opened->says->len == 0;
	return unpack->fresh->len == 0 ||
	       app_retag(unpack->app, &g_array_index(unpack->fresh, gint64, 0),
			 unpack->fresh->len, NULL, NULL, error);
}

static gboolean
open_bundle(struct unpack *unpack, GError **error)
{
	const char *kind = bundle_fact(unpack->bundle, "Iptrate-Kind");
	const char *from = bundle_fact(unpack->bundle, "Iptrate-From");
	gboolean ok;

	if (!check_faults(unpack, error))
		return FALSE;
	if (!bundle_kind_parse(kind, &unpack->opened->kind))
		return app_fail(error, BASE_ERROR_VERSION,
				"the bundle is of a kind that this version "
				"does not know; install a newer iptrate");
	unpack->opened->from = from ? base_printable(from, -1) : NULL;
	unpack->opened->name = base_printable(bundle_name(unpack->bundle), -1);
	/* A return brings no text that would have to be tagged. */
	if (!unpack_check_sender(unpack, error) ||
	    !unpack_read(unpack, error) || !app_store(unpack->app, error) ||
	    !(unpack->home = store_origin(unpack->app->store, error)) ||
	    (unpack->opened->kind != BUNDLE_RETURN &&
	     !app_tagger(unpack->app, error)) ||
	    !app_rubric(unpack->app, error) || !app_begin(unpack->app, error))
		return FALSE;
	ok = take_all(unpack, error);
	if (ok && (unpack->opening->dry_run || unpack->opened->again)) {
		app_end(unpack->app, FALSE, NULL);
		return TRUE;
	}
	return app_end(unpack->app, ok, error);
}

struct opened *
app_bundle_open(struct app *app, const struct bundle_opening *opening,
		GError **error)
{
	struct unpack unpack = { .app = app, .opening = opening };
	g_autoptr(Opened) opened = g_new0(struct opened, 1);
	FILE *file = NULL;
	gboolean ok;

	opened->says = g_ptr_array_new_with_free_func(g_free);
	opened->warned = g_ptr_array_new_with_free_func(g_free);
	unpack.opened = opened;
	/* First: what is refused begins no casebook. */
	unpack.bundle =
		app_bundle_look(app, opening->path, opening->key, &file, error);
	if (!unpack.bundle)
		return NULL;
	unpack.fresh = g_array_new(FALSE, FALSE, sizeof(gint64));
	ok = open_bundle(&unpack, error);
	g_array_unref(unpack.fresh);
	g_free(unpack.home);
	g_free(unpack.key_id);
	for (guint part = 0; part < CARRIED_PARTS; part++)
		g_clear_pointer(&unpack.rows[part], g_ptr_array_unref);
	bundle_free(unpack.bundle);
	fclose(file);
	return ok ? g_steal_pointer(&opened) : NULL;
}
