/*
 * All of a bag checked, against itself and its signatures.
 *
 * The order is that of trust: names first, so that nothing is looked at under
 * a name that lies; then the text files, then each file's sum, then who signed.
 */
#include "bundle/private.h"

#include <string.h>

static const char *const wanted[] = { BAGIT_FILE, INFO_FILE, MANIFEST_FILE,
				      TAGS_FILE };

/* -- entries --------------------------------------------------------------- */

static gboolean
is_data(const char *below)
{
	return g_str_has_prefix(below, "data/");
}

static gboolean
is_wanted(const char *below)
{
	for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
		if (!strcmp(below, wanted[i]))
			return TRUE;
	return FALSE;
}

/* What the Finder of a Mac puts into folders and ZIPs of its own accord. */
static gboolean
is_of_a_mac(const char *path)
{
	const char *last = strrchr(path, '/');

	last = last ? last + 1 : path;
	return g_str_has_prefix(path, "__MACOSX/") ||
	       g_str_has_prefix(last, "._") || !strcmp(last, ".DS_Store");
}

static void
take_entry(struct bundle *bundle, struct zip_entry *entry)
{
	const char *slash = strchr(entry->path, '/');
	g_autofree char *folder =
		slash ? g_strndup(entry->path, slash - entry->path) : NULL;
	const char *below = slash ? slash + 1 : "";

	if (folder && !*bundle->name) {
		g_free(bundle->name);
		bundle->name = g_strdup(folder);
	}
	if (!folder)
		faults_add(bundle->faults,
			   "'%s' lies beside the folder of the bundle",
			   entry->path);
	else if (strcmp(folder, bundle->name))
		faults_add(bundle->faults, "'%s' lies outside the folder '%s'",
			   entry->path, bundle->name);
	else if (!is_data(below) && !is_wanted(below) &&
		 !bundle_is_signature(below))
		faults_add(bundle->faults,
			   "'%s' was added: no such file belongs to a bundle",
			   below);
	else
		g_hash_table_insert(bundle->entries, (char *)below, entry);
}

/* Fills in name and entries. */
static void
take_entries(struct bundle *bundle)
{
	GPtrArray *entries = bundle->zip->entries;
	const char *of_a_mac = NULL;

	for (guint i = 0; i < entries->len; i++) {
		struct zip_entry *entry = entries->pdata[i];

		if (!is_of_a_mac(entry->path))
			take_entry(bundle, entry);
		else if (!of_a_mac)
			of_a_mac = entry->path;
	}
	if (of_a_mac)
		faults_add(bundle->faults,
			   "a Mac packed it again and put files of its own "
			   "into it, '%s' for one; take the file as it was "
			   "sent, or take them out (zip -d FILE '__MACOSX/*' "
			   "'*/._*' '*.DS_Store')",
			   of_a_mac);
	for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
		if (!g_hash_table_contains(bundle->entries, wanted[i]))
			faults_add(bundle->faults, "'%s' was left out",
				   wanted[i]);
}

static gboolean
into_array(const void *bytes, gsize len, gpointer user,
	   G_GNUC_UNUSED GError **error)
{
	g_byte_array_append(user, bytes, (guint)len);
	return TRUE;
}

GByteArray *
bundle_unpack(struct bundle *bundle, const struct zip_entry *entry, gsize max,
	      GError **error)
{
	/* With room, so that there are bytes to look at even of nothing. */
	g_autoptr(GByteArray) bytes = g_byte_array_sized_new(PIECE);

	if (entry->unpacked > max) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_CORRUPT,
			    "'%s' is larger than such a file is", entry->path);
		return NULL;
	}
	if (!zip_in_unpack(bundle->zip, entry, into_array, bytes, error))
		return NULL;
	return g_steal_pointer(&bytes);
}

gboolean
bundle_fault_or_error(struct bundle *bundle, GError *mine, GError **error)
{
	if (!g_error_matches(mine, BASE_ERROR, BASE_ERROR_CORRUPT)) {
		g_propagate_error(error, mine);
		return FALSE;
	}
	faults_add(bundle->faults, "%s", mine->message);
	g_error_free(mine);
	return TRUE;
}

