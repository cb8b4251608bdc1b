/*
 * Sessions that people have coded: NAME.txt, NAME.codes.tsv and perhaps
 * NAME.ratings.tsv, read whole and checked to the last row, because a wrong
 * row would quietly move every number.
 */
#include "app/private.h"
#include "app/compare.h"
#include "app/values.h"

#include <string.h>

#define CODES_ENDING ".codes.tsv"

void
gold_free(struct gold *gold)
{
	if (!gold)
		return;
	g_free(gold->name);
	transcript_free(gold->transcript);
	g_hash_table_unref(gold->views);
	if (gold->ratings)
		g_ptr_array_unref(gold->ratings);
	if (gold->suggested)
		g_ptr_array_unref(gold->suggested);
	coding_free(gold->machine);
	coding_free(gold->firm);
	g_free(gold);
}

/* A codes file being read. */
struct gold_reading {
	const char *path;
	guint line;
	struct gold *gold;
	const struct codebook *codebook;
};

static gboolean G_GNUC_PRINTF(3, 4)
	complain(const struct gold_reading *reading, GError **error,
		 const char *format, ...)
{
	g_autofree char *says = NULL;
	va_list args;

	va_start(args, format);
	says = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT, "%s:%u: %s",
		    reading->path, reading->line, says);
	return FALSE;
}

static gboolean
read_code(const struct gold_reading *reading, struct coding *view, guint turn,
	  const char *code, GError **error)
{
	const struct codebook *codebook = reading->codebook;
	const struct technique *technique =
		codebook_technique_now(codebook, code);
	const char *near;
	guint i;

	if (technique &&
	    g_ptr_array_find(codebook->techniques, technique, &i)) {
		*coding_cell(view, turn, i) = 1;
		return TRUE;
	}
	if (!*code)
		return complain(reading, error,
				"a code is missing beside a comma; write - "
				"for none");
	near = codebook_near_technique(codebook, code);
	if (near)
		return complain(reading, error,
				"unknown technique '%s' (did "
				"you mean '%s'?)",
				code, near);
	return complain(reading, error,
			"unknown technique '%s' (the codebook "
			"lists them)",
			code);
}

static struct coding *
view_of(const struct gold_reading *reading, const char *rater)
{
	struct gold *gold = reading->gold;
	struct coding *view = g_hash_table_lookup(gold->views, rater);

	if (view)
		return view;
	view = coding_new(gold->transcript->turns->len,
			  reading->codebook->techniques->len);
	g_hash_table_insert(gold->views, g_strdup(rater), view);
	return view;
}

static gboolean
read_gold_row(const struct gold_reading *reading, const GPtrArray *cells,
	      GError **error)
{
	char *const *fields = (char **)cells->pdata;
	g_auto(GStrv) codes = NULL;
	const struct turn *turn = NULL;
	struct coding *view;
	guint n;

	if (cells->len != 3)
		return complain(reading, error,
				"a row has three fields, turn, "
				"rater and codes, with a tab between");
	if (app_number_parse(fields[0], &n))
		turn = transcript_turn(reading->gold->transcript, n);
	if (!turn)
		return complain(reading, error,
				"there is no turn '%s' (the "
				"session has %u)",
				fields[0],
				reading->gold->transcript->turns->len);
	if (turn->role != TURN_THERAPIST)
		return complain(reading, error,
				"turn %u is the %s's; only "
				"therapist turns are coded",
				n, turn_role_print(turn->role));
	if (!*fields[1])
		return complain(reading, error, "the rater is missing");
	view = view_of(reading, fields[1]);
	if (view->seen[n])
		return complain(reading, error,
				"turn %u of rater %s is given "
				"twice",
				n, fields[1]);
	view->seen[n] = 1;
	if (!strcmp(fields[2], "-"))
		return TRUE;
	codes = g_strsplit(fields[2], ",", -1);
	for (guint i = 0; codes[i]; i++) {
		if (!read_code(reading, view, n, g_strstrip(codes[i]), error))
			return FALSE;
	}
	return codes[0] != NULL ||
	       complain(reading, error,
			"the codes are missing; write - for "
			"none");
}

