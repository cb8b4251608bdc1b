/*
 * What stands under which heading of the table: read back by the headings, so
 * that two columns that change places, a cell too many or too few, or one
 * that is gone is seen.
 */
#include "test_export.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>

static const struct session_facts middle = { 8, 16, PHASE_MIDDLE,
					     FOCUS_DISPUTE };

struct fixture {
	char *folder;
	struct codebook *codebook;
	struct rubric *rubric;
	struct session_record *record;
	struct export_set set;
	struct export_options options;
};

static void
fixture_set_up(struct fixture *f, const void *data)
{
	struct rating *rating;

	(void)data;
	f->codebook = sample_codebook();
	f->rubric = sample_rubric();
	f->record = sample_record(f->rubric, "s04", 4, &middle, TRUE);
	sample_decide(f->record, 19, "COMM", VERDICT_ACCEPT, NULL, "clear");
	rating = f->record->ratings->pdata[0];
	rating->version = 3;
	f->record->numbers.longest_turn[TURN_THERAPIST] = 120;
	f->record->numbers.longest_turn[TURN_PATIENT] = 340;
	sample_finish(f->record, f->rubric);
	f->set.codebook = f->codebook;
	f->set.rubric = f->rubric;
	f->set.sessions = g_ptr_array_new();
	g_ptr_array_add(f->set.sessions, f->record);
	f->options.program = "iptrate test";
	f->options.created = CREATED;
	f->folder = g_dir_make_tmp("iptrate-test-XXXXXX", NULL);
	f->options.temporary = f->folder;
}

static void
fixture_tear_down(struct fixture *f, const void *data)
{
	(void)data;
	g_rmdir(f->folder);
	g_free(f->folder);
	g_ptr_array_unref(f->set.sessions);
	sample_record_free(f->record);
	rubric_free(f->rubric);
	codebook_free(f->codebook);
}

/* -- CSV ------------------------------------------------------------------- */

/* The cells of a line (RFC 4180); *at is moved behind it. */
static GPtrArray *
csv_line(const char **at)
{
	GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) cell = g_string_new(NULL);
	gboolean quoted = FALSE;
	const char *p = *at;

	for (; quoted || (*p && *p != '\r'); p++) {
		if (*p == '"' && quoted && p[1] == '"')
			g_string_append_c(cell, *p++);
		else if (*p == '"')
			quoted = !quoted;
		else if (*p == ',' && !quoted) {
			g_ptr_array_add(cells, g_strdup(cell->str));
			g_string_truncate(cell, 0);
		} else
			g_string_append_c(cell, *p);
	}
	g_ptr_array_add(cells, g_strdup(cell->str));
	g_assert_true(g_str_has_prefix(p, "\r\n"));
	*at = p + 2;
	return cells;
}

/* "heading=value; ..." of what is filled in the first row with such a cell. */
static char *
csv_find(const char *csv, const char *heading, const char *wanted)
{
	const char *at = csv + strlen(EXPORT_BOM);
	g_autoptr(GPtrArray) heads = csv_line(&at);
	char *found = NULL;

	while (*at) {
		g_autoptr(GPtrArray) cells = csv_line(&at);
		g_autoptr(GString) out = g_string_new(NULL);
		gboolean is_it = FALSE;

		g_assert_cmpuint(cells->len, ==, heads->len);
		for (guint i = 0; i < cells->len; i++) {
			const char *cell = cells->pdata[i];

			is_it |= !strcmp(heads->pdata[i], heading) &&
				 !strcmp(cell, wanted);
			if (*cell)
				g_string_append_printf(
					out, "%s%s=%s", out->len ? "; " : "",
					(char *)heads->pdata[i], cell);
		}
		if (is_it && !found)
			found = g_strdup(out->str);
	}
	return found;
}

#define FACTS                                                       \
	"session=4; case=C04; number=8; planned=16; phase=middle; " \
	"focus=role-dispute; "

