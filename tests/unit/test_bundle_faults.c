/*
 * A bundle tampered with, in every way that came to mind: each has its own
 * sentence, and nothing is given out of it.
 *
 * The first table changes files and puts a ZIP together again; what is sealed
 * with `fix` has manifests and sums that fit the change.  The second changes
 * the ZIP itself, byte by byte.
 */
#include "test_bundle.h"
#include "bundle/private.h"

#include <zlib.h>

/* -- a ZIP of whatever kind ------------------------------------------------ */

struct part {
	char *name; /* as the directory has it */
	gsize name_len;
	char *local_name; /* before the file; NULL: the same */
	GByteArray *bytes;
	guint32 attributes;
	guint flags, method;
	guint32 says; /* unpacked; 0: what it has */
	guint32 crc;  /* 0: what it has */
	guint disk;
	const char *before; /* bytes that belong to nobody */
};

static void
part_free(gpointer user)
{
	struct part *part = user;

	g_free(part->name);
	g_free(part->local_name);
	g_byte_array_unref(part->bytes);
	g_free(part);
}

static struct part *
add_part(GPtrArray *parts, const char *name, const void *bytes, gsize len)
{
	struct part *part = g_new0(struct part, 1);

	part->name = g_strdup(name);
	part->name_len = strlen(name);
	part->bytes = g_byte_array_new();
	g_byte_array_append(part->bytes, bytes, (guint)len);
	part->attributes = (guint32)0100600 << 16;
	g_ptr_array_add(parts, part);
	return part;
}

static void
put(GByteArray *out, guint64 value, guint n)
{
	guint64 little = GUINT64_TO_LE(value);

	g_byte_array_append(out, (const guint8 *)&little, n);
}

static void
put_part(GByteArray *out, GByteArray *central, const struct part *part)
{
	const char *local = part->local_name ? part->local_name : part->name;
	gsize local_len = part->local_name ? strlen(local) : part->name_len;
	guint32 crc = (guint32)crc32(crc32(0, NULL, 0), part->bytes->data,
				     part->bytes->len);
	guint32 says_crc = part->crc ? part->crc : crc;
	guint32 says = part->says ? part->says : part->bytes->len;
	guint at;

	if (part->before)
		g_byte_array_append(out, (const guint8 *)part->before,
				    (guint)strlen(part->before));
	at = out->len;
	for (guint c = 0; c < 2; c++) {
		GByteArray *to = c ? central : out;

		put(to, c ? ZIP_CENTRAL : ZIP_LOCAL, 4);
		if (c)
			put(to, 0x031e, 2);
		put(to, 20, 2);
		put(to, part->flags, 2);
		put(to, part->method, 2);
		put(to, 0x210000, 4);
		put(to, says_crc, 4);
		put(to, part->bytes->len, 4);
		put(to, says, 4);
		put(to, c ? part->name_len : local_len, 2);
		put(to, 0, 2);
	}
	g_byte_array_append(out, (const guint8 *)local, (guint)local_len);
	g_byte_array_append(out, part->bytes->data, part->bytes->len);
	put(central, 0, 2);
	put(central, part->disk, 2);
	put(central, 0, 2);
	put(central, part->attributes, 4);
	put(central, at, 4);
	g_byte_array_append(central, (const guint8 *)part->name,
			    (guint)part->name_len);
}

static GByteArray *
put_zip(const GPtrArray *parts)
{
	GByteArray *out = g_byte_array_new();
	g_autoptr(GByteArray) central = g_byte_array_new();
	guint at;

	for (guint i = 0; i < parts->len; i++)
		put_part(out, central, parts->pdata[i]);
	at = out->len;
	g_byte_array_append(out, central->data, central->len);
	put(out, ZIP_END, 4);
	put(out, 0, 4);
	put(out, parts->len, 2);
	put(out, parts->len, 2);
	put(out, central->len, 4);
	put(out, at, 4);
	put(out, 0, 2);
	return out;
}

