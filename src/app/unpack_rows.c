/*
 * What people said of one session, row by row, out of a bundle.
 *
 * A row that is here already is compared and left alone; one that is not is
 * added.  So a bundle can come twice, late, or in any order.
 */
#include "app/unpack.h"
#include "app/versions.h"

#include <string.h>

static gint64
number_of(const char *cell)
{
	return cell ? g_ascii_strtoll(cell, NULL, 10) : 0;
}

/* Turns that a row speaks of must be there. */
static gboolean
check_turns(const struct unpack_session *session, enum carried part,
	    const struct carried_row *row, GError **error)
{
	const struct carried_part *of = carried_part(part);

	for (guint i = 0; i < of->n; i++) {
		enum cell_kind kind = of->columns[i].kind;
		gint64 most = 0;

		if (!row->cells[i] ||
		    (kind != CELL_PLACE && kind != CELL_PLACES))
			continue;
		if (kind == CELL_PLACE)
			most = number_of(row->cells[i]);
		for (const char *at = row->cells[i];
		     kind == CELL_PLACES && (at = strchr(at, ':')); at++)
			most = MAX(most, number_of(at + 1));
		if (most > session->turns)
			return app_fail(
				error, BASE_ERROR_INPUT,
				"%s.tsv: speaks of turn %" G_GINT64_FORMAT
				" of a session that has %" G_GINT64_FORMAT
				"; nothing was taken in",
				of->name, most, session->turns);
	}
	return TRUE;
}

/* key -> struct carried_row, borrowed. */
static GHashTable *
rows_by_key(enum carried part, const GPtrArray *rows)
{
	GHashTable *by_key =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < rows->len; i++)
		g_hash_table_insert(by_key, row_key(part, rows->pdata[i]),
				    rows->pdata[i]);
	return by_key;
}

static gboolean
fail_differs(enum carried part, const char *column, GError **error)
{
	return app_fail(error, BASE_ERROR_INPUT,
			"%s.tsv: '%s' of a row is another than the same row "
			"has here: one of the two casebooks was changed with "
			"other tools, or is a copy that was worked on apart; "
			"ask for 'iptrate casebook check' there, and run it "
			"here",
			carried_part(part)->name, column);
}

/* What was made here is here. */
static gboolean
check_origin(const struct unpack *unpack, enum carried part,
	     const struct carried_row *row, GError **error)
{
	if (part != CARRIED_DECISION && part != CARRIED_VALUE &&
	    part != CARRIED_SIGNATURE)
		return TRUE;
	return strcmp(row_cell(part, row, "origin"), unpack->home) ||
	       app_fail(error, BASE_ERROR_INPUT,
			"%s.tsv: has a row that says it was made in this "
			"casebook, which does not have it; if the casebook "
			"was restored from an older backup, restore a newer "
			"one and open the bundle again",
			carried_part(part)->name);
}

/* What its rubric can take: an item it has, on its scales. */
static gboolean
check_value(struct unpack *unpack, const struct carried_row *row,
	    GError **error)
{
	struct rating rating = {
		.rubric = (char *)"rubric",
		.rubric_sha256 = (char *)row_cell(CARRIED_VALUE, row, "rubric"),
	};
	const char *reason = row_cell(CARRIED_VALUE, row, "na_reason");
	struct item_rating item = {
		.item = (char *)row_cell(CARRIED_VALUE, row, "item"),
		.extent = (guint)number_of(
			row_cell(CARRIED_VALUE, row, "extent")),
		.quality = (guint)number_of(
			row_cell(CARRIED_VALUE, row, "quality")),
		.na_reason = reason && *reason ? (char *)reason : NULL,
		.comment = (char *)"-",
	};
	const struct rubric *rubric = app_rubric_of(unpack->app, &rating);

	if (strcmp(rubric->sha256, rating.rubric_sha256) != 0 ||
	    item_rating_check(rubric, &item, error))
		return TRUE;
	g_prefix_error(error, "values.tsv: ");
	return FALSE;
}

static gboolean
add_row(struct unpack *unpack, struct unpack_session *session,
	enum carried part, const struct carried_row *row, GError **error)
{
	if (!check_origin(unpack, part, row, error) ||
	    !check_turns(session, part, row, error) ||
	    (part == CARRIED_VALUE && !check_value(unpack, row, error)) ||
	    (part == CARRIED_SIGNATURE &&
	     !unpack_check_signature(unpack, row, error)) ||
	    !store_carried_in(unpack->app->store, part, session->id, unpack->id,
			      row, error))
		return FALSE;
	session->added.rows[part]++;
	unpack->opened->new.rows[part]++;
	return TRUE;
}

/* Is there something in the row that is lacking here? */
static gboolean
row_fills(enum carried part, const struct carried_row *here,
	  const struct carried_row *row)
{
	static const char *const columns[] = { "nonce", "revealed_at" };

	for (guint i = 0; i < G_N_ELEMENTS(columns); i++) {
		if (!row_cell(part, here, columns[i]) &&
		    row_cell(part, row, columns[i]))
			return TRUE;
	}
	return FALSE;
}

