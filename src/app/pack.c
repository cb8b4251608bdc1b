/*
 * Packing: sessions out of the casebook into a bundle.
 *
 * Session by session: what may go is taken from its tables, text is packed at
 * once, and the small tables are kept together until the end.  What must not
 * go (what is sealed, what a rater is blind to) is left out here, before
 * anything is printed.
 */
#include "app/pack.h"
#include "app/drilling.h"

#include <string.h>

/* Of every README. */
#define TABLES                                                             \
	"\n\nFiles that end in .tsv are tables: a line of names, then a "  \
	"line a row, cells parted by tabs; in a cell \\N is nothing, \\t " \
	"a tab, \\n a line break, \\\\ a backslash.  Beside each is the "  \
	"same as JSON."

static const char *const kinds[] = {
	[BUNDLE_TO_RATE] = "to-rate",
	[BUNDLE_RETURN] = "return",
	[BUNDLE_SESSION] = "session",
};

const char *
bundle_kind_print(enum bundle_kind kind)
{
	return kinds[kind];
}

gboolean
bundle_kind_parse(const char *text, enum bundle_kind *kind)
{
	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
		if (g_strcmp0(text, kinds[i]) == 0) {
			*kind = (enum bundle_kind)i;
			return TRUE;
		}
	}
	return FALSE;
}

/* -- a session ------------------------------------------------------------ */

static void
hide_facts(const struct pack *pack, const struct pack_session *session,
	   struct carried_row *row)
{
	static const char *const facts[] = { "number", "planned", "phase",
					     "focus" };

	if (pack->packing->kind != BUNDLE_SESSION) {
		row_set(CARRIED_SESSION, row, "file", NULL);
		row_set(CARRIED_SESSION, row, "file_sha256", NULL);
	}
	if (!session->hides)
		return;
	row_set(CARRIED_SESSION, row, "case", session->name);
	if (session->hides & BLIND_PEOPLE)
		row_set(CARRIED_SESSION, row, "therapist", NULL);
	for (guint i = 0; i < G_N_ELEMENTS(facts); i++) {
		if (session->hides & BLIND_NUMBER)
			row_set(CARRIED_SESSION, row, facts[i], NULL);
	}
}

static gboolean
pack_facts(struct pack *pack, const struct pack_session *session,
	   GError **error)
{
	g_autoptr(GPtrArray) rows =
		pack_rows(pack, session, CARRIED_SESSION, error);

	if (!rows)
		return FALSE;
	for (guint i = 0; i < rows->len; i++)
		hide_facts(pack, session, rows->pdata[i]);
	pack_keep(pack, CARRIED_SESSION, rows);
	return TRUE;
}

static gboolean
pack_content(struct pack *pack, const struct pack_session *session,
	     GError **error)
{
	enum bundle_kind kind = pack->packing->kind;
	gboolean tags = pack->packing->tags && !(session->hides & BLIND_TAGS);

	if (!pack_facts(pack, session, error) ||
	    (kind != BUNDLE_RETURN && !pack_text(pack, session, error)) ||
	    (kind == BUNDLE_SESSION && !pack_source(pack, session, error)))
		return FALSE;
	if (kind != BUNDLE_RETURN && !(session->hides & BLIND_MEASURES) &&
	    !pack_part(pack, session, CARRIED_MEASURE, error))
		return FALSE;
	if (kind == BUNDLE_TO_RATE)
		return pack_part(pack, session, CARRIED_ASSIGNMENT, error) &&
		       (!tags ||
			pack_part(pack, session, CARRIED_DECISION, error));
	return pack_said(pack, session, error);
}

