/*
 * A bundle made; see out.h.
 */
#include "bundle/private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define NAME_MAX_BYTES 64
#define OWN_FILES 7 /* that the room adds at the end, at most */

struct bundle_out {
	char *name;
	char *about;
	GString *info;
	struct zip_out *zip;
	struct name_set *names;
	guint64 bytes; /* of data/ */
	guint files;
	gboolean over; /* ended or failed */
};

static gboolean refuse(GError **error, const char *format, ...)
	G_GNUC_PRINTF(2, 3);

static gboolean
refuse(GError **error, const char *format, ...)
{
	va_list args;
	g_autofree char *says = NULL;

	va_start(args, format);
	says = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error_literal(error, BASE_ERROR, BASE_ERROR_INPUT, says);
	return FALSE;
}

/* -- facts ----------------------------------------------------------------- */

static gboolean
is_made_of(const char *text, const char *more)
{
	for (; *text; text++)
		if (!g_ascii_isalnum(*text) && !strchr(more, *text))
			return FALSE;
	return TRUE;
}

static gboolean
check_name(const char *name, GError **error)
{
	g_autofree char *fault = name_fault(name, strlen(name));

	if (!fault && strlen(name) <= NAME_MAX_BYTES &&
	    is_made_of(name, "._-") && *name != '-' && *name != '.')
		return TRUE;
	return refuse(error,
		      "a bundle's name is up to %d letters, digits, '.', '-' "
		      "and '_', beginning with a letter or a digit",
		      NAME_MAX_BYTES);
}

static gboolean
is_line(const char *text)
{
	if (!g_utf8_validate(text, -1, NULL))
		return FALSE;
	for (; *text; text = g_utf8_next_char(text))
		if (base_is_unsafe(g_utf8_get_char(text)))
			return FALSE;
	return TRUE;
}

static gboolean
put_fact(GString *info, const char *label, const char *value, GError **error)
{
	if (!is_line(value) || !*value)
		return refuse(error,
			      "what is said of a bundle under '%s' is one line "
			      "without control characters",
			      label);
	g_string_append_printf(info, "%s: %s\n", label, value);
	return TRUE;
}

static gboolean
is_own_label(const char *label)
{
	static const char *const own[] = { "Bagging-Date", "Bag-Software-Agent",
					   OXUM_LABEL, VERSION_LABEL };

	for (guint i = 0; i < G_N_ELEMENTS(own); i++)
		if (!g_ascii_strcasecmp(label, own[i]))
			return TRUE;
	return FALSE;
}

/* All of bag-info.txt but what is known at the end. */
static gboolean
put_facts(GString *info, const struct bundle_facts *facts, GError **error)
{
	const struct bundle_fact *fact = facts->more;

	if (!g_regex_match_simple("^\\d{4}-\\d\\d-\\d\\d$", facts->date,
				  G_REGEX_DOLLAR_ENDONLY, 0))
		return refuse(error, "the date of a bundle is YYYY-MM-DD");
	if (!put_fact(info, "Bagging-Date", facts->date, error) ||
	    !put_fact(info, "Bag-Software-Agent", facts->agent, error))
		return FALSE;
	for (; fact && fact->label; fact++) {
		if (!*fact->label || !is_made_of(fact->label, "-") ||
		    is_own_label(fact->label))
			return refuse(error,
				      "a label of bag-info.txt is of letters, "
				      "digits and hyphens, and none that is "
				      "written anyway");
		if (!put_fact(info, fact->label, fact->value, error))
			return FALSE;
	}
	return TRUE;
}

struct bundle_out *
bundle_out_new(const struct bundle_facts *facts, const char *spare,
	       GError **error)
{
	g_autoptr(GString) info = g_string_new(NULL);
	struct zip_out *zip;
	struct bundle_out *out;

	if (!check_name(facts->name, error) || !put_facts(info, facts, error))
		return NULL;
	zip = zip_out_new(spare, error);
	if (!zip)
		return NULL;
	out = g_new0(struct bundle_out, 1);
	out->name = g_strdup(facts->name);
	out->about = g_strdup(facts->about ? facts->about : "");
	out->info = g_steal_pointer(&info);
	out->zip = zip;
	out->names = name_set_new();
	g_free(name_set_add(out->names, "data/README.txt", FALSE));
	return out;
}