/* -- sums ------------------------------------------------------------------ */

static gboolean
into_sum(const void *bytes, gsize len, gpointer user,
	 G_GNUC_UNUSED GError **error)
{
	g_checksum_update(user, bytes, (gssize)len);
	return TRUE;
}

/* Settles the entry's sum; it stays "" when it cannot be unpacked. */
static gboolean
sum_up(struct bundle *bundle, struct zip_entry *entry, GError **error)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	GError *mine = NULL;

	if (!zip_in_unpack(bundle->zip, entry, into_sum, sum, &mine))
		return bundle_fault_or_error(bundle, mine, error);
	g_strlcpy(entry->sha256, g_checksum_get_string(sum),
		  sizeof(entry->sha256));
	return TRUE;
}

static int
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
bundle_sorted_keys(GHashTable *table)
{
	GPtrArray *keys = g_ptr_array_new();
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, table);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		g_ptr_array_add(keys, key);
	g_ptr_array_sort(keys, by_text);
	return keys;
}

/* Every name of the manifest is there. */
static void
check_all_there(struct bundle *bundle, GHashTable *sums, const char *manifest)
{
	g_autoptr(GPtrArray) names = bundle_sorted_keys(sums);

	for (guint i = 0; i < names->len; i++)
		if (!g_hash_table_contains(bundle->entries, names->pdata[i]))
			faults_add(bundle->faults,
				   "'%s' was left out: %s names it",
				   (char *)names->pdata[i], manifest);
}

/* A file's sum against what a manifest says of it. */
static void
check_sum(struct bundle *bundle, const struct zip_entry *entry,
	  const char *below, const char *should, const char *manifest)
{
	if (!should)
		faults_add(bundle->faults,
			   "'%s' was added: %s does not name it", below,
			   manifest);
	else if (*entry->sha256 && strcmp(entry->sha256, should))
		faults_add(bundle->faults,
			   "'%s' was changed: its sum is not the one in %s",
			   below, manifest);
}

static void
check_oxum(struct bundle *bundle, guint64 bytes, guint files)
{
	const char *says = bundle_fact(bundle, OXUM_LABEL);
	g_autofree char *is =
		g_strdup_printf("%" G_GUINT64_FORMAT ".%u", bytes, files);
	g_autofree char *shown = says ? name_shown(says, strlen(says)) : NULL;

	if (!says)
		faults_add(bundle->faults,
			   INFO_FILE " lacks " OXUM_LABEL ", the number of "
				     "bytes and files");
	else if (strcmp(says, is))
		faults_add(bundle->faults,
			   OXUM_LABEL " is %s, and there are %s (bytes.files)",
			   shown, is);
}

/* All of data/: sums, names, numbers. */
static gboolean
check_data(struct bundle *bundle, GHashTable *sums, GError **error)
{
	g_autoptr(GPtrArray) names = bundle_sorted_keys(bundle->entries);
	guint64 bytes = 0;

	for (guint i = 0; i < names->len; i++) {
		const char *below = names->pdata[i];
		struct zip_entry *entry =
			g_hash_table_lookup(bundle->entries, below);
		struct bundle_file *file;

		if (!is_data(below))
			continue;
		if (!sum_up(bundle, entry, error))
			return FALSE;
		check_sum(bundle, entry, below,
			  g_hash_table_lookup(sums, below), MANIFEST_FILE);
		file = g_new0(struct bundle_file, 1);
		file->path = g_strdup(below);
		file->bytes = entry->unpacked;
		file->sha256 = g_strdup(entry->sha256);
		g_ptr_array_add(bundle->files, file);
		bytes += entry->unpacked;
	}
	check_all_there(bundle, sums, MANIFEST_FILE);
	check_oxum(bundle, bytes, bundle->files->len);
	return TRUE;
}

