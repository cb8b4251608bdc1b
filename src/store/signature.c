/*
 * Signing: everything that the text of the signed version is made of is kept
 * as it is.
 *
 * Nothing is copied that cannot change: a value of an item never does, so a
 * signature only tells which of them it is of.
 */
#include "store/private.h"

#include <string.h>

static void sum_printf(GChecksum *sum, const char *format, ...)
	G_GNUC_PRINTF(2, 3);

static void
sum_printf(GChecksum *sum, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	g_checksum_update(sum, (const guchar *)text, -1);
}

char *
store_turns_hash(struct store *store, gint64 session, GError **error)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	sqlite3_stmt *row =
		store_query(store, SQL_TURN_EACH, error, "i", session);
	int more = -1;

	while (row && (more = store_step(store, row, error)) > 0) {
		int len = sqlite3_column_bytes(row, 6);

		sum_printf(sum,
			   "%" G_GINT64_FORMAT " %s %" G_GINT64_FORMAT " %d\n",
			   (gint64)sqlite3_column_int64(row, 0),
			   store_text(row, 2),
			   (gint64)sqlite3_column_int64(row, 1), len);
		g_checksum_update(sum, (const guchar *)store_text(row, 6), len);
	}
	return more == 0 ? g_strdup(g_checksum_get_string(sum)) : NULL;
}

char *
store_tags_hash(struct store *store, gint64 session, GError **error)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	sqlite3_stmt *row =
		store_query(store, SQL_TAG_EACH, error, "i", session);
	int more = -1;

	while (row && (more = store_step(store, row, error)) > 0)
		sum_printf(sum, "%" G_GINT64_FORMAT " %s %s\n",
			   (gint64)sqlite3_column_int64(row, 0),
			   store_text(row, 1), store_text(row, 2));
	return more == 0 ? g_strdup(g_checksum_get_string(sum)) : NULL;
}

/* -- signing -------------------------------------------------------------- */

static gboolean
basis_fill(struct store *store, struct rating *rating, GError **error)
{
	struct signature *signature = rating->signature;
	sqlite3_stmt *row = store_query(store, SQL_SIGNING_BASIS, error, "it",
					rating->session, rating->rater);

	if (!row || store_step(store, row, error) <= 0)
		return FALSE;
	g_free(signature->codebook);
	g_free(signature->source);
	g_free(signature->name);
	signature->codebook = store_column(row, 0);
	signature->source = store_column(row, 1);
	signature->name = store_column(row, 2);
	g_free(signature->history);
	signature->history = store_column(row, 3);
	sqlite3_reset(row);
	g_free(signature->signer);
	signature->signer = g_strdup(rating->rater);
	g_free(signature->turns);
	signature->turns = store_turns_hash(store, rating->session, error);
	g_free(signature->tags);
	signature->tags =
		signature->turns ?
			store_tags_hash(store, rating->session, error) :
			NULL;
	return signature->tags != NULL;
}

static gboolean
signed_items_save(struct store *store, const struct rating *rating,
		  GError **error)
{
	for (guint i = 0; i < rating->items->len; i++) {
		const struct item_rating *item = rating->items->pdata[i];
		g_autoptr(GString) turns = g_string_new(NULL);

		for (guint k = 0; item->turns && k < item->turns->len; k++)
			g_string_append_printf(
				turns, "%s%u", k ? "," : "",
				g_array_index(item->turns, guint, k));
		if (!store_run(store, SQL_SIGNED_ITEM_ADD, error, "iit",
			       rating->signature->id, item->id, turns->str))
			return FALSE;
	}
	return TRUE;
}

gboolean
store_rating_settle(struct store *store, struct rating *rating, GError **error)
{
	struct signature *signature = rating->signature;

	signature->has_facts = TRUE;
	rating->signed_at = store->now;
	if (!basis_fill(store, rating, error))
		return FALSE;
	g_free(signature->text);
	signature->text = rating_signed_text(rating);
	g_free(signature->sha256);
	signature->sha256 =
		base_sha256(signature->text, strlen(signature->text));
	return TRUE;
}

gboolean
store_rating_sign(struct store *store, struct rating *rating, GError **error)
{
	struct signature *signature = rating->signature;
	const struct session_facts *facts = &signature->facts;
	g_autofree char *hidden =
		signature->blind ? blindness_print(signature->blind) : NULL;

	if (!signature->text && !store_rating_settle(store, rating, error))
		return FALSE;
	if (!store_run(
		    store, SQL_SIGNATURE_ADD, error, "ititittttootttttttttttt",
		    rating->id, rating->meaning, rating->signed_at,
		    signature->turns, (gint64)rating->version,
		    signature->signer, signature->name, signature->entered_by,
		    signature->unfinished, (gint64)facts->number,
		    (gint64)facts->planned, phase_print(facts->phase),
		    focus_print(facts->focus), signature->codebook,
		    signature->tags, signature->state, signature->reasons,
		    signature->sha256, signature->text, hidden,
		    signature->history, signature->key_id, signature->minisig))
		return FALSE;
	signature->id = sqlite3_last_insert_rowid(store->db);
	return signed_items_save(store, rating, error);
}
