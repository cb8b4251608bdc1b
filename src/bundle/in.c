/*
 * A bundle that came; see in.h.
 */
#include "bundle/private.h"

#include <errno.h>
#include <string.h>

#define BEGINNING 40

static void
bundle_file_free(gpointer file)
{
	g_free(((struct bundle_file *)file)->path);
	g_free(((struct bundle_file *)file)->sha256);
	g_free(file);
}

static void
bundle_signature_free(gpointer user)
{
	struct bundle_signature *signature = user;

	g_free(signature->path);
	g_free(signature->comment);
	public_key_free(signature->key);
	g_free(signature);
}

/* -- what is encrypted ----------------------------------------------------- */

static gboolean
into_file(const void *bytes, gsize len, gpointer user, GError **error)
{
	return fwrite(bytes, 1, len, user) == len ||
	       file_fault(error, NULL, "decrypt", errno);
}

/* From where the file stands to its end. */
static gboolean
decrypt(FILE *from, struct age_in *age, const char *name, GError **error)
{
	g_autofree guint8 *piece = g_malloc(PIECE);
	gsize len;

	while ((len = fread(piece, 1, PIECE, from)) > 0)
		if (!age_in_add(age, piece, len, error))
			return FALSE;
	if (ferror(from))
		return file_fault(error, name, "read", errno);
	return age_in_end(age, error);
}

static FILE *
open_encrypted(FILE *file, const struct bundle_reading *reading, char **remark,
	       GError **error)
{
	FILE *plain;
	g_autoptr(AgeIn) age = NULL;

	if (!reading->key) {
		g_autofree char *shown = base_printable(
			reading->name ? reading->name : "bundle", -1);

		g_set_error(error, BASE_ERROR, BASE_ERROR_DENIED,
			    "%s: encrypted; the key that it was encrypted for "
			    "is needed",
			    shown);
		return NULL;
	}
	plain = nameless_file(reading->spare ? reading->spare : g_get_tmp_dir(),
			      error);
	if (!plain)
		return NULL;
	age = age_in_new(reading->key, reading->name, into_file, plain);
	if (!decrypt(file, age, reading->name, error)) {
		fclose(plain);
		return NULL;
	}
	*remark = g_strdup(age_in_remark(age));
	rewind(plain);
	return plain;
}

/* Does it begin like an encrypted one?  The file stands where it stood. */
static gboolean
is_encrypted(FILE *file, const char *name, gboolean *is, GError **error)
{
	char bytes[BEGINNING];
	off_t at = ftello(file);
	gsize len = at < 0 ? 0 : fread(bytes, 1, sizeof(bytes), file);

	*is = age_is(bytes, len);
	return (at >= 0 && fseeko(file, at, SEEK_SET) == 0) ||
	       file_fault(error, name, "read", errno);
}

/* -- read ------------------------------------------------------------------ */

static gboolean
read_all(struct bundle *bundle, FILE *file,
	 const struct bundle_reading *reading, GError **error)
{
	gboolean encrypted;

	if (!is_encrypted(file, reading->name, &encrypted, error))
		return FALSE;
	if (encrypted) {
		file = open_encrypted(file, reading, &bundle->remark, error);
		bundle->decrypted = file;
	}
	if (!file)
		return FALSE;
	bundle->zip =
		zip_in_new(file, bundle->file_name, bundle->faults, error);
	if (!bundle->zip)
		return FALSE;
	return bundle->faults->len > 0 || bundle_check(bundle, reading, error);
}

struct bundle *
bundle_read(FILE *file, const struct bundle_reading *reading, GError **error)
{
	struct bundle *bundle = g_new0(struct bundle, 1);

	bundle->faults = g_ptr_array_new_with_free_func(g_free);
	bundle->files = g_ptr_array_new_with_free_func(bundle_file_free);
	bundle->signatures =
		g_ptr_array_new_with_free_func(bundle_signature_free);
	bundle->entries = g_hash_table_new(g_str_hash, g_str_equal);
	bundle->file_name = g_strdup(reading->name);
	bundle->name = g_strdup("");
	bundle->content_sha256 = g_strdup("");
	if (!read_all(bundle, file, reading, error))
		g_clear_pointer(&bundle, bundle_free);
	return bundle;
}

void
bundle_free(struct bundle *bundle)
{
	if (!bundle)
		return;
	g_hash_table_unref(bundle->entries);
	zip_in_free(bundle->zip);
	if (bundle->decrypted)
		fclose(bundle->decrypted);
	if (bundle->facts)
		g_hash_table_unref(bundle->facts);
	g_ptr_array_unref(bundle->faults);
	g_ptr_array_unref(bundle->files);
	g_ptr_array_unref(bundle->signatures);
	g_free(bundle->file_name);
	g_free(bundle->remark);
	g_free(bundle->name);
	g_free(bundle->content_sha256);
	g_free(bundle);
}

/* -- asked ----------------------------------------------------------------- */

const GPtrArray *
bundle_faults(const struct bundle *bundle)
{
	return bundle->faults;
}

gboolean
bundle_was_encrypted(const struct bundle *bundle)
{
	return bundle->decrypted != NULL;
}

const char *
bundle_remark(const struct bundle *bundle)
{
	return bundle->remark;
}

const char *
bundle_name(const struct bundle *bundle)
{
	return bundle->name;
}

const char *
bundle_content_sha256(const struct bundle *bundle)
{
	return bundle->content_sha256;
}

const char *
bundle_fact(const struct bundle *bundle, const char *label)
{
	g_autofree char *lower = g_ascii_strdown(label, -1);

	return bundle->facts ? g_hash_table_lookup(bundle->facts, lower) : NULL;
}

const GPtrArray *
bundle_signatures(const struct bundle *bundle)
{
	return bundle->signatures;
}

const GPtrArray *
bundle_files(const struct bundle *bundle)
{
	return bundle->files;
}

GBytes *
bundle_get(struct bundle *bundle, const char *path, GError **error)
{
	g_autofree char *below = g_strconcat("data/", path, NULL);
	const struct zip_entry *entry =
		g_hash_table_lookup(bundle->entries, below);
	g_autofree char *shown = name_shown(path, strlen(path));
	g_autofree char *sum = NULL;
	GByteArray *bytes;

	if (bundle->faults->len > 0) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_CORRUPT,
			    "nothing is taken out of a bundle with faults: %s",
			    (char *)bundle->faults->pdata[0]);
		return NULL;
	}
	if (!entry) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "the bundle holds no %s", shown);
		return NULL;
	}
	bytes = bundle_unpack(bundle, entry, BUNDLE_FILE_MAX, error);
	if (!bytes)
		return NULL;
	sum = base_sha256(bytes->data, bytes->len);
	if (!strcmp(sum, entry->sha256))
		return g_byte_array_free_to_bytes(bytes);
	g_byte_array_unref(bytes);
	g_set_error(error, BASE_ERROR, BASE_ERROR_CORRUPT,
		    "%s was changed while the bundle was read; read it again",
		    shown);
	return NULL;
}