static void
assert_csv(const struct fixture *f, const char *heading, const char *cell,
	   const char *wanted)
{
	g_autofree char *csv = export_csv(&f->set, &f->options);
	g_autofree char *row = csv_find(csv, heading, cell);

	g_assert_cmpstr(row, ==, wanted);
}

static void
test_csv_evidence(struct fixture *f, const void *data)
{
	(void)data;
	assert_csv(
		f, "turn", "19",
		"record=evidence; " FACTS "turn=19; speaker=therapist; "
		"technique=COMM; strength=sequence; rule=comm.say; "
		"words=\"fine, fine, fine\" as; verdict=accepted; confirmed=yes; "
		"rater=S1; note=clear");
}

static void
add_source(GPtrArray *made_of, const char *rater, const char *sha256,
	   const char *later)
{
	struct rating_source *source = g_new0(struct rating_source, 1);

	source->rater = g_strdup(rater);
	source->role = RATER_PEER;
	source->version = 2;
	source->sha256 = g_strdup(sha256);
	source->later = g_strdup(later);
	g_ptr_array_add(made_of, source);
}

#define MADE_OF                                                              \
	"; made_of=AK (peer, version 2, sha256 0fa3), a rating that is not " \
	"here or hidden (version 2); it was signed anew"

/* Values of its own for all that a person says of the first item. */
static struct item_rating *
rate_first(struct fixture *f)
{
	struct rating *rating = f->record->ratings->pdata[0];
	struct item_rating *line = rating->items->pdata[0];
	struct suggestion *suggestion = f->record->suggestions->pdata[0];

	g_assert_cmpstr(line->item, ==, "A1");
	g_assert_cmpstr(suggestion->item->id, ==, "A1");
	suggestion->extent = 5;
	line->extent = 4;
	line->quality = 2;
	g_free(line->comment);
	line->comment = g_strdup("a remark");
	g_clear_pointer(&line->turns, g_array_unref);
	line->turns = g_array_new(FALSE, FALSE, sizeof(guint));
	g_array_append_vals(line->turns, (guint[]){ 25, 27 }, 2);
	rating->made_of = g_ptr_array_new_with_free_func(
		(GDestroyNotify)rating_source_free);
	add_source(rating->made_of, "AK", "0fa3", NULL);
	add_source(rating->made_of, NULL, NULL, "it was signed anew");
	return line;
}

/* Its signature, as one with a key that was revoked since. */
static void
sign_with_key(struct rating *rating)
{
	signature_free(rating->signature);
	rating->signature = g_new0(struct signature, 1);
	rating->signature->key_id = g_strdup("82758E0374B81684");
	rating->signature->key_holder = g_strdup("S1");
	rating->signature->fingerprint = g_strdup("4T0K-9WQX");
	rating->signature->state_of_key = SIGNED_REVOKED;
}

static void
test_csv_rating(struct fixture *f, const void *data)
{
	struct item_rating *line = rate_first(f);

	(void)data;
	assert_csv(f, "item", "A1",
		   "record=rating; " FACTS "item=A1; class=U; rater=S1; "
		   "role=supervisor; signed_at=2026-11-18T10:50:00Z; "
		   "extent=4; quality=2; suggested=5; turns=25, 27; "
		   "note=a remark; version=3; signed_how=declared" MADE_OF);
	line->extent = line->quality = 0;
	line->na_reason = g_strdup("not due");
	assert_csv(
		f, "item", "A1",
		"record=rating; " FACTS "item=A1; class=U; rater=S1; "
		"role=supervisor; signed_at=2026-11-18T10:50:00Z; "
		"extent=NA; na_reason=not due; suggested=5; "
		"turns=25, 27; note=a remark; version=3; signed_how=declared" MADE_OF);
	sign_with_key(f->record->ratings->pdata[0]);
	assert_csv(f, "item", "A1",
		   "record=rating; " FACTS "item=A1; class=U; rater=S1; "
		   "role=supervisor; signed_at=2026-11-18T10:50:00Z; "
		   "extent=NA; na_reason=not due; suggested=5; "
		   "turns=25, 27; note=a remark; version=3; signed_how=key; "
		   "signed_key_of=S1; signed_fingerprint=4T0K-9WQX; "
		   "signed_key_state=revoked since" MADE_OF);
}

