/*
 * What files of a bundle may be called: the same everywhere, and nothing that
 * leads out of the folder they are unpacked in.
 */
#include "bundle/private.h"

#include <string.h>

#define SHOWN_COLUMNS 80

char *
name_shown(const char *bytes, gsize len)
{
	g_autofree char *safe = base_printable(bytes, (gssize)MIN(len, 400));
	g_autofree char *cut = base_cut(safe, SHOWN_COLUMNS, "…");

	return g_strdup_printf("'%s'", cut);
}

/* Kept by Windows, with whatever ending. */
static gboolean
is_device(const char *part, gsize len)
{
	static const char *const devices[] = { "CON", "PRN", "AUX", "NUL" };
	static const char *const ports[] = { "COM", "LPT" };
	gsize bare = 0;

	while (bare < len && part[bare] != '.')
		bare++;
	for (guint i = 0; i < G_N_ELEMENTS(devices); i++)
		if (bare == 3 && !g_ascii_strncasecmp(part, devices[i], 3))
			return TRUE;
	for (guint i = 0; i < G_N_ELEMENTS(ports); i++)
		if (bare == 4 && !g_ascii_strncasecmp(part, ports[i], 3) &&
		    g_ascii_isdigit(part[3]))
			return TRUE;
	return FALSE;
}

/* What is wrong with a part between slashes, as the end of a sentence. */
static const char *
part_fault(const char *part, gsize len)
{
	char last = len ? part[len - 1] : 0;

	if (len == 0)
		return "has an empty part in its name";
	if (len == 2 && !memcmp(part, "..", 2))
		return "leads out of its folder by '..'";
	if (len == 1 && part[0] == '.')
		return "has a part '.' in its name";
	if (last == '.' || last == ' ' || part[0] == ' ')
		return "has a part that begins with a blank, or ends with one "
		       "or with a dot";
	if (is_device(part, len))
		return "has a name that Windows keeps for a device";
	return NULL;
}

static const char *
bytes_fault(const char *path, gsize len)
{
	if (len == 0)
		return "has no name";
	if (memchr(path, 0, len))
		return "has a NUL byte in its name";
	if (!g_utf8_validate(path, (gssize)len, NULL))
		return "has a name that is no valid UTF-8";
	if (len > BUNDLE_PATH_MAX)
		return "has a name of more than 240 bytes";
	if (path[0] == '/')
		return "has an absolute path";
	if (memchr(path, '\\', len))
		return "has a backslash in its name";
	if (len >= 2 && g_ascii_isalpha(path[0]) && path[1] == ':')
		return "names a drive";
	for (gsize i = 0; i < len; i++)
		if (strchr(":*?\"<>|%", path[i]))
			return "has one of :*?\"<>|% in its name";
	return NULL;
}

/* Of valid UTF-8. */
static const char *
characters_fault(const char *path)
{
	g_autofree char *composed = g_utf8_normalize(path, -1, G_NORMALIZE_NFC);

	if (strcmp(composed, path))
		return "has a name that is not in composed form (NFC)";
	for (const char *c = path; *c; c = g_utf8_next_char(c))
		if (base_is_unsafe(g_utf8_get_char(c)))
			return "has a control character in its name";
	return NULL;
}

char *
name_fault(const char *bytes, gsize len)
{
	const char *fault = bytes_fault(bytes, len);
	g_autofree char *path = fault ? NULL : g_strndup(bytes, len);
	g_autofree char *shown = NULL;

	if (!fault)
		fault = characters_fault(path);
	for (const char *part = path; !fault && part;) {
		const char *slash = strchr(part, '/');

		fault = part_fault(part, slash ? (gsize)(slash - part) :
						 strlen(part));
		part = slash ? slash + 1 : NULL;
	}
	if (!fault)
		return NULL;
	shown = name_shown(bytes, len);
	return g_strdup_printf("%s %s", shown, fault);
}

/* -- names that are there -------------------------------------------------- */

struct name_set {
	GHashTable *names; /* key -> struct kept_name */
};

struct kept_name {
	char *path;
	gboolean folder;
};

static void
kept_name_free(gpointer name)
{
	g_free(((struct kept_name *)name)->path);
	g_free(name);
}

struct name_set *
name_set_new(void)
{
	struct name_set *set = g_new(struct name_set, 1);

	set->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					   kept_name_free);
	return set;
}

void
name_set_free(struct name_set *set)
{
	g_hash_table_unref(set->names);
	g_free(set);
}

/* The same for all that a file system may take for one name. */
static char *
name_key(const char *path)
{
	g_autofree char *even = g_utf8_normalize(path, -1, G_NORMALIZE_NFKC);
	g_autofree char *folded = g_utf8_casefold(even, -1);

	return g_utf8_normalize(folded, -1, G_NORMALIZE_NFKC);
}

static char *
add_one(struct name_set *set, const char *path, gboolean folder)
{
	g_autofree char *key = name_key(path);
	g_autofree char *shown = name_shown(path, strlen(path));
	struct kept_name *there = g_hash_table_lookup(set->names, key);
	g_autofree char *other = NULL;

	if (!there) {
		there = g_new(struct kept_name, 1);
		there->path = g_strdup(path);
		there->folder = folder;
		g_hash_table_insert(set->names, g_steal_pointer(&key), there);
		return NULL;
	}
	if (!strcmp(there->path, path)) {
		if (there->folder != folder)
			return g_strdup_printf("%s is a file and a folder",
					       shown);
		return folder ? NULL :
				g_strdup_printf("%s is there twice", shown);
	}
	other = name_shown(there->path, strlen(there->path));
	return g_strdup_printf("%s and %s differ only in case or in how "
			       "letters are put together",
			       other, shown);
}

char *
name_set_add(struct name_set *set, const char *path, gboolean folder)
{
	for (const char *slash = strchr(path, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		g_autofree char *above = g_strndup(path, slash - path);
		char *fault = add_one(set, above, TRUE);

		if (fault)
			return fault;
	}
	return add_one(set, path, folder);
}
