/*
 * Sealed ratings: their hash, and how long they are sealed.
 *
 * The one idea: whose rating it waits for is told by its role alone, so that
 * whoever looks at the casebook comes to the same.
 */
#include "scoring/scoring.h"

#include <string.h>

void
sealed_rating_free(struct sealed_rating *sealed)
{
	if (!sealed)
		return;
	g_free(sealed->rater);
	g_free(sealed->sha256);
	g_free(sealed->nonce);
	g_free(sealed->revealed_by);
	g_free(sealed);
}

char *
sealed_hash(const char *nonce, const char *text)
{
	g_autofree char *both = g_strconcat(nonce, "\n", text, NULL);

	return base_sha256(both, strlen(both));
}

/* The roles whose signature it is sealed until; 0: no one's. */
static guint
waits_for(enum rater_role role)
{
	switch (role) {
	case RATER_SELF:
		return 1U << RATER_SUPERVISOR;
	case RATER_SUPERVISOR:
		return 1U << RATER_SELF;
	case RATER_PEER:
	case RATER_INDEPENDENT:
	case RATER_CONSENSUS:
	case RATER_DRILL:
		break;
	}
	return 0;
}

gboolean
sealed_is_due(const struct sealed_rating *sealed)
{
	return (waits_for(sealed->role) & sealed->signed_roles) != 0;
}

char *
sealed_until_print(const struct sealed_rating *sealed)
{
	const char *other = sealed->role == RATER_SELF ?
				    "a supervisor's rating" :
			    sealed->role == RATER_SUPERVISOR ?
				    "the therapist's self-rating" :
				    NULL;

	return other ? g_strdup_printf("until %s of the session is signed or "
				       "%s reveals it",
				       other, sealed->rater) :
		       g_strdup_printf("until %s reveals it", sealed->rater);
}

char *
sealed_print(const struct sealed_rating *sealed)
{
	g_autofree char *at = base_time_print(sealed->at);
	g_autofree char *until = sealed_until_print(sealed);

	return g_strdup_printf("%s's rating (%s), version %u, is sealed since "
			       "%s, %s",
			       sealed->rater, rater_role_print(sealed->role),
			       sealed->version, at, until);
}

/* -- what was changed ------------------------------------------------------ */

/* What a line is about: "item C3", "meaning", and of what stands under an item
 * "item C3 comment"; the second of a name has a number.  item: the one above,
 * or NULL. */
static char *
line_name(GHashTable *lines, const char *line, const char *item)
{
	gboolean begins = g_str_has_prefix(line, "item ");
	gsize len = begins ? 5 + strcspn(line + 5, " ") : strcspn(line, " ");
	g_autofree char *own = g_strndup(line, len);
	g_autofree char *name = begins || !item ?
					g_steal_pointer(&own) :
					g_strconcat(item, " ", own, NULL);

	for (guint n = 2; g_hash_table_contains(lines, name); n++) {
		g_autofree char *next = g_strdup_printf("%s (%u)", name, n);

		if (!g_hash_table_contains(lines, next))
			return g_steal_pointer(&next);
	}
	return g_steal_pointer(&name);
}

/* Lines of a signed text by what they are about; the names as they stand are
 * added, too. */
static GHashTable *
lines_by_name(const char *text, GPtrArray *names)
{
	GHashTable *lines =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_auto(GStrv) all = g_strsplit(text, "\n", -1);
	const char *item = NULL;

	for (guint i = 0; all[i]; i++) {
		const char *value = strchr(all[i], ' ');
		char *name;

		if (!*all[i])
			continue;
		name = line_name(lines, all[i], item);
		g_ptr_array_add(names, g_strdup(name));
		if (g_str_has_prefix(all[i], "item ")) {
			item = names->pdata[names->len - 1];
			value = strchr(all[i] + 5, ' ');
		}
		g_hash_table_insert(lines, name,
				    g_strdup(value ? value + 1 : ""));
	}
	return lines;
}

static void
add_change(GPtrArray *changes, const char *name, const char *was,
	   const char *is)
{
	const char *what = g_str_has_prefix(name, "item ") ? name + 5 : name;

	if (!is)
		g_ptr_array_add(changes,
				g_strdup_printf("%s was signed as '%s', and "
						"is not there",
						what, was));
	else if (!was)
		g_ptr_array_add(changes, g_strdup_printf("%s is there as '%s', "
							 "and was not signed",
							 what, is));
	else
		g_ptr_array_add(changes,
				g_strdup_printf("%s was signed as '%s', and "
						"'%s' stands there",
						what, was, is));
}

GPtrArray *
sealed_changes(const char *kept, const char *now)
{
	GPtrArray *changes = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GHashTable) was = lines_by_name(kept, names);
	g_autoptr(GHashTable) is = lines_by_name(now, names);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < names->len; i++) {
		const char *name = names->pdata[i];
		const char *before = g_hash_table_lookup(was, name);
		const char *after = g_hash_table_lookup(is, name);

		if (g_hash_table_add(seen, (char *)name) &&
		    g_strcmp0(before, after) != 0)
			add_change(changes, name, before, after);
	}
	return changes;
}
