/*
 * Cover: what the file is, what it rests on, and how it is to be kept.
 */
#include "export/facts.h"
#include "export/sheet.h"

#include <string.h>

struct cover_row {
	struct session_record of;
	const char *number, *phase;
};

static const struct sheet_column columns[] = {
	{ { NULL, "Session", NUMBER_AT(struct cover_row, of.session) },
	  LOOK(9, STYLE_COUNT) },
	{ { NULL, "Case", TEXT_AT(struct cover_row, of.case_code) },
	  LOOK(10, STYLE_CENTRE) },
	{ { NULL, "Number", TEXT_AT(struct cover_row, number) },
	  LOOK(10, STYLE_CENTRE) },
	{ { NULL, "Phase", TEXT_AT(struct cover_row, phase) },
	  LOOK(22, STYLE_TEXT) },
	{ { NULL, "Focus",
	    NAME_AT(struct cover_row, of.facts.focus, focus_print) },
	  LOOK(16, STYLE_TEXT) },
	{ { NULL, "Therapist", TEXT_AT(struct cover_row, of.therapist) },
	  LOOK(12, STYLE_CENTRE) },
	{ { NULL, "Source", TEXT_AT(struct cover_row, of.source_name) },
	  LOOK(26, STYLE_TEXT) },
	{ { NULL, "Imported (UTC)", TEXT_AT(struct cover_row, of.imported_at) },
	  LOOK(21, STYLE_CENTRE) },
	{ { NULL, "SHA-256 of the source",
	    TEXT_AT(struct cover_row, of.source_sha256) },
	  LOOK(36, STYLE_HASH) },
	{ .of = { .kind = COLUMNS_END } },
};

#define VALUES 2 /* the column in which the values of facts stand */

static void
line(struct at *at, enum style style, const char *text)
{
	at->col = 0;
	cell_string(at, style, text);
	at->row++;
}

/* Text over the whole width; merged cells do not grow by themselves, so the
 * number of lines is told. */
static void
paragraph(struct at *at, enum style style, const char *text, guint lines)
{
	worksheet_set_row(at->sheet, at->row, 13 * lines + 4, NULL);
	worksheet_merge_range(at->sheet, at->row, 0, at->row,
			      (lxw_col_t)(sheet_columns_count(columns) - 1),
			      text, style_of(at, style));
	at->row += 2;
}

static void
fact(struct at *at, const char *label, enum style style, const char *value)
{
	if (!value || !*value)
		return;
	at->col = 0;
	cell_string(at, STYLE_LABEL, label);
	at->col = VALUES;
	cell_string(at, style, value);
	at->row++;
}

static void
write_head(struct at *at)
{
	guint sessions = list_len(at->book->set->sessions);
	g_autofree char *created = base_time_print(at->book->options->created);
	g_autofree char *made = g_strdup_printf(
		"Evidence, ratings and scores of %u %s, written by %s on %s",
		sessions, sessions == 1 ? "session" : "sessions",
		at->book->options->program, created);

	worksheet_set_row(at->sheet, 0, 30, NULL);
	line(at, STYLE_TITLE, "Interpersonal Psychotherapy: session ratings");
	line(at, STYLE_SUBTITLE, made);
	at->row++;
	paragraph(
		at, STYLE_NOTICE,
		at->book->transcript ?
			"This file holds the words of patients: excerpts in Evidence "
			"and the whole talk in Transcript. Keep it as you keep the "
			"clinical record, and pass it on only to those who may read "
			"that." :
		at->book->pages->len > 0 ?
			"This file holds the words of patients: the excerpts in "
			"Evidence and Agreement. Keep it as you keep the clinical "
			"record, and pass it on only to those who may read that." :
			"This file holds the words of patients: the excerpts in "
			"Evidence. Keep it as you keep the clinical record, and pass "
			"it on only to those who may read that.",
		2);
	paragraph(at, STYLE_PROSE,
		  "The program suggests, a person rates. What was found in "
		  "the transcript is shown as evidence, with the rule and the "
		  "words; a suggested extent is a count of such findings. "
		  "Scores come from the ratings of the people named, each "
		  "rater apart. Tone, silence and faces are not in a "
		  "transcript, and no rule hears them.",
		  3);
}