/* cells NULL: the first line is empty. */
static gboolean
read_gold_head(const struct gold_reading *reading, const GPtrArray *cells,
	       GError **error)
{
	static const char *const heads[] = { "turn", "rater", "codes" };
	gboolean ok = cells && cells->len == G_N_ELEMENTS(heads);

	for (guint i = 0; ok && i < cells->len; i++)
		ok = !strcmp(cells->pdata[i], heads[i]);
	return ok || complain(reading, error,
			      "the first line must be turn, "
			      "rater, codes with a tab between");
}

static gboolean
read_codes(struct gold_reading *reading, const char *text, gsize len,
	   GError **error)
{
	struct base_rows rows;
	struct base_row row;
	gboolean ok = TRUE, headed = FALSE;

	reading->line = 1;
	if (!g_utf8_validate(text, (gssize)len, NULL))
		return complain(reading, error,
				"the file is not UTF-8; save "
				"it as UTF-8");
	base_rows_init(&rows, text, NULL);
	while (ok && base_rows_next(&rows, &row)) {
		reading->line = headed ? row.line : 1;
		ok = headed ? read_gold_row(reading, row.cells, error) :
			      read_gold_head(reading,
					     row.line == 1 ? row.cells : NULL,
					     error);
		headed = TRUE;
		base_row_clear(&row);
	}
	if (!ok)
		return FALSE;
	if (!headed)
		return read_gold_head(reading, NULL, error);
	reading->line = 1;
	return g_hash_table_size(reading->gold->views) > 0 ||
	       complain(reading, error,
			"nobody has coded a turn here; rows are missing");
}

static gboolean
read_codes_file(struct gold_reading *reading, GError **error)
{
	g_autofree char *text = NULL;
	gsize len;

	return app_file_read(reading->path, &text, &len, error) &&
	       read_codes(reading, text, len, error);
}

/* The rubric is loaded when the first ratings are met. */
static gboolean
read_ratings(struct app *app, struct gold *gold, const char *path,
	     struct rubric **rubric, GError **error)
{
	g_autoptr(GPtrArray) complaints = diagnostics_new();
	g_autofree char *text = NULL;
	gsize len;

	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		return TRUE;
	if (!*rubric)
		*rubric = app_rubric_apart(app, error);
	if (!*rubric || !app_file_read(path, &text, &len, error))
		return FALSE;
	gold->ratings = ratings_parse(text, len, path, *rubric, complaints);
	return diagnostics_check(complaints, error);
}

static struct gold *
gold_new(const char *name)
{
	struct gold *gold = g_new0(struct gold, 1);

	gold->name = g_strdup(name);
	gold->views = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					    (GDestroyNotify)coding_free);
	return gold;
}

static void
take_facts(struct gold *gold, const char *file)
{
	app_header_facts(gold->transcript, file, &gold->facts, NULL);
	if (!gold->facts.phase)
		gold->facts.phase =
			phase_suggest(gold->facts.number, gold->facts.planned);
}

static struct gold *
read_one(struct app *app, const char *dir, const char *name,
	 const struct codebook *codebook, struct rubric **rubric,
	 GError **error)
{
	g_autofree char *base = g_build_filename(dir, name, NULL);
	g_autofree char *text = g_strconcat(base, ".txt", NULL);
	g_autofree char *codes = g_strconcat(base, CODES_ENDING, NULL);
	g_autofree char *ratings = g_strconcat(base, ".ratings.tsv", NULL);
	struct gold *gold = gold_new(name);
	struct gold_reading reading = { codes, 0, gold, codebook };

	gold->transcript = app_transcript_read(text, NULL, error);
	if (!gold->transcript ||
	    !transcript_check_roles(gold->transcript, text, error) ||
	    !read_codes_file(&reading, error) ||
	    !read_ratings(app, gold, ratings, rubric, error)) {
		gold_free(gold);
		return NULL;
	}
	take_facts(gold, text);
	return gold;
}