/* What the session is called, and for an assigned one what is hidden. */
static gboolean
pack_name(struct pack *pack, struct pack_session *session, GError **error)
{
	struct store *store = pack->app->store;
	const char *rater = pack->packing->rater;
	g_autofree char *blind = NULL;

	if (!rater || pack->packing->kind != BUNDLE_TO_RATE) {
		session->uid =
			store_session_uid(store, session->id, TRUE, error);
		return session->uid != NULL;
	}
	if (!store_assignment_called(store, session->id, rater, &session->uid,
				     &session->name, &blind, error))
		return FALSE;
	if (!session->uid)
		return app_fail(error, BASE_ERROR_NOT_FOUND,
				"session %" G_GINT64_FORMAT
				" is not assigned to %s; 'iptrate assign "
				"%" G_GINT64_FORMAT
				" --to %s' does that, or leave out --for",
				session->id, rater, session->id, rater);
	return blindness_parse(blind, &session->hides, NULL) ||
	       app_fail(error, BASE_ERROR_CORRUPT,
			"what %s is blind to in session %" G_GINT64_FORMAT
			" cannot be read: '%s'",
			rater, session->id, blind);
}

static gboolean
pack_session(struct pack *pack, gint64 id, GError **error)
{
	struct pack_session session = { .id = id };
	gboolean ok = app_session_there(pack->app, id, error) &&
		      pack_name(pack, &session, error) &&
		      pack_look(pack, &session, error) &&
		      (session.sealed =
			       store_sealed_load(pack->app->store, id, error));

	for (guint i = ok ? session.sealed->len : 0; i-- > 0;) {
		const struct sealed_rating *sealed = session.sealed->pdata[i];

		if (sealed->revealed_at || sealed_is_due(sealed))
			g_ptr_array_remove_index(session.sealed, i);
	}
	ok = ok && pack_content(pack, &session, error) &&
	     app_note(pack->app, "bundle-pack", id, error, "%s%s%s",
		      bundle_kind_print(pack->packing->kind),
		      pack->packing->rater ? " for " : "",
		      pack->packing->rater ? pack->packing->rater : "");
	g_free(session.uid);
	g_free(session.name);
	g_clear_pointer(&session.sealed, g_ptr_array_unref);
	return ok;
}

/* -- the whole ------------------------------------------------------------ */