/* One that is here already. */
static gboolean
compare_row(struct unpack *unpack, struct unpack_session *session,
	    enum carried part, const struct carried_row *here,
	    const struct carried_row *row, GError **error)
{
	const char *differs = rows_differ(part, here, row);

	if (differs)
		return fail_differs(part, differs, error);
	if (part == CARRIED_SEALED && row_fills(part, here, row)) {
		session->added.rows[part]++;
		unpack->opened->new.rows[part]++;
		return store_sealed_fill(unpack->app->store, session->id, row,
					 error);
	}
	if (part == CARRIED_MEASURE && g_strcmp0(row_cell(part, here, "score"),
						 row_cell(part, row, "score")))
		g_ptr_array_add(
			unpack->opened->warned,
			g_strdup_printf(
				"%s of session %" G_GINT64_FORMAT
				" is %s here and %s in the bundle; it stays "
				"as it is",
				row_cell(part, row, "name"), session->id,
				row_cell(part, here, "score"),
				row_cell(part, row, "score")));
	return TRUE;
}

/* What a row takes back, or was saved with, must be there before it. */
static gboolean
check_named(enum carried part, const struct carried_row *row, GHashTable *here,
	    GError **error)
{
	const struct carried_part *of = carried_part(part);
	guint own = part == CARRIED_DECISION ? CELL_DECISION : CELL_VALUE;

	for (guint i = 0; i + 1 < of->n; i++) {
		g_autofree char *key = NULL;

		if (part == CARRIED_SIGNED || !row->cells[i] ||
		    !(of->columns[i].flags & own))
			continue;
		key = g_strdup_printf("%s\t%s\t", row->cells[i],
				      row->cells[i + 1] ?: "");
		if (!g_hash_table_contains(here, key))
			return app_fail(error, BASE_ERROR_INPUT,
					"%s.tsv: a row's '%s' is in no row "
					"before it, nor here; ask for the "
					"bundle once more",
					of->name, of->columns[i].name);
	}
	return TRUE;
}

static gboolean
take_part(struct unpack *unpack, struct unpack_session *session,
	  enum carried part, GError **error)
{
	g_autoptr(GPtrArray) rows = store_carried_out(
		unpack->app->store, part, session->id, session->uid, error);
	g_autoptr(GHashTable) here = rows ? rows_by_key(part, rows) : NULL;
	gboolean ok = rows != NULL;

	for (guint i = 0; ok && i < unpack->rows[part]->len; i++) {
		struct carried_row *row = unpack->rows[part]->pdata[i];
		g_autofree char *key = NULL;
		const struct carried_row *same;

		if (strcmp(row->cells[0], session->uid))
			continue;
		key = row_key(part, row);
		same = g_hash_table_lookup(here, key);
		ok = same ? compare_row(unpack, session, part, same, row,
					error) :
			    check_named(part, row, here, error) &&
				     add_row(unpack, session, part, row, error);
		if (ok && !same)
			g_hash_table_insert(here, g_steal_pointer(&key), row);
	}
	return ok;
}

/* What was signed is what is said here now. */
static gboolean
check_signed(struct unpack *unpack, const struct unpack_session *session,
	     GError **error)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);

	if (!unpack_is_new(session))
		return TRUE;
	return store_session_signatures_check(unpack->app->store, session->id,
					      faults, error) &&
	       (faults->len == 0 ||
		app_fail(error, BASE_ERROR_INPUT,
			 "%s; nothing was taken in, ask for the bundle once "
			 "more",
			 (char *)faults->pdata[0]));
}

/* A rating is of a text: another one here, and nothing new is taken. */
static gboolean
check_text(struct unpack *unpack, const struct carried_row *row,
	   const struct unpack_session *session, GError **error)
{
	const char *theirs = row_cell(CARRIED_SESSION, row, "turns_sha256");
	g_autofree char *ours = store_session_turns_hash(unpack->app->store,
							 session->id, error);

	if (!ours)
		return FALSE;
	return g_strcmp0(ours, theirs) == 0 || !unpack_is_new(session) ||
	       app_fail(error, BASE_ERROR_INPUT,
			"what is said in the bundle of session "
			"%" G_GINT64_FORMAT
			" is about another text than it has here: one of them "
			"was corrected since; take the corrections back where "
			"they were made ('iptrate turn undo'), open it, and "
			"correct again",
			session->id);
}

gboolean
unpack_session_rows(struct unpack *unpack, const struct carried_row *row,
		    struct unpack_session *session, GError **error)
{
	static const enum carried parts[] = {
		CARRIED_MEASURE, CARRIED_DECISION,  CARRIED_RATING,
		CARRIED_VALUE,	 CARRIED_SIGNATURE, CARRIED_SIGNED,
		CARRIED_SEALED,	 CARRIED_CONSENSUS, CARRIED_ASSIGNMENT,
	};

	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		/* Where it came from there is the assignment itself. */
		if (parts[i] == CARRIED_ASSIGNMENT && !session->fresh)
			continue;
		if (!take_part(unpack, session, parts[i], error))
			return FALSE;
	}
	return check_text(unpack, row, session, error) &&
	       check_signed(unpack, session, error);
}