static void
test_csv_not_told(struct fixture *f, const void *data)
{
	struct lacks lacks = { .says = g_ptr_array_new() };

	(void)data;
	g_ptr_array_add(lacks.says, "it is short");
	f->record->lacks = &lacks;
	assert_csv(f, "record", "not told",
		   "record=not told; " FACTS
		   "note=what was missed or is not there is not told, and no "
		   "extent is suggested: it is short");
	g_ptr_array_unref(lacks.says);
}

/* -- JSON ------------------------------------------------------------------ */

static void
assert_json_has(const struct fixture *f, const char *wanted)
{
	g_autofree char *json = export_json(&f->set, &f->options);
	g_auto(GStrv) lines = g_strsplit(json, "\n", -1);
	g_autofree char *flat = NULL;

	for (char **line = lines; *line; line++)
		g_strchug(*line);
	flat = g_strjoinv(" ", lines);
	if (!strstr(flat, wanted))
		g_error("%s\nis not in\n%s", wanted, flat);
}

static void
test_json(struct fixture *f, const void *data)
{
	(void)data;
	rate_first(f);
	assert_json_has(f, "{ \"turn\": 19, \"technique\": \"COMM\", "
			   "\"strength\": \"sequence\", "
			   "\"episode\": null, \"bridged\": false, "
			   "\"hits\": [ { \"rule\": \"comm.say\", "
			   "\"start\": 8, \"end\": 29, "
			   "\"context\": null } ], "
			   "\"words\": \"\\\"fine, fine, fine\\\" as\", "
			   "\"confirmed\": true, \"rejected\": false, "
			   "\"verdict\": \"accept\", "
			   "\"decided_by\": \"S1\", "
			   "\"decided_at\": \"2026-11-18T10:06:40Z\", "
			   "\"reason\": \"clear\" }");
	assert_json_has(f, "\"decisions\": [ { \"id\": 1, \"turn\": 19, "
			   "\"technique\": \"COMM\", "
			   "\"verdict\": \"accept\", \"to\": null, "
			   "\"rater\": \"S1\", \"reason\": \"clear\", "
			   "\"at\": \"2026-11-18T10:06:40Z\" } ]");
	assert_json_has(f, "{ \"item\": \"A1\", \"extent\": 4, "
			   "\"quality\": 2, \"not_applicable\": false, "
			   "\"na_reason\": null, "
			   "\"comment\": \"a remark\", "
			   "\"turns\": [ 25, 27 ] }");
	assert_json_has(f, "{ \"item\": \"A1\", \"extent\": 5, "
			   "\"look\": false, \"turns\": [ 7 ], "
			   "\"confirmed\": 0 }");
	assert_json_has(f, "\"session\": 4, \"case\": \"C04\", "
			   "\"therapist\": \"T1\", "
			   "\"source\": \"s04.txt\"");
	assert_json_has(f, "\"patient\": { \"turns\": 61, "
			   "\"words\": 2500, \"questions\": 0, "
			   "\"longest_turn\": 340 }");
	sign_with_key(f->record->ratings->pdata[0]);
	assert_json_has(f, "\"signed_how\": \"key\", "
			   "\"signed_key\": \"82758E0374B81684\", "
			   "\"signed_key_of\": \"S1\", "
			   "\"signed_fingerprint\": \"4T0K-9WQX\", "
			   "\"signed_key_state\": \"revoked since\"");
}

/* -- sheets ---------------------------------------------------------------- */