static gboolean
pack_tables(struct pack *pack, GError **error)
{
	for (guint part = 0; part < CARRIED_PARTS; part++) {
		const char *name = carried_part(part)->name;
		g_autofree char *tsv = g_strdup_printf("%s.tsv", name);
		g_autofree char *json = g_strdup_printf("%s.json", name);
		g_autofree char *text = NULL;
		g_autofree char *values = NULL;

		if (part == CARRIED_TURN || part == CARRIED_SPEAKER)
			continue;
		text = table_rows_print(part, pack->rows[part]);
		values = table_rows_json(part, pack->rows[part]);
		if (!pack_add(pack, NULL, tsv, text, error) ||
		    !pack_add(pack, NULL, json, values, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
pack_rubrics(struct pack *pack, GError **error)
{
	GHashTableIter each;
	gpointer sha256;

	g_hash_table_iter_init(&each, pack->rubrics);
	while (g_hash_table_iter_next(&each, &sha256, NULL)) {
		g_autofree char *text =
			store_rubric_text(pack->app->store, sha256, error);
		g_autofree char *path =
			g_strdup_printf("rubrics/%s.yaml", (char *)sha256);

		if (!text || !pack_add(pack, NULL, path, text, error))
			return FALSE;
	}
	return TRUE;
}

/* Role and name of everybody who is named in it. */
static gboolean
pack_people(struct pack *pack, GError **error)
{
	GHashTableIter each;
	gpointer code;

	g_hash_table_iter_init(&each, pack->people);
	while (g_hash_table_iter_next(&each, &code, NULL)) {
		struct person_info *info =
			store_person_find(pack->app->store, code, error);
		struct carried_row *row = carried_row_new(3);

		g_ptr_array_add(pack->rows[CARRIED_PERSON], row);
		row->cells[0] = g_strdup(code);
		row->cells[1] = g_strdup(info ? info->role : "unknown");
		row->cells[2] = info ? g_strdup(info->name) : NULL;
		person_info_free(info);
	}
	return TRUE;
}

static int
compare_rows(const void *a, const void *b)
{
	const struct carried_row *left = *(void *const *)a;
	const struct carried_row *right = *(void *const *)b;

	return strcmp(left->cells[0], right->cells[0]);
}

static gboolean
pack_all(struct pack *pack, struct bundle_counts *counts, GError **error)
{
	const struct packing *packing = pack->packing;
	g_autofree char *when = base_time_print(pack->app->now);
	g_autofree char *comment = NULL;

	for (guint i = 0; i < packing->n; i++) {
		if (!drill_leave_alone(pack->app, packing->sessions[i],
				       "is practice and is not sent", error) ||
		    !pack_session(pack, packing->sessions[i], error))
			return FALSE;
	}
	if (!pack_people(pack, error))
		return FALSE;
	g_ptr_array_sort(pack->rows[CARRIED_PERSON], compare_rows);
	comment = g_strdup_printf("iptrate bundle %s %s %s",
				  bundle_kind_print(packing->kind), when,
				  packing->from);
	for (guint part = 0; part < CARRIED_PARTS; part++)
		counts->rows[part] = pack->rows[part]->len;
	return pack_tables(pack, error) && pack_rubrics(pack, error) &&
	       bundle_out_save(pack->out, packing->key, comment, packing->path,
			       packing->to, packing->n_to, error);
}

static struct bundle_out *
pack_begin(const struct pack *pack, GError **error)
{
	static const char *const abouts[] = {
		[BUNDLE_TO_RATE] =
			"Sessions to be rated: what was said, in "
			"sessions/*/transcript.txt.  This is client text." TABLES,
		[BUNDLE_RETURN] =
			"Ratings and decisions on sessions, without their "
			"text; comments are the raters' own words and may "
			"quote it." TABLES,
		[BUNDLE_SESSION] =
			"Whole sessions: their text, and what people said "
			"of them.  This is client text." TABLES,
	};
	const struct packing *packing = pack->packing;
	g_autofree char *when = base_time_print(pack->app->now);
	g_autofree char *day = g_strndup(when, 10);
	g_autofree char *name =
		g_strdup_printf("%s-%s", bundle_kind_print(packing->kind), day);
	g_autofree char *spare = g_path_get_dirname(packing->path);
	struct bundle_fact more[] = {
		{ "Iptrate-Kind", bundle_kind_print(packing->kind) },
		{ "Iptrate-From", packing->from },
		{ packing->rater ? "Iptrate-For" : NULL, packing->rater },
		{ NULL, NULL },
	};
	struct bundle_facts facts = {
		.name = name,
		.date = day,
		.agent = "iptrate " IPTRATE_VERSION,
		.about = abouts[packing->kind],
		.more = more,
	};

	return bundle_out_new(&facts, spare, error);
}

gboolean
app_bundle_pack(struct app *app, const struct packing *packing,
		struct bundle_counts *counts, GError **error)
{
	struct pack pack = { .app = app, .packing = packing };
	gboolean ok;

	if (!app_store(app, error) || !(pack.out = pack_begin(&pack, error)))
		return FALSE;
	for (guint part = 0; part < CARRIED_PARTS; part++)
		pack.rows[part] = g_ptr_array_new_with_free_func(
			(GDestroyNotify)carried_row_free);
	pack.rubrics =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	pack.people =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	ok = app_begin(app, error) &&
	     app_end(app, pack_all(&pack, counts, error), error);
	bundle_out_free(pack.out);
	for (guint part = 0; part < CARRIED_PARTS; part++)
		g_ptr_array_unref(pack.rows[part]);
	g_hash_table_unref(pack.rubrics);
	g_hash_table_unref(pack.people);
	return ok;
}
