/*
 * Packing what people said: decisions and ratings, but not what is sealed, nor
 * what the sender is blind to.
 */
#include "app/pack.h"

#include <string.h>

/* Is it of a rating whose content stays here? */
static gboolean
is_sealed(const struct pack_session *session, enum carried part,
	  const struct carried_row *row)
{
	const char *rater = row_cell(part, row, "rater");
	const char *role = row_cell(part, row, "role");

	for (guint i = 0; i < session->sealed->len; i++) {
		const struct sealed_rating *sealed = session->sealed->pdata[i];

		if (base_code_same(sealed->rater, rater) &&
		    !strcmp(rater_role_print(sealed->role), role))
			return TRUE;
	}
	return FALSE;
}

static void
drop_sealed(const struct pack_session *session, enum carried part,
	    GPtrArray *rows)
{
	for (guint i = rows->len; i-- > 0;) {
		struct carried_row *row = rows->pdata[i];

		if (!is_sealed(session, part, row))
			continue;
		if (part == CARRIED_SEALED)
			row_set(part, row, "nonce", NULL);
		else
			g_ptr_array_remove_index(rows, i);
	}
}

/* What others said stays here. */
static void
drop_others(const struct pack_session *session, enum carried part,
	    GPtrArray *rows)
{
	for (guint i = session->alone ? rows->len : 0; i-- > 0;) {
		if (!base_code_same(row_cell(part, rows->pdata[i], "rater"),
				    session->alone))
			g_ptr_array_remove_index(rows, i);
	}
}

/* Signed values go with the signatures that went. */
static void
drop_unsigned(GPtrArray *signed_rows, const GPtrArray *signatures)
{
	g_autoptr(GHashTable) there =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < signatures->len; i++)
		g_hash_table_add(there, row_key(CARRIED_SIGNATURE,
						signatures->pdata[i]));
	for (guint i = signed_rows->len; i-- > 0;) {
		const struct carried_row *row = signed_rows->pdata[i];
		g_autofree char *key = g_strdup_printf(
			"%s\t%s\t", row_cell(CARRIED_SIGNED, row, "origin"),
			row_cell(CARRIED_SIGNED, row, "row"));

		if (!g_hash_table_contains(there, key))
			g_ptr_array_remove_index(signed_rows, i);
	}
}

static void
note_names(struct pack *pack, enum carried part, const struct carried_row *row)
{
	const struct carried_part *of = carried_part(part);

	for (guint i = 0; i < of->n; i++) {
		if (row->cells[i] && of->columns[i].kind == CELL_CODE &&
		    strcmp(of->columns[i].name, "case"))
			g_hash_table_add(pack->people, g_strdup(row->cells[i]));
	}
	if (part == CARRIED_RATING)
		g_hash_table_add(pack->rubrics,
				 g_strdup(row_cell(part, row, "rubric")));
}

void
pack_keep(struct pack *pack, enum carried part, GPtrArray *rows)
{
	for (guint i = 0; i < rows->len; i++) {
		note_names(pack, part, rows->pdata[i]);
		g_ptr_array_add(pack->rows[part], rows->pdata[i]);
	}
	g_ptr_array_set_free_func(rows, NULL);
}

GPtrArray *
pack_rows(struct pack *pack, const struct pack_session *session,
	  enum carried part, GError **error)
{
	return store_carried_out(pack->app->store, part, session->id,
				 session->uid, error);
}

gboolean
pack_part(struct pack *pack, const struct pack_session *session,
	  enum carried part, GError **error)
{
	g_autoptr(GPtrArray) rows = pack_rows(pack, session, part, error);

	if (rows)
		pack_keep(pack, part, rows);
	return rows != NULL;
}

gboolean
pack_said(struct pack *pack, const struct pack_session *session, GError **error)
{
	static const enum carried parts[] = {
		CARRIED_DECISION,  CARRIED_RATING, CARRIED_VALUE,
		CARRIED_SIGNATURE, CARRIED_SEALED, CARRIED_CONSENSUS
	};
	g_autoptr(GPtrArray) under =
		pack_rows(pack, session, CARRIED_SIGNED, error);

	for (guint i = 0; under && i < G_N_ELEMENTS(parts); i++) {
		g_autoptr(GPtrArray) rows =
			pack_rows(pack, session, parts[i], error);

		if (!rows)
			return FALSE;
		drop_others(session, parts[i], rows);
		if (parts[i] != CARRIED_RATING && parts[i] != CARRIED_DECISION)
			drop_sealed(session, parts[i], rows);
		if (parts[i] == CARRIED_SIGNATURE)
			drop_unsigned(under, rows);
		pack_keep(pack, parts[i], rows);
	}
	if (under)
		pack_keep(pack, CARRIED_SIGNED, under);
	return under != NULL;
}