void
bundle_out_free(struct bundle_out *out)
{
	if (!out)
		return;
	g_free(out->name);
	g_free(out->about);
	g_string_free(out->info, TRUE);
	zip_out_free(out->zip);
	name_set_free(out->names);
	g_free(out);
}

/* -- files ----------------------------------------------------------------- */

static gboolean
check_path(struct bundle_out *out, const char *path, GError **error)
{
	g_autofree char *whole = g_strconcat(out->name, "/", path, NULL);
	g_autofree char *fault = name_fault(whole, strlen(whole));

	if (!fault)
		fault = name_set_add(out->names, path, FALSE);
	if (!fault && out->files + OWN_FILES >= BUNDLE_ENTRIES_MAX)
		return refuse(error, "a bundle has at most %d files; make two",
			      BUNDLE_ENTRIES_MAX);
	return !fault || refuse(error, "%s", fault);
}

static gboolean
begin_file(struct bundle_out *out, const char *path, GError **error)
{
	g_autofree char *below = g_strconcat("data/", path, NULL);
	g_autofree char *whole = g_strconcat(out->name, "/", below, NULL);

	if (out->over)
		return refuse(error, "nothing can be added to the bundle "
				     "any more");
	/* Until it is whole. */
	out->over = TRUE;
	if (!check_path(out, below, error))
		return FALSE;
	zip_out_begin(out->zip, whole);
	out->files++;
	return TRUE;
}

static gboolean
add_piece(struct bundle_out *out, const char *path, const void *bytes,
	  gsize len, guint64 *in_file, GError **error)
{
	*in_file += len;
	out->bytes += len;
	if (*in_file > BUNDLE_FILE_MAX)
		return refuse(error,
			      "'%s' has more than %u MiB; a file of a "
			      "bundle has at most that",
			      path, BUNDLE_FILE_MAX >> 20);
	if (out->bytes > BUNDLE_TOTAL_MAX - BUNDLE_TEXT_MAX * 3)
		return refuse(error, "a bundle holds at most %u MiB; make two",
			      BUNDLE_TOTAL_MAX >> 20);
	return zip_out_add(out->zip, bytes, len, error);
}

static gboolean
end_file(struct bundle_out *out, GError **error)
{
	out->over = zip_out_end(out->zip, error) == NULL;
	return !out->over;
}

gboolean
bundle_out_add(struct bundle_out *out, const char *path, const void *bytes,
	       gsize len, GError **error)
{
	guint64 in_file = 0;

	return begin_file(out, path, error) &&
	       add_piece(out, path, bytes, len, &in_file, error) &&
	       end_file(out, error);
}

gboolean
bundle_out_add_fd(struct bundle_out *out, const char *path, int fd,
		  GError **error)
{
	g_autofree guint8 *piece = g_malloc(PIECE);
	guint64 in_file = 0;

	if (!begin_file(out, path, error))
		return FALSE;
	for (;;) {
		gssize len = read(fd, piece, PIECE);

		if (len < 0 && errno == EINTR)
			continue;
		if (len < 0)
			return file_fault(error, path, "read", errno);
		if (len == 0)
			return end_file(out, error);
		if (!add_piece(out, path, piece, (gsize)len, &in_file, error))
			return FALSE;
	}
}

/* -- the end --------------------------------------------------------------- */

static gboolean
add_text(struct bundle_out *out, const char *below, const char *text,
	 GError **error)
{
	g_autofree char *whole = g_strconcat(out->name, "/", below, NULL);

	zip_out_begin(out->zip, whole);
	return zip_out_add(out->zip, text, strlen(text), error) &&
	       zip_out_end(out->zip, error) != NULL;
}

