/*
 * Bundles made of noise: either faults are told or an error, in sentences that
 * can be shown; the text files of a bag alone, too, since sums keep most noise
 * out of them.
 */
#include "bundle/bundle.h"
#include "bundle/private.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_faults(const GPtrArray *faults)
{
	for (guint i = 0; i < faults->len; i++) {
		g_autofree char *safe = base_printable(faults->pdata[i], -1);

		g_assert_cmpstr(safe, ==, faults->pdata[i]);
	}
}

static void
ask(struct bundle *bundle)
{
	const GPtrArray *files = bundle_files(bundle);
	gboolean sound = bundle_faults(bundle)->len == 0;

	check_faults(bundle_faults(bundle));
	for (guint i = 0; i < files->len; i++) {
		const struct bundle_file *file = files->pdata[i];
		g_autoptr(GBytes) got =
			bundle_get(bundle, file->path + strlen("data/"), NULL);

		g_assert_true((got != NULL) == sound);
		g_assert_true(!got || g_bytes_get_size(got) == file->bytes);
	}
}

static void
read_texts(const uint8_t *data, size_t size)
{
	g_autoptr(GByteArray) text = g_byte_array_new();
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *fault = name_fault((const char *)data, size);

	g_byte_array_append(text, data, (guint)size);
	g_hash_table_unref(manifest_parse(text, MANIFEST_FILE, faults));
	g_hash_table_unref(info_parse(text, faults));
	check_faults(faults);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bundle_reading reading = { .name = "f" };
	FILE *file = size ? fmemopen((void *)data, size, "rb") : NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(Bundle) bundle = NULL;

	read_texts(data, size);
	if (!file)
		return 0;
	bundle = bundle_read(file, &reading, &error);
	g_assert_true((bundle == NULL) == (error != NULL));
	if (bundle)
		ask(bundle);
	g_clear_pointer(&bundle, bundle_free);
	fclose(file);
	return 0;
}
