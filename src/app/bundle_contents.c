/*
 * What a bundle holds of each session, before anything is taken in.
 */
#include "app/unpack.h"
#include "app/blind.h"

#include <string.h>

static void
fill_here(struct column_value *value, const void *thing, const void *about)
{
	const struct bundled_session *session = thing;

	(void)about;
	value->number = session->here;
	value->nothing = session->here == 0;
}

const struct column bundled_session_columns[] = {
	{ "session", NULL, TEXT_AT(struct bundled_session, name) },
	{ "here", NULL, FILLED(COLUMN_NUMBER, fill_here) },
	{ "holds", NULL, TEXTS_AT(struct bundled_session, says) },
	{ .kind = COLUMNS_END },
};

static void
bundled_session_free(gpointer data)
{
	struct bundled_session *session = data;

	g_free(session->name);
	g_ptr_array_unref(session->says);
	g_free(session);
}

void
bundle_contents_clear(struct bundle_contents *contents)
{
	g_clear_pointer(&contents->sessions, g_ptr_array_unref);
}

static gboolean
is_of(enum carried part, const struct carried_row *row, const char *uid)
{
	return !g_strcmp0(row_cell(part, row, "session"), uid);
}

/* A row of a rating's own, and one that belongs to it. */
static gboolean
is_of_rating(enum carried part, const struct carried_row *row,
	     const struct carried_row *rating)
{
	static const char *const keys[] = { "session", "rubric", "rater",
					    "role" };

	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (g_strcmp0(row_cell(part, row, keys[i]),
			      row_cell(CARRIED_RATING, rating, keys[i])) != 0)
			return FALSE;
	}
	return TRUE;
}

/* The newest signed version of it; NULL: none is in it. */
static const struct carried_row *
signature_of(const struct unpack *unpack, const struct carried_row *rating)
{
	const GPtrArray *rows = unpack->rows[CARRIED_SIGNATURE];
	const struct carried_row *newest = NULL;
	gint64 version = 0;

	for (guint i = 0; i < rows->len; i++) {
		const struct carried_row *row = rows->pdata[i];
		gint64 this = g_ascii_strtoll(
			row_cell(CARRIED_SIGNATURE, row, "version"), NULL, 10);

		if (this > version &&
		    is_of_rating(CARRIED_SIGNATURE, row, rating)) {
			newest = row;
			version = this;
		}
	}
	return newest;
}

static gboolean
is_sealed(const struct unpack *unpack, const struct carried_row *rating)
{
	const GPtrArray *rows = unpack->rows[CARRIED_SEALED];

	for (guint i = 0; i < rows->len; i++) {
		if (is_of_rating(CARRIED_SEALED, rows->pdata[i], rating) &&
		    !row_cell(CARRIED_SEALED, rows->pdata[i], "revealed_at"))
			return TRUE;
	}
	return FALSE;
}

/* "a rating by RL (supervisor), version 1, with RL's key" */
static char *
print_rating(const struct unpack *unpack, const struct carried_row *rating)
{
	const struct carried_row *signature = signature_of(unpack, rating);
	const char *key =
		signature ? row_cell(CARRIED_SIGNATURE, signature, "key_id") :
			    NULL;
	GString *out = g_string_new(NULL);

	g_string_printf(out, "a rating by %s (%s)",
			row_cell(CARRIED_RATING, rating, "rater"),
			row_cell(CARRIED_RATING, rating, "role"));
	if (is_sealed(unpack, rating))
		g_string_append(out, ", sealed");
	else if (!signature)
		g_string_append(out, ", not signed");
	else
		g_string_append_printf(
			out, ", version %s, %s",
			row_cell(CARRIED_SIGNATURE, signature, "version"),
			key ? "signed with a key" : "declared");
	return g_string_free(out, FALSE);
}

/* Who decided how often. */
static void
add_decisions(const struct unpack *unpack, const char *uid, GPtrArray *says)
{
	const GPtrArray *rows = unpack->rows[CARRIED_DECISION];
	g_autoptr(GHashTable) counts =
		g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) raters = g_ptr_array_new();

	for (guint i = 0; i < rows->len; i++) {
		const char *rater =
			row_cell(CARRIED_DECISION, rows->pdata[i], "rater");
		guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, rater));

		if (!is_of(CARRIED_DECISION, rows->pdata[i], uid))
			continue;
		if (n == 0)
			g_ptr_array_add(raters, (gpointer)rater);
		g_hash_table_insert(counts, (gpointer)rater,
				    GUINT_TO_POINTER(n + 1));
	}
	for (guint i = 0; i < raters->len; i++) {
		guint n = GPOINTER_TO_UINT(
			g_hash_table_lookup(counts, raters->pdata[i]));
		g_autofree char *count = base_count(n, "decision", "decisions");

		g_ptr_array_add(says,
				g_strdup_printf("%s by %s", count,
						(char *)raters->pdata[i]));
	}
}