/* The files of the good bundle. */
static GPtrArray *
good_parts(const struct secret_key *key)
{
	g_autoptr(GByteArray) bytes = a_bundle(key);
	g_autoptr(GPtrArray) faults = g_ptr_array_new();
	GPtrArray *parts = g_ptr_array_new_with_free_func(part_free);
	FILE *file = as_file(bytes);
	struct zip_in *in = zip_in_new(file, NULL, faults, NULL);

	for (guint i = 0; i < in->entries->len; i++) {
		const struct zip_entry *entry = in->entries->pdata[i];
		struct part *part = add_part(parts, entry->path, "", 0);

		g_assert_true(zip_in_unpack(in, entry, into_bytes, part->bytes,
					    NULL));
	}
	zip_in_free(in);
	fclose(file);
	return parts;
}

static struct part *
find(const GPtrArray *parts, const char *below)
{
	g_autofree char *name = g_strconcat("P07/", below, NULL);

	for (guint i = 0; i < parts->len; i++) {
		struct part *part = parts->pdata[i];

		if (!strcmp(part->name, name))
			return part;
	}
	g_error("no part '%s'", below);
	return NULL;
}

/* -- what is done to it ---------------------------------------------------- */

static void
change(GPtrArray *parts, const char *a, G_GNUC_UNUSED const char *b)
{
	find(parts, a)->bytes->data[0] ^= 1;
}

static void
drop(GPtrArray *parts, const char *a, G_GNUC_UNUSED const char *b)
{
	g_ptr_array_remove(parts, find(parts, a));
}

static void
add(GPtrArray *parts, const char *a, const char *b)
{
	g_autofree char *name = g_strconcat("P07/", a, NULL);

	add_part(parts, name, b ? b : "", b ? strlen(b) : 0);
}

/* Outside the folder. */
static void
add_bare(GPtrArray *parts, const char *a, G_GNUC_UNUSED const char *b)
{
	add_part(parts, a, "", 0);
}

static void
rename_to(GPtrArray *parts, const char *a, const char *b)
{
	struct part *part = find(parts, a);

	g_free(part->name);
	part->name = g_strconcat("P07/", b, NULL);
	part->name_len = strlen(part->name);
}

/* Text in a file: "from|to". */
static void
replace(GPtrArray *parts, const char *a, const char *b)
{
	struct part *part = find(parts, a);
	g_auto(GStrv) two = g_strsplit(b, "|", 2);
	g_autoptr(GString) text = g_string_new_len(
		(const char *)part->bytes->data, part->bytes->len);

	g_assert_cmpuint(g_string_replace(text, two[0], two[1], 1), ==, 1);
	g_byte_array_set_size(part->bytes, 0);
	g_byte_array_append(part->bytes, (const guint8 *)text->str,
			    (guint)text->len);
}

static void
append(GPtrArray *parts, const char *a, const char *b)
{
	g_byte_array_append(find(parts, a)->bytes, (const guint8 *)b,
			    (guint)strlen(b));
}

/* A line of a manifest once more. */
static void
list_twice(GPtrArray *parts, const char *a, G_GNUC_UNUSED const char *b)
{
	struct part *part = find(parts, a);
	guint8 *feed = memchr(part->bytes->data, '\n', part->bytes->len);
	guint len = (guint)(feed + 1 - part->bytes->data);
	g_autofree guint8 *line = g_memdup2(part->bytes->data, len);

	g_byte_array_append(part->bytes, line, len);
}

static void
as_link(GPtrArray *parts, const char *a, G_GNUC_UNUSED const char *b)
{
	find(parts, a)->attributes = (guint32)0120777 << 16;
}

static void
as_device(GPtrArray *parts, const char *a, G_GNUC_UNUSED const char *b)
{
	find(parts, a)->attributes = (guint32)0060600 << 16;
}

static void
with_password(GPtrArray *parts, const char *a, G_GNUC_UNUSED const char *b)
{
	find(parts, a)->flags = 1;
}

static void
packed_oddly(GPtrArray *parts, const char *a, G_GNUC_UNUSED const char *b)
{
	find(parts, a)->method = 12;
}

static void
says_longer(GPtrArray *parts, const char *a, G_GNUC_UNUSED const char *b)
{
	find(parts, a)->says = 1000;
}