/* A part of the workbook, parsed. */
static xmlDoc *
book_part(const char *bytes, gsize len, const char *name)
{
	struct archive *zip = archive_read_new();
	struct archive_entry *entry;
	xmlDoc *part = NULL;

	archive_read_support_format_zip(zip);
	g_assert_cmpint(archive_read_open_memory(zip, bytes, len), ==,
			ARCHIVE_OK);
	while (!part && archive_read_next_header(zip, &entry) == ARCHIVE_OK) {
		gsize size = (gsize)archive_entry_size(entry);
		g_autofree char *text = NULL;

		if (strcmp(archive_entry_pathname(entry), name) != 0)
			continue;
		text = g_malloc(size);
		g_assert_cmpint(archive_read_data(zip, text, size), ==,
				(gssize)size);
		part = xmlReadMemory(text, (int)size, name, NULL, 0);
	}
	archive_read_free(zip);
	g_assert_nonnull(part);
	return part;
}

/* All elements of a name below a node, in order. */
static void
collect(xmlNode *node, const char *name, GPtrArray *found)
{
	for (xmlNode *at = node->children; at; at = at->next) {
		if (!strcmp((const char *)at->name, name))
			g_ptr_array_add(found, at);
		collect(at, name, found);
	}
}

static GPtrArray *
elements(xmlNode *root, const char *name)
{
	GPtrArray *found = g_ptr_array_new();

	collect(root, name, found);
	return found;
}

/* What a cell shows: its number, or the text that it points to. */
static char *
cell_shown(xmlNode *cell, const GPtrArray *strings)
{
	g_autoptr(GPtrArray) values = elements(cell, "v");
	xmlChar *type = xmlGetProp(cell, (const xmlChar *)"t");
	xmlNode *node = values->len ? values->pdata[0] : NULL;
	xmlChar *text;
	char *shown;

	if (node && type && !strcmp((const char *)type, "s")) {
		text = xmlNodeGetContent(node);
		node = strings->pdata[atoi((const char *)text)];
		xmlFree(text);
	}
	text = node ? xmlNodeGetContent(node) : NULL;
	shown = type || !text ?
			g_strdup(text ? (const char *)text : "") :
			g_strdup_printf(
				"%.6g",
				g_ascii_strtod((const char *)text, NULL));
	xmlFree(text);
	xmlFree(type);
	return shown;
}

/* The cells of a row by the letters of their columns. */
static GHashTable *
row_cells(xmlNode *row, const GPtrArray *strings)
{
	GHashTable *cells =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autoptr(GPtrArray) all = elements(row, "c");

	for (guint i = 0; i < all->len; i++) {
		xmlChar *where =
			xmlGetProp(all->pdata[i], (const xmlChar *)"r");
		char *column = g_strdup((const char *)where);

		column[strcspn(column, "0123456789")] = '\0';
		xmlFree(where);
		g_hash_table_insert(cells, column,
				    cell_shown(all->pdata[i], strings));
	}
	return cells;
}

static gint
by_letters(gconstpointer a, gconstpointer b)
{
	gsize one = strlen(a), other = strlen(b);

	return one != other ? (one < other ? -1 : 1) : strcmp(a, b);
}

/* "heading=cell; ..." of what is filled in the first row below a row of heads
 * that begins so and which holds `wanted`. */
static char *
sheet_find(const struct fixture *f, guint sheet, const char *head,
	   const char *wanted)
{
	gsize len;
	g_autofree char *bytes = export_xlsx(&f->set, &f->options, &len, NULL);
	g_autofree char *name =
		g_strdup_printf("xl/worksheets/sheet%u.xml", sheet);
	xmlDoc *table = book_part(bytes, len, name);
	xmlDoc *shared = book_part(bytes, len, "xl/sharedStrings.xml");
	g_autoptr(GPtrArray) strings =
		elements(xmlDocGetRootElement(shared), "si");
	g_autoptr(GPtrArray) rows =
		elements(xmlDocGetRootElement(table), "row");
	g_autoptr(GHashTable) heads = NULL;
	g_autoptr(GString) out = g_string_new(NULL);

	for (guint i = 0; i < rows->len && !out->len; i++) {
		g_autoptr(GHashTable) cells =
			row_cells(rows->pdata[i], strings);
		g_autoptr(GList) columns =
			g_list_sort(g_hash_table_get_keys(cells), by_letters);
		gboolean is_it = FALSE, is_head = FALSE;

		for (GList *at = columns; at; at = at->next) {
			const char *cell = g_hash_table_lookup(cells, at->data);

			is_it |= !strcmp(cell, wanted);
			is_head |= !strcmp(cell, head);
		}
		if (is_head) {
			g_clear_pointer(&heads, g_hash_table_unref);
			heads = g_steal_pointer(&cells);
			continue;
		}
		for (GList *at = columns; heads && is_it && at; at = at->next) {
			const char *cell = g_hash_table_lookup(cells, at->data);

			if (*cell)
				g_string_append_printf(
					out, "%s%s=%s", out->len ? "; " : "",
					(char *)g_hash_table_lookup(heads,
								    at->data),
					cell);
		}
	}
	xmlFreeDoc(table);
	xmlFreeDoc(shared);
	return g_strdup(out->str);
}