static char *
who_signed(const struct secret_key *key)
{
	const struct public_key *public = key ? secret_key_public(key) : NULL;
	g_autofree char *id = public ? key_id_print(public->id) : NULL;

	if (!key)
		return g_strdup("It is not signed: that nothing was changed "
				"cannot be shown.\n");
	return g_strdup_printf(
		"It is signed with the key %s%s%s.  That key must have\n"
		"reached you another way than with this bundle; compare its\n"
		"fingerprint with its holder.  A signature says that the\n"
		"holder of the key made the bundle and that nothing in it\n"
		"was changed since; not when, nor that the ratings are "
		"right.\n",
		id,
		*public->name || *public->code ? ", by its own word of " : "",
		*public->name ? public->name : public->code);
}

/* data/README.txt. */
static char *
print_readme(const struct bundle_out *out, const struct secret_key *key)
{
	g_autofree char *who = who_signed(key);

	return g_strdup_printf(
		"%s%s"
		"HOW TO CHECK IT\n\n"
		"`iptrate bundle verify FILE` checks all of this.  Without\n"
		"iptrate, with tools that every system has:\n\n"
		"    unzip %s.zip && cd %s\n"
		"%s"
		"    sha256sum -c --strict --quiet " TAGS_FILE " " MANIFEST_FILE
		"\n"
		"    find . -type f -path './data/*' | wc -l\n"
		"    find . ! -type f ! -type d\n\n"
		"The second last line prints %u, the number behind the dot of\n"
		"Payload-Oxum in " INFO_FILE ": sha256sum does not see a file\n"
		"that was added.  The last prints nothing.\n\n"
		"%s",
		out->about,
		!*out->about			   ? "" :
		g_str_has_suffix(out->about, "\n") ? "\n" :
						     "\n\n",
		out->name, out->name,
		key ? "    minisign -V -p THE_KEY.pub -m " TAGS_FILE "\n" : "",
		out->files + 1, who);
}

/* The lines of a manifest: of the entries below the folder that begin with
 * data/, or that do not. */
static char *
print_manifest(struct bundle_out *out, gboolean data)
{
	GPtrArray *entries = zip_out_entries(out->zip);
	gsize above = strlen(out->name) + 1;
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < entries->len; i++) {
		const struct zip_entry *entry = entries->pdata[i];
		const char *below = entry->path + above;

		if (g_str_has_prefix(below, "data/") == data)
			g_string_append_printf(text, "%s  %s\n", entry->sha256,
					       below);
	}
	return g_string_free(text, FALSE);
}

static gboolean
add_signature(struct bundle_out *out, const struct secret_key *key,
	      const char *of, const char *comment, GError **error)
{
	g_autofree char *text =
		minisig_make_of(key, of, strlen(of), comment, error);

	return text && add_text(out, TAGS_FILE SIGNATURE_END, text, error);
}

/* All that the room adds. */
static gboolean
finish(struct bundle_out *out, const struct secret_key *key,
       const char *comment, GError **error)
{
	g_autofree char *readme = print_readme(out, key);
	g_autofree char *manifest = NULL, *tags = NULL;

	out->bytes += strlen(readme);
	out->files++;
	if (!add_text(out, "data/README.txt", readme, error))
		return FALSE;
	g_string_append_printf(out->info,
			       OXUM_LABEL ": %" G_GUINT64_FORMAT
					  ".%u\n" VERSION_LABEL ": %d\n",
			       out->bytes, out->files, BUNDLE_VERSION);
	manifest = print_manifest(out, TRUE);
	if (!add_text(out, BAGIT_FILE, BAGIT_TEXT, error) ||
	    !add_text(out, INFO_FILE, out->info->str, error) ||
	    !add_text(out, MANIFEST_FILE, manifest, error))
		return FALSE;
	tags = print_manifest(out, FALSE);
	return add_text(out, TAGS_FILE, tags, error) &&
	       (!key || add_signature(out, key, tags, comment, error));
}

gboolean
bundle_out_end(struct bundle_out *out, const struct secret_key *key,
	       const char *comment, trust_sink sink, gpointer user,
	       GError **error)
{
	if (out->over)
		return refuse(error, "the bundle was ended before");
	out->over = TRUE;
	return finish(out, key, comment, error) &&
	       zip_out_write(out->zip, sink, user, error);
}