/* A folder that holds bytes. */
static void
full_folder(GPtrArray *parts, const char *a, const char *b)
{
	add_part(parts, a, b, strlen(b))->attributes = 0;
}

/* Deflated to one byte fewer than is said, with the sum of what is there. */
static void
says_one_more(GPtrArray *parts, const char *a, G_GNUC_UNUSED const char *b)
{
	struct part *part = find(parts, a);
	gsize len = part->bytes->len;
	g_autofree guint8 *out = g_malloc(len + 100);
	z_stream stream = { .next_in = part->bytes->data,
			    .avail_in = (uInt)len,
			    .next_out = out,
			    .avail_out = (uInt)len + 100 };

	part->crc = (guint32)crc32(crc32(0, NULL, 0), part->bytes->data,
				   part->bytes->len);
	deflateInit2(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
	g_assert_cmpint(deflate(&stream, Z_FINISH), ==, Z_STREAM_END);
	g_byte_array_set_size(part->bytes, 0);
	g_byte_array_append(part->bytes, out,
			    (guint)(len + 100 - stream.avail_out));
	part->method = ZIP_DEFLATED;
	part->says = (guint32)len + 1;
	deflateEnd(&stream);
}

/* Deflated zeros that say they are more, or fewer, than they are. */
static void
bomb(GPtrArray *parts, const char *a, const char *b)
{
	struct part *part = find(parts, a);
	gsize len = 40u << 20;
	g_autofree guint8 *zeros = g_malloc0(len);
	z_stream stream = { .next_in = zeros, .avail_in = (uInt)len };
	guint8 *out = g_malloc(1 << 20);

	deflateInit2(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
	stream.next_out = out;
	stream.avail_out = 1 << 20;
	g_assert_cmpint(deflate(&stream, Z_FINISH), ==, Z_STREAM_END);
	g_byte_array_set_size(part->bytes, 0);
	g_byte_array_append(part->bytes, out, (1 << 20) - stream.avail_out);
	part->method = ZIP_DEFLATED;
	part->says = b ? (guint32)g_ascii_strtoull(b, NULL, 10) : (guint32)len;
	deflateEnd(&stream);
	g_free(out);
}

static void
no_deflate(GPtrArray *parts, const char *a, G_GNUC_UNUSED const char *b)
{
	find(parts, a)->method = ZIP_DEFLATED;
}

static void
wrong_crc(GPtrArray *parts, const char *a, G_GNUC_UNUSED const char *b)
{
	find(parts, a)->crc = 1;
}

/* Nine files of 256 MiB each, as they say. */
static void
too_much(GPtrArray *parts, const char *a, const char *b)
{
	for (guint i = 0; i < 9; i++) {
		g_autofree char *name = g_strdup_printf("P07/%s%u", a, i);
		struct part *part = add_part(parts, name, b, strlen(b));

		part->method = ZIP_DEFLATED;
		part->says = BUNDLE_FILE_MAX;
	}
}

static void
on_disk_two(GPtrArray *parts, const char *a, G_GNUC_UNUSED const char *b)
{
	find(parts, a)->disk = 1;
}

static void
two_names(GPtrArray *parts, const char *a, const char *b)
{
	find(parts, a)->local_name = g_strdup(b);
}

static void
nul_in_name(GPtrArray *parts, const char *a, G_GNUC_UNUSED const char *b)
{
	find(parts, a)->name[6] = 0;
}

static void
hidden_bytes(GPtrArray *parts, const char *a, const char *b)
{
	find(parts, a)->before = b;
}

static void
many(GPtrArray *parts, G_GNUC_UNUSED const char *a, G_GNUC_UNUSED const char *b)
{
	for (guint i = 0; i < BUNDLE_ENTRIES_MAX; i++) {
		g_autofree char *name = g_strdup_printf("P07/data/x%u", i);

		add_part(parts, name, "", 0);
	}
}

static void
huge(GPtrArray *parts, const char *a, G_GNUC_UNUSED const char *b)
{
	struct part *part = find(parts, a);

	part->method = ZIP_DEFLATED;
	part->says = BUNDLE_FILE_MAX + 1;
}

/* Manifests and sums anew, as somebody without the key can make them. */
static void
fix(GPtrArray *parts)
{
	static const char *const tags[] = { INFO_FILE, BAGIT_FILE,
					    MANIFEST_FILE };
	GByteArray *manifest = find(parts, MANIFEST_FILE)->bytes;
	GByteArray *tagmanifest = find(parts, TAGS_FILE)->bytes;
	guint64 bytes = 0;
	guint files = 0;
	g_autofree char *oxum = NULL;
	g_autoptr(GString) lines = g_string_new(NULL);

	for (guint i = 0; i < parts->len; i++) {
		const struct part *part = parts->pdata[i];
		g_autofree char *sum =
			base_sha256(part->bytes->data, part->bytes->len);

		if (!g_str_has_prefix(part->name, "P07/data/"))
			continue;
		g_string_append_printf(lines, "%s  %s\n", sum, part->name + 4);
		bytes += part->bytes->len;
		files++;
	}
	g_byte_array_set_size(manifest, 0);
	g_byte_array_append(manifest, (const guint8 *)lines->str,
			    (guint)lines->len);
	oxum = g_strdup_printf("Bagging-Date: 2026-11-30\n"
			       "Payload-Oxum: %" G_GUINT64_FORMAT ".%u\n",
			       bytes, files);
	g_byte_array_set_size(find(parts, INFO_FILE)->bytes, 0);
	append(parts, INFO_FILE, oxum);
	g_byte_array_set_size(tagmanifest, 0);
	for (guint i = 0; i < G_N_ELEMENTS(tags); i++) {
		const struct part *part = find(parts, tags[i]);
		g_autofree char *sum =
			base_sha256(part->bytes->data, part->bytes->len);
		g_autofree char *line =
			g_strdup_printf("%s  %s\n", sum, tags[i]);

		append(parts, TAGS_FILE, line);
	}
}

#define S1 "data/sessions/s1.txt"
#define RATINGS "data/ratings/ratings.tsv"
#define SIGNED TAGS_FILE SIGNATURE_END
#define SUM64 "0000000000000000000000000000000000000000000000000000000000000000"

static const struct {
	void (*op)(GPtrArray *parts, const char *a, const char *b);
	const char *a, *b;
	gboolean fix;
	const char *says;
} tamperings[] = {
	{ change, S1, NULL, FALSE, "'" S1 "' was changed" },
	{ change, "data/README.txt", NULL, FALSE,
	  "'data/README.txt' was changed" },
	{ change, RATINGS, NULL, TRUE, SIGNED ": the signature does not fit" },
	{ drop, S1, NULL, FALSE, "'" S1 "' was left out: " MANIFEST_FILE },
	{ drop, S1, NULL, TRUE, SIGNED ": the signature does not fit" },
	{ drop, "data/empty.txt", NULL, FALSE, "'data/empty.txt' was left" },
	{ add, "data/more.txt", "x", FALSE,
	  "'data/more.txt' was added: " MANIFEST_FILE },
	{ add, "data/more.txt", "", FALSE, ".5 (bytes.files)" },
	{ add, "data/more.txt", "x", TRUE, "signature does not fit" },
	{ add, "more.txt", "x", FALSE,
	  "'more.txt' was added: no such file belongs" },
	{ add, "fetch.txt", "http://a 1 data/x", FALSE,
	  "'fetch.txt' was added" },
	{ add, "manifest-md5.txt", "", FALSE, "'manifest-md5.txt' was added" },
	{ add_bare, "P08/data/x", NULL, FALSE, "outside the folder 'P07'" },
	{ add_bare, "x.txt", NULL, FALSE, "beside the folder" },
	{ add_bare, "__MACOSX/P07/._x", NULL, FALSE,
	  "a Mac packed it again and put files of its own into it, "
	  "'__MACOSX/P07/._x'" },
	{ add, "data/.DS_Store", "x", FALSE, "a Mac packed it again" },
	{ add, "data/sessions/._s1.txt", "x", FALSE, "a Mac packed it again" },
	{ add, S1, "another", FALSE, "'P07/" S1 "' is there twice" },
	{ add, "data/Sessions/s1.txt", "", FALSE, "differ only in case" },
	{ add, "DATA/x", "", FALSE, "differ only in case" },
	{ add, "data/sessions/\xe2\x85\xb0", "", FALSE, "was added" },
	{ add, "data/sessions/s\xc2\xb9.txt", "", FALSE, "how letters are" },
	{ add, "data/sessions/s1.txt/x", "", FALSE, "a file and a folder" },
	{ rename_to, S1, "data/sessions/s2.txt", FALSE,
	  "'data/sessions/s2.txt' was added" },
	{ rename_to, S1, "data/../../../s1.txt", FALSE, "leads out of" },
	{ rename_to, S1, "../s1.txt", FALSE, "leads out of" },
	{ rename_to, S1, "data/./s1.txt", FALSE, "a part '.'" },
	{ rename_to, S1, "data//s1.txt", FALSE, "an empty part" },
	{ rename_to, S1, "data\\s1.txt", FALSE, "backslash" },
	{ rename_to, S1, "data/s1.txt.", FALSE, "with a dot" },
	{ rename_to, S1, "data/con.txt", FALSE, "Windows" },
	{ rename_to, S1, "data/s1\n.txt", FALSE, "control character" },
	{ rename_to, S1, "data/s1\x1b[2J.txt", FALSE, "control character" },
	{ rename_to, S1, "data/\xff.txt", FALSE, "no valid UTF-8" },
	{ rename_to, S1, "data/u\xcc\x88.txt", FALSE, "composed form" },
	{ add_bare, "/etc/passwd", NULL, FALSE, "absolute path" },
	{ add_bare, "C:/x", NULL, FALSE, "names a drive" },
	{ add_bare, "", NULL, FALSE, "has no name" },
	{ nul_in_name, S1, NULL, FALSE, "NUL byte" },
	{ as_link, S1, NULL, FALSE, "'P07/" S1 "' is a link" },
	{ as_link, SIGNED, NULL, FALSE, "is a link" },
	{ as_device, S1, NULL, FALSE, "is no plain file" },
	{ with_password, S1, NULL, FALSE, "password of the ZIP" },
	{ packed_oddly, S1, NULL, FALSE, "in a way that bundles are not" },
	{ says_longer, S1, NULL, FALSE, "of two lengths" },
	{ bomb, S1, NULL, FALSE, "more than 100 times its size" },
	{ bomb, S1, "1000", FALSE, "does not unpack to what was packed" },
	{ says_one_more, S1, NULL, FALSE,
	  "does not unpack to what was packed" },
	{ full_folder, "P07/data/x/", "hidden", FALSE,
	  "a folder with content" },
	{ on_disk_two, S1, NULL, FALSE, "in another part of the ZIP" },
	{ wrong_crc, S1, NULL, FALSE, "does not unpack to what was packed" },
	{ too_much, "data/x", "x", FALSE, "more than 2000 MiB" },
	{ no_deflate, S1, NULL, FALSE, "does not unpack to what was packed" },
	{ huge, S1, NULL, FALSE, "more than 256 MiB" },
	{ many, NULL, NULL, FALSE, "more than 10000 files" },
	{ two_names, S1, "P07/data/sessions/s2.txt", FALSE, "has two names" },
	{ two_names, S1, "x", FALSE, "has two names" },
	{ hidden_bytes, RATINGS, "hidden", FALSE, "belong to no file" },
	{ drop, MANIFEST_FILE, NULL, FALSE,
	  "'" MANIFEST_FILE "' was left out" },
	{ drop, TAGS_FILE, NULL, FALSE, "'" TAGS_FILE "' was left out" },
	{ drop, BAGIT_FILE, NULL, FALSE, "'" BAGIT_FILE "' was left out" },
	{ drop, INFO_FILE, NULL, FALSE, "'" INFO_FILE "' was left out" },
	{ change, BAGIT_FILE, NULL, FALSE, "'" BAGIT_FILE "' was changed" },
	{ change, BAGIT_FILE, NULL, TRUE, "not that of a bag" },
	{ change, MANIFEST_FILE, NULL, FALSE,
	  "'" MANIFEST_FILE
	  "' was changed: its sum is not the one in " TAGS_FILE },
	{ replace, INFO_FILE, "return 1|to rate 1", FALSE,
	  "'" INFO_FILE "' was changed" },
	{ replace, INFO_FILE, "Payload-Oxum: |Payload-Oxum: 9", FALSE,
	  "(bytes.files)" },
	{ replace, INFO_FILE, "Payload-Oxum|Payload-Sum", FALSE,
	  "lacks Payload-Oxum" },
	{ replace, INFO_FILE, ": | ", FALSE, INFO_FILE ":1: no 'Label" },
	{ append, INFO_FILE, "bagging-date: x\n", FALSE, "is there twice" },
	{ replace, INFO_FILE, "Iptrate-Bundle: 1|Iptrate-Bundle: x", FALSE,
	  "is no number" },
	{ append, MANIFEST_FILE, SUM64 "  data/ghost.txt\n", FALSE,
	  "'data/ghost.txt' was left out" },
	{ append, MANIFEST_FILE, SUM64 "  ../../x\n", FALSE,
	  MANIFEST_FILE ":5: '../../x' leads out" },
	{ append, MANIFEST_FILE, "noise\n", FALSE,
	  MANIFEST_FILE ":5: no sum and name" },
	{ append, MANIFEST_FILE, "\xff\n", FALSE, MANIFEST_FILE " is no text" },
	{ list_twice, MANIFEST_FILE, NULL, FALSE, "is listed twice" },
	{ append, TAGS_FILE, SUM64 "  data/x\n", FALSE,
	  "'data/x' was left out: " TAGS_FILE },
	{ replace, TAGS_FILE, "bag-info.txt|data/xx.txt ", FALSE,
	  "'" INFO_FILE "' was added: " TAGS_FILE },
	{ append, TAGS_FILE, "\n\n", FALSE, "no sum and name" },
	{ replace, SIGNED, "07 2026|07 2027", FALSE,
	  "comment of the signature has been changed" },
	{ replace, SIGNED, "\nRU|\nRX", FALSE, SIGNED ":2: a kind" },
	{ replace, SIGNED, "\nRU|\n", FALSE, SIGNED ":2: no signature" },
	{ replace, SIGNED, "trusted comment: iptrate|x: ", FALSE,
	  SIGNED ":3: the line" },
	{ add, TAGS_FILE ".XX" SIGNATURE_END, "", FALSE,
	  TAGS_FILE ".XX" SIGNATURE_END ":1: the line" },
};

static gboolean
has_fault(const struct bundle *bundle, const char *says)
{
	const GPtrArray *faults = bundle_faults(bundle);

	for (guint i = 0; i < faults->len; i++)
		if (strstr(faults->pdata[i], says))
			return TRUE;
	return FALSE;
}

/* Sentences that can be shown, and no content. */
static void
check_told(struct bundle *bundle)
{
	const GPtrArray *faults = bundle_faults(bundle);
	g_autoptr(GError) error = NULL;

	g_assert_cmpuint(faults->len, <=, 101);
	for (guint i = 0; i < faults->len; i++) {
		g_assert_true(trust_is_plain(faults->pdata[i], 600));
		g_assert_false(g_str_has_suffix(faults->pdata[i], "."));
	}
	g_assert_null(bundle_get(bundle, "ratings/ratings.tsv", &error));
	assert_fault(&error, BASE_ERROR_CORRUPT, "nothing is taken out");
}

static void
test_tamperings(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	struct bundle_reading reading = a_reading(key);

	g_test_message("%u tamperings", (guint)G_N_ELEMENTS(tamperings));
	for (guint i = 0; i < G_N_ELEMENTS(tamperings); i++) {
		g_autoptr(GPtrArray) parts = good_parts(key);
		g_autoptr(GByteArray) bytes = NULL;
		g_autoptr(GError) error = NULL;
		g_autoptr(Bundle) bundle = NULL;
		FILE *file;

		tamperings[i].op(parts, tamperings[i].a, tamperings[i].b);
		if (tamperings[i].fix)
			fix(parts);
		bytes = put_zip(parts);
		file = as_file(bytes);
		bundle = bundle_read(file, &reading, &error);
		g_assert_no_error(error);
		if (!has_fault(bundle, tamperings[i].says))
			g_error("%u: '%s' is not told, but: %s", i,
				tamperings[i].says,
				bundle_faults(bundle)->len ?
					(char *)bundle_faults(bundle)
						->pdata[0] :
					"nothing");
		check_told(bundle);
		fclose(file);
	}
}

/* No more is handed on than the entry says, whatever there is. */
static void
test_never_more(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autoptr(GPtrArray) parts = good_parts(key);
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GByteArray) zip = NULL;
	g_autoptr(GByteArray) out = g_byte_array_new();
	FILE *file;
	struct zip_in *in;

	bomb(parts, S1, "70000");
	zip = put_zip(parts);
	file = as_file(zip);
	in = zip_in_new(file, NULL, faults, NULL);
	for (guint i = 0; i < in->entries->len; i++) {
		const struct zip_entry *entry = in->entries->pdata[i];
		g_autoptr(GError) error = NULL;

		if (entry->unpacked != 70000)
			continue;
		g_assert_false(
			zip_in_unpack(in, entry, into_bytes, out, &error));
		assert_fault(&error, BASE_ERROR_CORRUPT, "does not unpack");
		g_assert_cmpuint(out->len, >, 0);
		g_assert_cmpuint(out->len, <=, 70000);
	}
	g_assert_cmpuint(out->len, >, 0);
	zip_in_free(in);
	fclose(file);
}

/* What stands as it did, put together by another, is sound. */
static void
test_put_together_again(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autoptr(GPtrArray) parts = good_parts(key);
	g_autoptr(GByteArray) bytes = NULL;
	struct bundle_reading reading = a_reading(key);
	g_autoptr(GError) error = NULL;
	g_autoptr(Bundle) bundle = NULL;
	FILE *file;

	add_part(parts, "P07/", "", 0)->attributes = (guint32)040700 << 16;
	add_part(parts, "P07/data/", "", 0)->attributes = 0;
	bytes = put_zip(parts);
	file = as_file(bytes);
	bundle = bundle_read(file, &reading, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(bundle_faults(bundle)->len, ==, 0);
	g_assert_cmpuint(bundle_signatures(bundle)->len, ==, 1);
	fclose(file);
}

/* -- the ZIP itself -------------------------------------------------------- */

static void
refused(const GByteArray *bytes, enum base_error kind, const char *says)
{
	struct bundle_reading reading = a_reading(NULL);
	FILE *file = as_file(bytes);
	g_autoptr(GError) error = NULL;
	g_autoptr(Bundle) bundle = bundle_read(file, &reading, &error);

	g_assert_null(bundle);
	assert_fault(&error, kind, says);
	fclose(file);
}

static void
test_no_zip(void)
{
	static const char *const texts[] = { "", "PK", "hello", "PK\5\6" };
	g_autoptr(GByteArray) good = a_bundle(NULL);
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	guint end = good->len - ZIP_END_BYTES;

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_byte_array_set_size(bytes, 0);
		g_byte_array_append(bytes, (const guint8 *)texts[i],
				    (guint)strlen(texts[i]));
		refused(bytes, BASE_ERROR_INPUT, "it is no ZIP");
	}
	g_byte_array_append(good, (const guint8 *)"x", 1);
	refused(good, BASE_ERROR_INPUT, "it is no ZIP");
	g_byte_array_set_size(good, good->len - 1);
	g_byte_array_prepend(good, (const guint8 *)"x", 1);
	refused(good, BASE_ERROR_INPUT, "not where it says");
	g_byte_array_remove_index(good, 0);
	good->data[end + 4] = 1;
	refused(good, BASE_ERROR_INPUT, "one part of several");
	good->data[end + 4] = 0;
	memset(good->data + end + 16, 0xff, 4);
	refused(good, BASE_ERROR_INPUT, "zip64");
}

static void
test_newer(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autoptr(GPtrArray) parts = good_parts(key);
	g_autoptr(GByteArray) bytes = NULL;

	replace(parts, INFO_FILE, "Iptrate-Bundle: 1|Iptrate-Bundle: 2");
	bytes = put_zip(parts);
	refused(bytes, BASE_ERROR_VERSION, "newer than this iptrate reads");
}

/* Bytes between the last file and the directory, and behind the last entry of
 * the directory. */
static void
test_hidden_bytes(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	struct bundle_reading reading = a_reading(key);

	for (guint i = 0; i < 2; i++) {
		g_autoptr(GByteArray) bytes = a_bundle(key);
		guint8 *end = bytes->data + bytes->len - ZIP_END_BYTES;
		guint32 len, at;
		g_autoptr(GByteArray) out = g_byte_array_new();
		g_autoptr(GError) error = NULL;
		g_autoptr(Bundle) bundle = NULL;
		FILE *file;
		guint where;

		memcpy(&len, end + 12, 4);
		memcpy(&at, end + 16, 4);
		where = i ? at + len : at;
		*(i ? &len : &at) += 6;
		memcpy(end + 12, &len, 4);
		memcpy(end + 16, &at, 4);
		g_byte_array_append(out, bytes->data, where);
		g_byte_array_append(out, (const guint8 *)"hidden", 6);
		g_byte_array_append(out, bytes->data + where,
				    bytes->len - where);
		file = as_file(out);
		bundle = bundle_read(file, &reading, &error);
		g_assert_no_error(error);
		g_assert_true(has_fault(bundle, i ? "more than it says" :
						    "before the directory"));
		check_told(bundle);
		fclose(file);
	}
}

/* Is what was given out the good bundle's? */
static gboolean
is_good(struct bundle *bundle)
{
	g_autoptr(GBytes) got = bundle_get(bundle, "ratings/ratings.tsv", NULL);

	return got && g_bytes_get_size(got) == 17 &&
	       !memcmp(g_bytes_get_data(got, NULL), "item\textent\nF5\t4\n",
		       17);
}

/* Each byte changed, each length: either it is told, or what is given out is
 * what was signed.  (Times and versions of a ZIP mean nothing.) */
static void
test_each_byte(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autoptr(GByteArray) good = a_bundle(key);
	struct bundle_reading reading = a_reading(key);
	guint passed = 0;

	for (guint i = 0; i < 2 * good->len; i++) {
		g_autoptr(GByteArray) bytes = g_byte_array_new();
		g_autoptr(GError) error = NULL;
		g_autoptr(Bundle) bundle = NULL;
		FILE *file;

		g_byte_array_append(bytes, good->data, i % good->len + 1);
		if (i < good->len) {
			g_byte_array_append(bytes, good->data + bytes->len,
					    good->len - bytes->len);
			bytes->data[i] ^= 1 << g_test_rand_int_range(0, 8);
		} else if (bytes->len == good->len) {
			break;
		}
		file = as_file(bytes);
		bundle = bundle_read(file, &reading, &error);
		g_assert_true((bundle == NULL) == (error != NULL));
		if (bundle && bundle_faults(bundle)->len > 0)
			check_told(bundle);
		else if (bundle)
			g_assert_true(is_good(bundle));
		passed += bundle && bundle_faults(bundle)->len == 0;
		fclose(file);
	}
	g_assert_cmpuint(passed, <, good->len / 8);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	trust_ready();
	g_test_add_func("/bundle/tamperings", test_tamperings);
	g_test_add_func("/bundle/never-more", test_never_more);
	g_test_add_func("/bundle/again", test_put_together_again);
	g_test_add_func("/bundle/hidden", test_hidden_bytes);
	g_test_add_func("/bundle/no-zip", test_no_zip);
	g_test_add_func("/bundle/newer", test_newer);
	g_test_add_func("/bundle/each-byte", test_each_byte);
	return g_test_run();
}