enum sheet { COVER = 1, SUMMARY, RATINGS, EVIDENCE, TRANSCRIPT, AUDIT };

static void
assert_sheet(const struct fixture *f, enum sheet sheet, const char *head,
	     const char *cell, const char *wanted)
{
	g_autofree char *row = sheet_find(f, sheet, head, cell);

	g_assert_cmpstr(row, ==, wanted);
}

static void
test_sheet_evidence(struct fixture *f, const void *data)
{
	(void)data;
	assert_sheet(f, EVIDENCE, "Verdict", "clear",
		     "Session=4; Case=C04; Turn=19; Speaker=therapist; "
		     "Excerpt (matched words in bold)=Say the \"fine, fine, "
		     "fine\" as it came out?; Code=COMM; "
		     "Technique=Communication analysis; Rule=comm.say\nasks "
		     "for the words of an exchange; Strength=sequence; "
		     "Verdict=accepted; Confirmed by=S1; Reason=clear; "
		     "Items=C3");
}

static void
test_sheet_ratings(struct fixture *f, const void *data)
{
	(void)data;
	rate_first(f);
	assert_sheet(f, RATINGS, "Extent", "a remark",
		     "Session=4; Case=C04; Rater=S1; Role=supervisor; "
		     "Item=A1; What is rated=Opens on the interval; Class=U; "
		     "Extent=4; Quality=2; Comment=a remark; Suggested=5; "
		     "Turns found=7; Turns cited=25, 27; Version=version 3, "
		     "signed 2026-11-18T10:50:00Z, declared");
}

static void
test_sheet_summary(struct fixture *f, const void *data)
{
	(void)data;
	assert_sheet(f, SUMMARY, "Adherence", "self",
		     "Session=4; Case=C04; Number=8 of 16; Phase and "
		     "focus=middle\nrole-dispute; Rater=T1; Role=self; "
		     "Adherence=4.73684; n=19; SE=0.149895; Quality=4.90909; "
		     "n=22; SE=0.0627332; IPT specific=4.77778; n=9; "
		     "SE=0.222222; Live items rated=1; Off-model sum=0; "
		     "Decision=incomplete; Why=The rating is not signed yet; "
		     "as it stands it would be: pass.\nThe quality mean is "
		     "4.91 (22 items, standard error 0.06) and reaches the "
		     "cut of 3.00.");
	assert_sheet(f, SUMMARY, "Measure", "PHQ-9",
		     "Session=4; Case=C04; Measure=PHQ-9; Score=15; "
		     "Band=moderately severe");
	assert_sheet(f, SUMMARY, "Turns, therapist", "60",
		     "Session=4; Case=C04; Turns, therapist=60; Turns, "
		     "patient=61; Words, therapist's share=0.375; Questions, "
		     "therapist=40; Longest, therapist=120; Longest, "
		     "patient=340");
	assert_sheet(f, SUMMARY, "Kind", "14",
		     "Session=4; Case=C04; Kind=risk; Turns=14; What was "
		     "noticed=the patient spoke of not wanting to live");
}

