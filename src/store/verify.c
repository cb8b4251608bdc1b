/*
 * Is the casebook what its history tells?
 *
 * Without a key, so that who rewrites the rows and the whole chain of events
 * is not found out; who does less is, and each fault is a sentence.
 */
#include "store/verify.h"

#define MOST 10 /* sentences of a kind */

void
fault_rest(struct verify *verify)
{
	if (verify->n > MOST)
		g_ptr_array_add(verify->faults,
				g_strdup_printf("and %u more of the same kind",
						verify->n - MOST));
	verify->kind = NULL;
	verify->n = 0;
}

void
fault_add(struct verify *verify, const char *kind, const char *format, ...)
{
	va_list args;
	g_autofree char *says = NULL;

	if (g_strcmp0(kind, verify->kind))
		fault_rest(verify);
	verify->kind = kind;
	if (++verify->n > MOST)
		return;
	va_start(args, format);
	says = g_strdup_vprintf(format, args);
	va_end(args);
	g_ptr_array_add(verify->faults, base_printable(says, -1));
}

const char *
teller_says(const struct verify *verify, gint64 event)
{
	const struct teller *teller =
		g_hash_table_lookup(verify->tellers, &event);

	return teller ? teller->says : "an event that is gone";
}

static void
seal_told_free(void *data)
{
	struct seal_told *told = data;

	g_free(told->scope);
	g_clear_pointer(&told->hash, g_bytes_unref);
	g_clear_pointer(&told->marks, g_bytes_unref);
	g_free(told);
}

static void
teller_free(void *data)
{
	struct teller *teller = data;

	g_free(teller->says);
	g_free(teller);
}

/* Texts that were signed, apart from the events. */
static gboolean
verify_signed(struct verify *verify, GError **error)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);

	if (!store_signatures_check(verify->store, faults, error))
		return FALSE;
	for (guint i = 0; i < faults->len; i++)
		fault_add(verify, "signed", "%s", (char *)faults->pdata[i]);
	return TRUE;
}

static gboolean
verify_all(struct verify *verify, GError **error)
{
	gboolean usable = TRUE;

	if (!verify_pages(verify, &usable, error))
		return FALSE;
	if (usable && !verify_schema(verify, &usable, error))
		return FALSE;
	if (usable && !verify_chain(verify, &usable, error))
		return FALSE;
	return !usable ||
	       (verify_rows(verify, error) && verify_words(verify, error) &&
		verify_signed(verify, error) &&

		verify_sequences(verify, error));
}

GPtrArray *
store_faults(struct store *store, GError **error)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
	struct verify verify = {
		.store = store,
		.faults = faults,
		.told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					      seal_told_free),
		.tellers = g_hash_table_new_full(g_int64_hash, g_int64_equal,
						 NULL, teller_free),
		.salts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					       (GDestroyNotify)g_bytes_unref),
		.spoilt = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
						NULL),
		.last = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					      g_free),
	};
	gboolean ok = store_begin_reading(store, error);

	if (ok) {
		ok = verify_all(&verify, error);
		store_end(store, TRUE, NULL);
	}
	fault_rest(&verify);
	g_hash_table_unref(verify.told);
	g_hash_table_unref(verify.tellers);
	g_hash_table_unref(verify.salts);
	g_hash_table_unref(verify.spoilt);
	g_hash_table_unref(verify.last);
	return ok ? g_steal_pointer(&faults) : NULL;
}

gboolean
store_check(struct store *store, GError **error)
{
	g_autoptr(GPtrArray) faults = store_faults(store, error);

	if (faults && faults->len > 0)
		g_set_error(error, BASE_ERROR, BASE_ERROR_CORRUPT, "%s: %s",
			    store->path, (char *)faults->pdata[0]);
	return faults && faults->len == 0;
}
