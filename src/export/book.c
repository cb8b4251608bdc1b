/*
 * The workbook as a whole: its sheets, properties, and the way onto disk.
 *
 * It is put together in the caller's private folder and only then moved to
 * where it is wanted, so that a fault leaves what was there before.
 * libxlsxwriter stamps the parts of the file with a fixed time; with a given
 * `created` the same input gives the same bytes.
 */
#include "export/book.h"
#include "export/facts.h"
#include "export/sheet.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>

const struct session_record *
book_session(const struct book *book, guint session)
{
	return g_ptr_array_index(book->set->sessions, session);
}

const struct codebook *
book_codebook(const struct book *book, guint session)
{
	const struct session_record *record = book_session(book, session);

	return record->codebook ? record->codebook : book->set->codebook;
}

static GPtrArray *
live_items(const struct rubric *rubric, const struct session_facts *facts)
{
	GPtrArray *live = g_ptr_array_new();

	for (guint i = 0; i < rubric->items->len; i++) {
		struct item *item = g_ptr_array_index(rubric->items, i);

		if (item_is_live(item, facts))
			g_ptr_array_add(live, item);
	}
	return live;
}

/* Sheets point at each other's rows, so all rows are known before any is
 * written. */
static void
places_build(struct book *book)
{
	guint sessions = list_len(book->set->sessions);
	struct place_of_session next = { .evidence = 1,
					 .ratings = 1,
					 .turns = 1 };

	book->places = g_new0(struct place_of_session, sessions);
	for (guint i = 0; i < sessions; i++) {
		const struct session_record *record = book_session(book, i);
		struct place_of_session *place = &book->places[i];
		guint raters = MAX(1, list_len(record->ratings));

		*place = next;
		place->live = live_items(book->set->rubric, &record->facts);
		next.evidence += list_len(record->effective_tags);
		next.ratings += raters * place->live->len;
		if (record->transcript)
			next.turns += record->transcript->turns->len;
	}
	book->evidence_rows = next.evidence - 1;
	book->rating_rows = next.ratings - 1;
}

static void
sheets_add(struct book *book)
{
	lxw_workbook *workbook = book->workbook;

	book->cover = workbook_add_worksheet(workbook, "Cover");
	book->summary = workbook_add_worksheet(workbook, "Summary");
	book->ratings = workbook_add_worksheet(workbook, "Ratings");
	book->evidence = workbook_add_worksheet(workbook, "Evidence");
	if (book->options->with_transcript)
		book->transcript =
			workbook_add_worksheet(workbook, "Transcript");
	for (guint i = 0; i < list_len(book->set->pages); i++) {
		const struct book_page *page = book->set->pages->pdata[i];

		g_ptr_array_add(book->pages,
				workbook_add_worksheet(workbook, page->name));
	}
	if (book->set->standing)
		book->standing = workbook_add_worksheet(workbook, "Standing");
	book->audit = workbook_add_worksheet(workbook, "Audit");
	book->lists = workbook_add_worksheet(workbook, "Lists");
	worksheet_activate(book->cover);
	worksheet_set_tab_color(book->summary, 0x1F6F8B);
	worksheet_set_tab_color(book->ratings, 0x1F6F8B);
	worksheet_set_tab_color(book->evidence, 0xD08A2E);
}

static void
property_set(struct book *book, const char *name, const char *value)
{
	g_autofree char *clean = value ? base_printable(value, -1) : NULL;

	/* The library takes 255 bytes, and nothing empty. */
	if (clean && *clean && strlen(clean) <= 255)
		workbook_set_custom_property_string(book->workbook, name,
						    clean);
}

static void
properties_set(struct book *book)
{
	const struct rubric *rubric = book->set->rubric;
	const struct codebook *codebook = book->set->codebook;
	lxw_doc_properties properties = {
		.title = "Interpersonal Psychotherapy: session ratings",
		.subject = "Evidence, ratings and scores of therapy sessions",
		.author = (char *)book->options->program,
		.company = "",
		.category = "Clinical supervision",
		.comments = "Holds clinical material: keep confidential.",
		.created = (time_t)MAX(1, book->options->created),
	};

	workbook_set_properties(book->workbook, &properties);
	property_set(book, "Program", book->options->program);
	property_set(book, "Rubric", rubric->id);
	property_set(book, "Rubric version", rubric->version);
	property_set(book, "Rubric SHA-256", rubric->sha256);
	property_set(book, "Codebook", codebook->id);
	property_set(book, "Codebook version", codebook->version);
	property_set(book, "Codebook SHA-256", codebook_sha256(codebook));
}

static lxw_error
book_write(struct book *book, const char *file)
{
	lxw_workbook_options options = {
		.tmpdir = (char *)book->options->temporary
	};

	book->workbook = workbook_new_opt(file, &options);
	if (!book->workbook)
		return LXW_ERROR_CREATING_XLSX_FILE;
	sheets_add(book);
	styles_build(book);
	places_build(book);
	properties_set(book);
	sheet_lists_write(book);
	sheet_cover_write(book);
	sheet_summary_write(book);
	sheet_ratings_write(book);
	sheet_evidence_write(book);
	if (book->transcript)
		sheet_transcript_write(book);
	for (guint i = 0; i < book->pages->len; i++)
		sheet_page_write(book, book->set->pages->pdata[i],
				 book->pages->pdata[i]);
	if (book->standing)
		sheet_standing_write(book);
	sheet_audit_write(book);
	return workbook_close(book->workbook);
}

static void
book_clear(struct book *book)
{
	for (guint i = 0; i < list_len(book->set->sessions); i++)
		if (book->places)
			g_ptr_array_unref(book->places[i].live);
	g_free(book->places);
	g_ptr_array_unref(book->pages);
}

/* libxlsxwriter prints numbers with printf: a comma of the user's language
 * would spoil the file. */
static lxw_error
write_plainly(struct book *book, const char *file)
{
	locale_t plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
	locale_t before = uselocale(plain);
	lxw_error result = book_write(book, file);

	uselocale(before);
	freelocale(plain);
	return result;
}

char *
export_xlsx(const struct export_set *set, const struct export_options *options,
	    gsize *len, GError **error)
{
	struct book book = { .set = set,
			     .options = options,
			     .pages = g_ptr_array_new() };
	g_autofree char *file =
		g_build_filename(options->temporary, "workbook.xlsx", NULL);
	lxw_error result = write_plainly(&book, file);
	char *bytes = NULL;

	book_clear(&book);
	if (result == LXW_NO_ERROR)
		g_file_get_contents(file, &bytes, len, NULL);
	if (!bytes)
		g_set_error(error, BASE_ERROR, BASE_ERROR_IO,
			    "the workbook cannot be put together in %s: %s; "
			    "set TMPDIR to a folder with room",
			    options->temporary,
			    result != LXW_NO_ERROR ? lxw_strerror(result) :
						     "it cannot be read back");
	g_unlink(file);
	return bytes;
}
