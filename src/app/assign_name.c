/*
 * The name that a session has for its rater.
 */
#include "app/assigning.h"

#include <string.h>

/* No two of them look alike, in print or in handwriting. */
static const char letters[] = "34679ACDEFGHJKMNPQRTUVWXY";

/* "B-7K3M", the same for the same uid and turn. */
static char *
name_make(const char *uid, guint turn)
{
	g_autofree char *seed = g_strdup_printf("%s %u", uid, turn);
	g_autofree char *hash = base_sha256(seed, strlen(seed));
	g_autofree char *part = g_strndup(hash, 12);
	guint64 n = g_ascii_strtoull(part, NULL, 16);
	GString *name = g_string_new("B-");

	for (guint i = 0; i < 4; i++) {
		g_string_append_c(name, letters[n % (sizeof(letters) - 1)]);
		n /= sizeof(letters) - 1;
	}
	return g_string_free(name, FALSE);
}

static gboolean
is_taken(const GPtrArray *assignments, const char *name)
{
	for (guint i = 0; i < assignments->len; i++) {
		const struct assignment *other = assignments->pdata[i];

		if (!strcmp(other->name, name))
			return TRUE;
	}
	return FALSE;
}

gboolean
assign_name_fill(struct app *app, struct assignment *assignment, GError **error)
{
	g_autoptr(GPtrArray) all = store_assignments_load(app->store, error);
	guint turn = 0;

	if (!all || !(assignment->uid = store_uid_new(app->store, error)))
		return FALSE;
	do {
		g_free(assignment->name);
		assignment->name = name_make(assignment->uid, turn++);
	} while (is_taken(all, assignment->name));
	return TRUE;
}