struct gold *
gold_parse(const struct gold_text *text, const struct codebook *codebook,
	   const struct rubric *rubric, GError **error)
{
	g_autoptr(GPtrArray) complaints = diagnostics_new();
	struct transcript_options options = { .name = text->name };
	struct gold *gold = gold_new(text->name);
	struct gold_reading reading = { text->name, 0, gold, codebook };

	gold->transcript = transcript_parse(text->talk, strlen(text->talk),
					    &options, error);
	if (gold->transcript &&
	    transcript_check_roles(gold->transcript, text->name, error) &&
	    read_codes(&reading, text->codes, strlen(text->codes), error)) {
		take_facts(gold, text->name);
		gold->ratings =
			ratings_parse(text->ratings, strlen(text->ratings),
				      text->name, rubric, complaints);
		if (diagnostics_check(complaints, error))
			return gold;
	}
	gold_free(gold);
	return NULL;
}

static gint
compare_gold_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Says why the folder could not be read. */
static void
fail_folder(const char *dir, const GError *failed, GError **error)
{
	if (g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOENT))
		g_set_error(error, BASE_ERROR, BASE_ERROR_IO,
			    "%s: there is no such folder; name one that holds "
			    "NAME.txt with NAME" CODES_ENDING,
			    dir);
	else if (g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
		g_set_error(error, BASE_ERROR, BASE_ERROR_IO,
			    "%s: this is a file; name the folder it lies in, "
			    "and the session with --only",
			    dir);
	else
		g_set_error(error, BASE_ERROR, BASE_ERROR_IO,
			    "%s: the folder cannot be read: %s", dir,
			    failed->message);
}

/* Names of the coded sessions of a folder, sorted. */
static GPtrArray *
list_names(const char *dir, GError **error)
{
	GPtrArray *names;
	g_autoptr(GDir) folder = NULL;
	g_autoptr(GError) failed = NULL;
	const char *file;

	folder = g_dir_open(dir, 0, &failed);
	if (!folder) {
		fail_folder(dir, failed, error);
		return NULL;
	}
	names = g_ptr_array_new_with_free_func(g_free);
	while ((file = g_dir_read_name(folder)) != NULL) {
		if (g_str_has_suffix(file, CODES_ENDING))
			g_ptr_array_add(
				names,
				g_strndup(file,
					  strlen(file) - strlen(CODES_ENDING)));
	}
	g_ptr_array_sort(names, compare_gold_names);
	return names;
}

GPtrArray *
gold_read(struct app *app, const char *dir, const struct codebook *codebook,
	  const char *const *only, struct rubric **rubric, GError **error)
{
	g_autoptr(GPtrArray) names = list_names(dir, error);
	g_autoptr(GPtrArray) golds = NULL;

	if (!names)
		return NULL;
	golds = g_ptr_array_new_with_free_func((GDestroyNotify)gold_free);
	for (guint i = 0; only && only[i]; i++) {
		if (!g_ptr_array_find_with_equal_func(names, only[i],
						      g_str_equal, NULL)) {
			g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
				    "%s: there is no %s%s here", dir, only[i],
				    CODES_ENDING);
			return NULL;
		}
	}
	for (guint i = 0; i < names->len; i++) {
		struct gold *gold;

		if (only && !g_strv_contains(only, names->pdata[i]))
			continue;
		gold = read_one(app, dir, names->pdata[i], codebook, rubric,
				error);
		if (!gold)
			return NULL;
		g_ptr_array_add(golds, gold);
	}
	if (golds->len)
		return g_steal_pointer(&golds);
	g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
		    "%s: no coded session here (NAME.txt with NAME%s)", dir,
		    CODES_ENDING);
	return NULL;
}
