/*
 * The same work on many things, on all processors.
 *
 * The core is free of shared state, so sessions can be parsed and tagged
 * side by side; the casebook is written by one thread afterwards.
 */
#include "app/private.h"

struct parallel {
	void (*work)(guint i, void *data);
	void *data;
};

static void
run_one(gpointer item, gpointer user_data)
{
	struct parallel *parallel = user_data;

	parallel->work(GPOINTER_TO_UINT(item) - 1, parallel->data);
}

/* With all of its threads or NULL: a pool that lacks some keeps what is given
 * to it even where it says that it could not. */
static GThreadPool *
pool_new(struct parallel *parallel, guint threads)
{
	g_autoptr(GError) failed = NULL;
	GThreadPool *pool = g_thread_pool_new(run_one, parallel, (gint)threads,
					      TRUE, &failed);

	if (!failed)
		return pool;
	if (pool)
		g_thread_pool_free(pool, TRUE, TRUE);
	return NULL;
}

void
app_parallel(guint n, void (*work)(guint i, void *data), void *data)
{
	struct parallel parallel = { work, data };
	guint threads = MIN(g_get_num_processors(), n);
	GThreadPool *pool = threads > 1 ? pool_new(&parallel, threads) : NULL;

	for (guint i = 0; i < n; i++) {
		if (pool)
			g_thread_pool_push(pool, GUINT_TO_POINTER(i + 1), NULL);
		else
			work(i, data);
	}
	if (pool)
		g_thread_pool_free(pool, FALSE, TRUE);
}