static void
write_content(struct at *at, const char *sheet, const char *holds)
{
	at->col = 0;
	cell_link(at, STYLE_COVER_LINK, sheet, 0, 0, sheet);
	at->col = VALUES;
	cell_string(at, STYLE_PLAIN, holds);
	at->row++;
}

static void
write_contents(struct at *at)
{
	const struct book *book = at->book;

	line(at, STYLE_SECTION, "Sheets");
	write_content(at, "Summary",
		      "scores and decision of each rating, charts, measures, "
		      "what asks for a look");
	write_content(at, "Ratings",
		      "every live item: extent, quality, comment, suggestion, "
		      "turns");
	write_content(at, "Evidence",
		      "every tag: turn, excerpt, technique, rule, verdict");
	if (book->transcript)
		write_content(at, "Transcript", "the whole talk");
	for (guint i = 0; i < list_len(book->set->pages); i++) {
		const struct book_page *page = book->set->pages->pdata[i];

		write_content(at, page->name, page->holds);
	}
	if (book->standing)
		write_content(at, "Standing",
			      "how far marks would come out the same with "
			      "other sessions and raters");
	write_content(at, "Audit", "who did what, and when");
	at->row++;
}

/* Did the codebook of this hash tag the session? */
static gboolean
is_tagged_by(const struct book *book, const struct session_record *record,
	     const char *sha256)
{
	return !strcmp(record->codebook_sha256 ?
			       record->codebook_sha256 :
			       codebook_sha256(book->set->codebook),
		       sha256);
}

/* "sessions 1, 4"; NULL when it was all of them.  Caller frees. */
static char *
sessions_tagged_by(const struct book *book, const char *sha256, guint *n)
{
	g_autoptr(GString) text = g_string_new(NULL);
	guint all = list_len(book->set->sessions);

	*n = 0;
	for (guint i = 0; i < all; i++) {
		const struct session_record *record = book_session(book, i);

		if (!is_tagged_by(book, record, sha256))
			continue;
		g_string_append_printf(text, "%s%" G_GINT64_FORMAT,
				       ++*n > 1 ? ", " : "", record->session);
	}
	if (*n == all)
		return NULL;
	return g_strdup_printf("%s %s", *n == 1 ? "session" : "sessions",
			       text->str);
}

static void
write_codebook(struct at *at, const struct codebook *codebook,
	       const char *sha256)
{
	gboolean readable = !strcmp(codebook_sha256(codebook), sha256);
	guint n;
	g_autofree char *sessions = sessions_tagged_by(at->book, sha256, &n);
	g_autofree char *is =
		g_strdup_printf("%s (%s, version %s)%s%s",
				codebook->name ? codebook->name : codebook->id,
				codebook->id, codebook->version,
				sessions ? ": " : "", sessions ? sessions : "");
	g_autofree char *lost = g_strdup_printf(
		"of %s: it can no longer be read; rules are told from the "
		"codebook at hand",
		sessions ? sessions : "all sessions");

	fact(at, "Codebook", STYLE_PLAIN, readable ? is : lost);
	if (readable)
		fact(at, "Its standing", STYLE_PLAIN, codebook->status);
	fact(at, "Its SHA-256", STYLE_MONO, sha256);
}

/* Each that tagged a session, in the order of the sessions. */
static void
write_codebooks(struct at *at)
{
	const struct export_set *set = at->book->set;
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < list_len(set->sessions); i++) {
		const struct session_record *record = book_session(at->book, i);
		const struct codebook *codebook = book_codebook(at->book, i);
		const char *sha256 = record->codebook_sha256 ?
					     record->codebook_sha256 :
					     codebook_sha256(codebook);

		if (g_hash_table_add(seen, (gpointer)sha256))
			write_codebook(at, codebook, sha256);
	}
	if (list_len(set->sessions) == 0)
		write_codebook(at, set->codebook,
			       codebook_sha256(set->codebook));
}