/* The text files beside data/. */
static gboolean
check_tags(struct bundle *bundle, GHashTable *sums, GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(wanted); i++) {
		struct zip_entry *entry =
			g_hash_table_lookup(bundle->entries, wanted[i]);

		if (!strcmp(wanted[i], TAGS_FILE))
			continue;
		if (!sum_up(bundle, entry, error))
			return FALSE;
		check_sum(bundle, entry, wanted[i],
			  g_hash_table_lookup(sums, wanted[i]), TAGS_FILE);
		g_hash_table_remove(sums, wanted[i]);
	}
	check_all_there(bundle, sums, TAGS_FILE);
	return TRUE;
}

/* -- all of it ------------------------------------------------------------- */

/* The text files beside data/. */
struct bag_texts {
	GByteArray *bagit, *info, *manifest, *tags;
};

static void
bag_texts_clear(struct bag_texts *texts)
{
	g_clear_pointer(&texts->bagit, g_byte_array_unref);
	g_clear_pointer(&texts->info, g_byte_array_unref);
	g_clear_pointer(&texts->manifest, g_byte_array_unref);
	g_clear_pointer(&texts->tags, g_byte_array_unref);
}

/* TRUE with *text NULL: it is damaged, which is a fault then. */
static gboolean
read_text(struct bundle *bundle, const char *name, GByteArray **text,
	  GError **error)
{
	GError *mine = NULL;

	*text = bundle_unpack(bundle,
			      g_hash_table_lookup(bundle->entries, name),
			      BUNDLE_TEXT_MAX, &mine);
	return *text || bundle_fault_or_error(bundle, mine, error);
}

static gboolean
read_texts(struct bundle *bundle, struct bag_texts *texts, GError **error)
{
	return read_text(bundle, BAGIT_FILE, &texts->bagit, error) &&
	       read_text(bundle, INFO_FILE, &texts->info, error) &&
	       read_text(bundle, MANIFEST_FILE, &texts->manifest, error) &&
	       read_text(bundle, TAGS_FILE, &texts->tags, error);
}

static gboolean
check_version(const struct bundle *bundle, GError **error)
{
	const char *says = bundle_fact(bundle, VERSION_LABEL);
	guint64 version;

	if (!says)
		return TRUE;
	if (!g_ascii_string_to_unsigned(says, 10, 1, G_MAXUINT32, &version,
					NULL)) {
		faults_add(bundle->faults,
			   INFO_FILE ": the version under " VERSION_LABEL
				     " is no number");
		return TRUE;
	}
	if (version <= BUNDLE_VERSION)
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_VERSION,
		    "a bundle of version %" G_GUINT64_FORMAT
		    ", newer than this iptrate reads (%d); upgrade it",
		    version, BUNDLE_VERSION);
	return FALSE;
}

static gboolean
check_bag(struct bundle *bundle, const struct bundle_reading *reading,
	  const struct bag_texts *texts, GError **error)
{
	GPtrArray *faults = bundle->faults;
	g_autoptr(GHashTable) sums =
		manifest_parse(texts->manifest, MANIFEST_FILE, faults);
	g_autoptr(GHashTable) tags =
		manifest_parse(texts->tags, TAGS_FILE, faults);

	if (texts->bagit->len != strlen(BAGIT_TEXT) ||
	    memcmp(texts->bagit->data, BAGIT_TEXT, texts->bagit->len))
		faults_add(faults, BAGIT_FILE " is not that of a bag of "
					      "version 1.0");
	bundle->facts = info_parse(texts->info, faults);
	g_free(bundle->content_sha256);
	bundle->content_sha256 =
		base_sha256(texts->tags->data, texts->tags->len);
	return check_version(bundle, error) &&
	       check_tags(bundle, tags, error) &&
	       check_data(bundle, sums, error) &&
	       bundle_check_signatures(bundle, reading, texts->tags, error);
}

gboolean
bundle_check(struct bundle *bundle, const struct bundle_reading *reading,
	     GError **error)
{
	struct bag_texts texts = { NULL };
	gboolean well;

	take_entries(bundle);
	if (bundle->faults->len > 0)
		return TRUE;
	well = read_texts(bundle, &texts, error);
	if (well && bundle->faults->len == 0)
		well = check_bag(bundle, reading, &texts, error);
	bag_texts_clear(&texts);
	return well;
}