static void
add_said(const struct unpack *unpack, const char *uid, GPtrArray *says)
{
	const GPtrArray *ratings = unpack->rows[CARRIED_RATING];
	const GPtrArray *given = unpack->rows[CARRIED_ASSIGNMENT];

	for (guint i = 0; i < given->len; i++) {
		const struct carried_row *row = given->pdata[i];

		if (is_of(CARRIED_ASSIGNMENT, row, uid))
			g_ptr_array_add(
				says,
				g_strdup_printf("%s is to rate it (%s)",
						row_cell(CARRIED_ASSIGNMENT,
							 row, "rater"),
						row_cell(CARRIED_ASSIGNMENT,
							 row, "role")));
	}
	for (guint i = 0; i < ratings->len; i++) {
		if (is_of(CARRIED_RATING, ratings->pdata[i], uid))
			g_ptr_array_add(
				says, print_rating(unpack, ratings->pdata[i]));
	}
	add_decisions(unpack, uid, says);
}

/* "C21/6"; the name that it was assigned under; or what there is of its
 * number in bundles. */
static char *
print_name(const struct unpack *unpack, const struct carried_row *row)
{
	const char *uid = row_cell(CARRIED_SESSION, row, "session");
	const char *code = row_cell(CARRIED_SESSION, row, "case");
	const char *number = row_cell(CARRIED_SESSION, row, "number");
	const GPtrArray *given = unpack->rows[CARRIED_ASSIGNMENT];

	for (guint i = 0; i < given->len; i++) {
		if (is_of(CARRIED_ASSIGNMENT, given->pdata[i], uid))
			return g_strdup(row_cell(CARRIED_ASSIGNMENT,
						 given->pdata[i], "name"));
	}
	if (code && number)
		return g_strdup_printf("%s/%s", code, number);
	return code ? g_strdup(code) : g_strndup(uid, 8);
}

/* Its number here, or 0; *hidden: who looks rates it blind to ratings. */
static gint64
find_here(const struct unpack *unpack, const char *uid, GHashTable *views,
	  gboolean *hidden)
{
	const struct blind_view *view;
	gint64 id = 0;

	if (!views || !store_session_called(unpack->app->store, uid, &id, NULL))
		return 0;
	view = id ? blind_view_of(views, id) : NULL;
	*hidden = view && view->hides & BLIND_RATINGS;
	return id;
}

static GPtrArray *
list_sessions(const struct unpack *unpack)
{
	const GPtrArray *rows = unpack->rows[CARRIED_SESSION];
	GPtrArray *sessions =
		g_ptr_array_new_with_free_func(bundled_session_free);
	g_autoptr(GHashTable) views = blind_views(unpack->app, NULL);

	for (guint i = 0; i < rows->len; i++) {
		const char *uid =
			row_cell(CARRIED_SESSION, rows->pdata[i], "session");
		struct bundled_session *session =
			g_new0(struct bundled_session, 1);
		gboolean hidden = FALSE;

		session->name = print_name(unpack, rows->pdata[i]);
		session->here = find_here(unpack, uid, views, &hidden);
		session->says = g_ptr_array_new_with_free_func(g_free);
		if (hidden)
			g_ptr_array_add(session->says,
					g_strdup("what was said of it is "
						 "hidden from who looks"));
		else
			add_said(unpack, uid, session->says);
		g_ptr_array_add(sessions, session);
	}
	return sessions;
}

gboolean
app_bundle_contents(struct app *app, struct bundle *bundle,
		    struct bundle_contents *contents, GError **error)
{
	struct unpack unpack = { .app = app, .bundle = bundle };
	gboolean ok = unpack_read(&unpack, error);

	if (ok)
		contents->sessions = list_sessions(&unpack);
	for (guint part = 0; part < CARRIED_PARTS; part++) {
		contents->counts.rows[part] =
			unpack.rows[part] ? unpack.rows[part]->len : 0;
		g_clear_pointer(&unpack.rows[part], g_ptr_array_unref);
	}
	return ok;
}
