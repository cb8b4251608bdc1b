/*
 * base: the error domain, digests and times; see base.h.
 */
#include "base/base.h"

G_DEFINE_QUARK(base_error, base_error)

char *
base_sha256(const void *data, gsize len)
{
	return g_compute_checksum_for_data(G_CHECKSUM_SHA256, data, len);
}

char *
base_time_print(gint64 unix_seconds)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(unix_seconds);

	return time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") :
		      g_strdup("");
}

char *
base_clock_print(gint64 ms)
{
	gint64 seconds = ms / 1000;

	if (ms < 0)
		return g_strdup("");
	if (seconds < 3600)
		return g_strdup_printf("%d:%02d", (int)(seconds / 60),
				       (int)(seconds % 60));
	return g_strdup_printf("%" G_GINT64_FORMAT ":%02d:%02d", seconds / 3600,
			       (int)(seconds / 60 % 60), (int)(seconds % 60));
}