static void
write_basis(struct at *at)
{
	const struct rubric *rubric = at->book->set->rubric;
	g_autofree char *rubric_is = g_strdup_printf(
		"%s (%s, version %s)", rubric->name ? rubric->name : rubric->id,
		rubric->id, rubric->version);

	line(at, STYLE_SECTION, "What it rests on");
	fact(at, "Rubric", STYLE_PLAIN, rubric_is);
	fact(at, "Its standing", STYLE_PLAIN, rubric->status);
	fact(at, "Its SHA-256", STYLE_MONO, rubric->sha256);
	write_codebooks(at);
	at->row++;
}

/* "1 none, 2 a trace, ..." */
static char *
scale_print(char *const names[SCALE_POINTS + 1])
{
	GString *out = g_string_new(NULL);

	for (guint point = 1; point <= SCALE_POINTS; point++)
		g_string_append_printf(out, "%s%u %s", point > 1 ? ", " : "",
				       point, names[point]);
	return g_string_free(out, FALSE);
}

static void
write_scoring(struct at *at)
{
	const struct rubric *rubric = at->book->set->rubric;
	g_autofree char *extent = scale_print(rubric->extent_names);
	g_autofree char *quality = scale_print(rubric->quality_names);
	g_autofree char *adherence = fact_rule_print(&rubric->adherence);
	g_autofree char *skill = fact_rule_print(&rubric->quality);
	g_autofree char *specificity = fact_rule_print(&rubric->specificity);
	g_autofree char *pass = fact_pass_print(rubric);
	g_autofree char *borderline = fact_borderline_print(rubric);

	line(at, STYLE_SECTION, "How it is scored");
	fact(at, "Extent", STYLE_PLAIN, extent);
	fact(at, "Quality", STYLE_PLAIN, quality);
	fact(at, "Classes", STYLE_PLAIN,
	     "U unique to IPT and essential, E essential, C compatible, P "
	     "off-model (proscribed)");
	fact(at, "Adherence", STYLE_PLAIN, adherence);
	fact(at, "Quality score", STYLE_PLAIN, skill);
	fact(at, "IPT-specificity", STYLE_PLAIN, specificity);
	fact(at, "Off-model", STYLE_PLAIN,
	     "listed and summed apart (extent less 1), in no mean");
	fact(at, "Pass", STYLE_PLAIN, pass);
	fact(at, "Borderline", STYLE_PLAIN, borderline);
	at->row++;
}

/* Ratings that are there, and what they say is not known here. */
static void
write_sealed(struct at *at)
{
	gboolean any = FALSE;

	for (guint i = 0; i < list_len(at->book->set->sessions); i++) {
		const struct session_record *record = book_session(at->book, i);

		for (guint j = 0; j < list_len(record->sealed); j++) {
			const struct sealed_rating *sealed =
				g_ptr_array_index(record->sealed, j);
			g_autofree char *says = sealed_print(sealed);
			g_autofree char *name = g_strdup_printf(
				"Session %" G_GINT64_FORMAT, record->session);

			if (!any)
				line(at, STYLE_SECTION, "Sealed ratings");
			any = TRUE;
			fact(at, name, STYLE_PLAIN, says);
			fact(at, "Its SHA-256", STYLE_MONO, sealed->sha256);
		}
	}
	at->row += any;
}

static void
write_session(struct at *at, const struct session_record *record)
{
	g_autofree char *number = facts_number_print(&record->facts);
	g_autofree char *phase =
		g_strdup_printf("%s%s", phase_print(record->facts.phase),
				record->phase_suggested ? " (by number)" : "");
	const struct cover_row row = { *record, number, phase };

	sheet_row_write(at, columns, &row);
}

void
sheet_cover_write(struct book *book)
{
	struct at at = { .book = book, .sheet = book->cover };

	sheet_widths_set(book->cover, columns);
	write_head(&at);
	write_contents(&at);
	write_basis(&at);
	write_scoring(&at);
	write_sealed(&at);
	line(&at, STYLE_SECTION, "Sessions");
	at.columns = columns;
	at.count = sheet_columns_count(columns);
	at.col = 0;
	at.lines = 0;
	sheet_heads_write(&at, columns, FALSE);
	for (guint i = 0; i < list_len(book->set->sessions); i++)
		write_session(&at, book_session(book, i));
	sheet_print_setup(book->cover, TRUE);
}