/* Formulas name the columns of Ratings by where these stand. */
static void
test_sheet_formulas(struct fixture *f, const void *data)
{
	static const char *const wanted[] = {
		"IF(I5=0,\"\",(SUMIFS(Ratings!$H$2:$H$28,Ratings!$G$2:$G$28,"
		"\"U\")+SUMIFS(Ratings!$H$2:$H$28,Ratings!$G$2:$G$28,\"E\"))"
		"/I5)",
		"COUNTIFS(Ratings!$G$2:$G$28,\"U\",Ratings!$H$2:$H$28,\">0\")"
		"+COUNTIFS(Ratings!$G$2:$G$28,\"E\",Ratings!$H$2:$H$28,"
		"\">0\")",
	};
	gsize len;
	g_autofree char *bytes = export_xlsx(&f->set, &f->options, &len, NULL);
	xmlDoc *summary = book_part(bytes, len, "xl/worksheets/sheet2.xml");
	xmlDoc *ratings = book_part(bytes, len, "xl/worksheets/sheet3.xml");
	g_autoptr(GPtrArray) formulas =
		elements(xmlDocGetRootElement(summary), "f");
	g_autoptr(GPtrArray) choices =
		elements(xmlDocGetRootElement(ratings), "dataValidation");

	(void)data;
	for (guint i = 0; i < G_N_ELEMENTS(wanted); i++) {
		xmlChar *text = xmlNodeGetContent(formulas->pdata[i]);

		g_assert_cmpstr((const char *)text, ==, wanted[i]);
		xmlFree(text);
	}
	g_assert_cmpuint(choices->len, ==, 2);
	for (guint i = 0; i < choices->len; i++) {
		xmlNode *choice = choices->pdata[i];
		xmlChar *where = xmlGetProp(choice, (const xmlChar *)"sqref");
		xmlChar *list = xmlNodeGetContent(choice);

		g_assert_cmpstr((const char *)where, ==,
				i == 0 ? "H2:H55" : "I2:I55");
		g_assert_cmpstr((const char *)list, ==,
				i == 0 ? "Lists!$A$2:$A$7" : "Lists!$B$2:$B$6");
		xmlFree(where);
		xmlFree(list);
	}
	xmlFreeDoc(summary);
	xmlFreeDoc(ratings);
}

static void
test_sheet_rest(struct fixture *f, const void *data)
{
	(void)data;
	f->options.with_transcript = TRUE;
	assert_sheet(
		f, COVER, "Therapist", "s04.txt",
		"Session=4; Case=C04; Number=8 of 16; Phase=middle (by "
		"number); Focus=role-dispute; Therapist=T1; "
		"Source=s04.txt; Imported (UTC)=2026-11-18T09:06:40Z; "
		"SHA-256 of the "
		"source=775c3ac8b5e6985ed082dc4fab8987875333036dda244bc9a90b64ad3e64e442");
	assert_sheet(f, TRANSCRIPT, "Text", "19",
		     "Session=4; Case=C04; Turn=19; Speaker=therapist; "
		     "Text=Say the \"fine, fine, fine\" as it came out?; "
		     "Techniques=COMM");
	assert_sheet(f, AUDIT, "Who", "import",
		     "Session=4; Event=1; Time (UTC)=46344.4; Who=S1; "
		     "What=import; Detail=session 4 from s04.txt");
}

static void
add(const char *path, void (*test)(struct fixture *, const void *))
{
	g_test_add(path, struct fixture, NULL, fixture_set_up, test,
		   fixture_tear_down);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	add("/export/columns/csv-evidence", test_csv_evidence);
	add("/export/columns/csv-rating", test_csv_rating);
	add("/export/columns/csv-not-told", test_csv_not_told);
	add("/export/columns/json", test_json);
	add("/export/columns/sheet-evidence", test_sheet_evidence);
	add("/export/columns/sheet-ratings", test_sheet_ratings);
	add("/export/columns/sheet-summary", test_sheet_summary);
	add("/export/columns/sheet-formulas", test_sheet_formulas);
	add("/export/columns/sheet-rest", test_sheet_rest);
	return g_test_run();
}
