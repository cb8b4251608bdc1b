/*
 * Which ratings are held against each other; see panel_args.h.
 */
#include "cli/panel_args.h"
#include "cli/args.h"

#include <stdio.h>
#include <string.h>

gboolean
args_roles(const struct args *args, guint *roles, GError **error)
{
	g_autofree const char **words = args_values(args, "role");

	for (guint i = 0; words[i]; i++) {
		enum rater_role role;

		if (!rater_role_parse(words[i], &role)) {
			fail_unknown(error, BASE_ERROR_USAGE, "role", words[i],
				     NULL,
				     "self, peer, supervisor, independent or "
				     "consensus");
			return FALSE;
		}
		*roles |= 1u << role;
	}
	return TRUE;
}

gboolean
args_since(const struct args *args, gint64 *since, GError **error)
{
	const char *word = args_value(args, "since");
	g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
	g_autoptr(GDateTime) day = NULL;
	g_autofree char *shown = NULL;
	guint year, month, of_month;
	char rest;

	if (!word)
		return TRUE;
	if (strlen(word) == strlen("2026-01-31") &&
	    sscanf(word, "%4u-%2u-%2u%c", &year, &month, &of_month, &rest) == 3)
		day = g_date_time_new(utc, (int)year, (int)month, (int)of_month,
				      0, 0, 0);
	if (day) {
		*since = MAX(1, g_date_time_to_unix(day));
		return TRUE;
	}
	shown = base_printable(word, -1);
	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "--since takes a day as YYYY-MM-DD, not '%s'", shown);
	return FALSE;
}
