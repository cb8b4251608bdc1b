/*
 * Every format once: our own samples (one small conversation, the same in
 * all), and the real files of other projects, each with its expectation.
 * Numbers for the real files were counted with Python's json, re and
 * xml.etree, not with this program.
 */
#include <archive.h>
#include <archive_entry.h>

#include "test_transcript.h"

#define SAMPLES "transcripts/formats/"
#define REAL "../shared/corpora/formats/"

static const char *const words[] = {
	"Good to see you again. How has the week been?",
	"Up and down. I rang my sister on Sunday.",
	"What did you say to her?",
	"That I missed her. (pause) She didn't say much.",
	"And how did you feel when she went quiet?",
	"Sad, mostly. [laughs] And a bit cross.",
};

struct sample {
	const char *file;
	const char *format;
	const char *therapist; /* label of the first speaker; NULL: "?" */
	gint64 start_ms;       /* of the last turn */
	gint64 end_ms;
	guint warnings;
};

static const struct sample samples[] = {
	{ "letters.txt", "txt", "T", -1, -1, 0 },
	{ "names.txt", "txt", "Anna Berg", 24000, -1, 0 },
	{ "wrapped.txt", "txt", "ANNA BERG", -1, -1, 0 },
	{ "otter.txt", "txt", "Anna Berg", 24000, -1, 1 },
	{ "rev.txt", "txt", "Anna Berg", 24000, -1, 0 },
	{ "teams-word.txt", "txt", "Anna Berg", 24900, 30200, 0 },
	{ "windows.txt", "txt", "T", -1, -1, 1 },
	{ "utf16.txt", "txt", "T", -1, -1, 0 },
	{ "voices.vtt", "vtt", "Anna Berg", 24900, 30200, 0 },
	{ "teams.vtt", "vtt", "Anna Berg", 24900, 30200, 0 },
	{ "zoom.vtt", "vtt", "Anna Berg", 24900, 30200, 0 },
	{ "captions.srt", "srt", "Anna Berg", 24900, 30200, 0 },
	{ "youtube.sbv", "sbv", "Anna Berg", 24900, 30200, 0 },
	{ "table.csv", "csv", "Anna Berg", 24900, 30200, 0 },
	{ "table.tsv", "csv", "therapist", 24000, -1, 0 },
	{ "whisper.json", "json", NULL, 24900, 30200, 0 },
	{ "whisperx.json", "json", "SPEAKER_00", 24900, 30200, 0 },
	{ "aws.json", "json", "spk_0", 24900, 30200, 0 },
	{ "google.json", "json", "Speaker 1", 24900, 30200, 1 },
	{ "deepgram.json", "json", "Speaker 0", 24900, 30200, 0 },
	{ "assemblyai.json", "json", "Speaker A", 24900, 30200, 0 },
	{ "azure.json", "json", "Speaker 1", 24900, 30200, 0 },
	{ "teams.json", "json", "Anna Berg", 24900, 30200, 0 },
	{ "paragraphs.docx", "docx", "Anna Berg", -1, -1, 0 },
	{ "paragraphs.rtf", "rtf", "Anna Berg", -1, -1, 0 },
	{ "sample.ttml", "ttml", "Anna Berg", 24900, 30200, 0 },
	{ "sample.exb", "exb", "Anna Berg", 24900, 30200, 0 },
	{ "otranscribe.otr", "otr", "Anna Berg", 24900, -1, 0 },
	{ "table.docx", "docx", "Anna Berg", 24000, -1, 0 },
	{ "sample.eaf", "eaf", "Anna Berg", 24900, 30200, 1 },
	{ "sample.cha", "cha", "THE", 24900, 30200, 0 },
	{ "sample.TextGrid", "textgrid", "Anna Berg", 24900, 30200, 0 },
	{ "sample.qdpx", "qdpx", "T", -1, -1, 0 },
};

static struct transcript *
parse_file(const char *path, GError **error)
{
	struct transcript_options options = { .name = "f" };
	g_autofree char *bytes = NULL;
	gsize len;

	g_assert_true(g_file_get_contents(path, &bytes, &len, NULL));
	return transcript_parse(bytes, len, &options, error);
}

static void
assert_words(const struct transcript *t, const char *file)
{
	for (guint n = 1; n <= 6; n++) {
		gsize len;
		const char *p =
			transcript_turn_text(t, transcript_turn(t, n), &len);
		g_autofree char *text = g_strndup(p, len);

		if (strcmp(file, "windows.txt") || n != 4)
			g_assert_cmpstr(text, ==, words[n - 1]);
		else
			g_assert_nonnull(strstr(text, "didn\342\200\231t"));
	}
}

static void
test_sample(gconstpointer data)
{
	const struct sample *s = data;
	g_autofree char *path = g_strconcat(SAMPLES, s->file, NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(Transcript) t = parse_file(path, &error);
	const struct turn *last;
	const struct speaker *first;

	g_assert_no_error(error);
	g_assert_cmpstr(t->format, ==, s->format);
	g_assert_cmpuint(t->turns->len, ==, 6);
	assert_words(t, s->file);
	last = transcript_turn(t, 6);
	g_assert_cmpint(last->start_ms, ==, s->start_ms);
	g_assert_cmpint(last->end_ms, ==, s->end_ms);
	g_assert_cmpuint(t->warnings->len, ==, s->warnings);
	first = t->speakers->pdata[0];
	g_assert_cmpstr(first->label, ==, s->therapist ? s->therapist : "?");
	if (!s->therapist)
		return;
	g_assert_cmpuint(t->speakers->len, ==, 2);
	g_assert_cmpint(first->role, ==, TURN_THERAPIST);
	g_assert_cmpint(last->role, ==, TURN_PATIENT);
}

/* A folder, a table and the guide are three lists: none may have more. */
static void
test_sample_list(void)
{
	g_autofree char *guide = NULL;
	g_autoptr(GDir) dir = g_dir_open(SAMPLES, 0, NULL);
	const char *name;
	guint files = 0;

	g_assert_nonnull(dir);
	g_assert_true(g_file_get_contents("transcripts/README.md", &guide, NULL,
					  NULL));
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *quoted = g_strdup_printf("`%s`", name);

		g_assert_nonnull(strstr(guide, quoted));
		files++;
	}
	g_assert_cmpuint(files, ==, G_N_ELEMENTS(samples));
}

/* turns 0: refused, and `says` is in the sentence; words 0: not counted. */
struct real {
	const char *file;
	const char *format;
	guint turns;
	guint speakers;
	guint words;
	const char *says;
};

#define NO_TURNS "begin each turn with a speaker"
#define NO_TEXT "holds no text"

static const struct real reals[] = {
	{ "assemblyai_json/assemblyai-utterances.json", "json", 1, 1, 60, 0 },
	{ "aws_json/todayinfocus.sample.json", "json", 8, 2, 725, 0 },
	{ "aws_json/todayinfocuswords.sample.json", "json", 3, 2, 4, 0 },
	{ "deepgram_json/dg-speakers-no-utterance.json", "json", 10, 3, 226,
	  0 },
	{ "deepgram_json/dg-speakers.json", "json", 8, 3, 226, 0 },
	{ "google_stt_json/gcpSttSpeakerDiarization.sample.json", "json", 3, 2,
	  1766, "repeats all 56" },
	{ "docx/mammoth_comments.docx", 0, 0, 0, 0, NO_TURNS },
	{ "docx/mammoth_embedded-style-map.docx", 0, 0, 0, 0, NO_TURNS },
	{ "docx/mammoth_empty.docx", 0, 0, 0, 0, NO_TEXT },
	{ "docx/mammoth_endnotes.docx", 0, 0, 0, 0, NO_TURNS },
	{ "docx/mammoth_external-picture.docx", 0, 0, 0, 0, NO_TEXT },
	{ "docx/mammoth_footnote-hyperlink.docx", 0, 0, 0, 0, NO_TEXT },
	{ "docx/mammoth_footnotes.docx", 0, 0, 0, 0, NO_TURNS },
	{ "docx/mammoth_simple-list.docx", 0, 0, 0, 0, NO_TURNS },
	{ "docx/mammoth_single-paragraph.docx", 0, 0, 0, 0, NO_TURNS },
	{ "docx/mammoth_strict-format.docx", 0, 0, 0, 0, NO_TURNS },
	{ "docx/mammoth_strikethrough.docx", 0, 0, 0, 0, NO_TURNS },
	{ "docx/mammoth_tables.docx", 0, 0, 0, 0, NO_TURNS },
	{ "docx/mammoth_text-box.docx", 0, 0, 0, 0, NO_TURNS },
	{ "docx/mammoth_tiny-picture-target-base-relative.docx", 0, 0, 0, 0,
	  NO_TEXT },
	{ "docx/mammoth_tiny-picture.docx", 0, 0, 0, 0, NO_TEXT },
	{ "docx/mammoth_underline.docx", 0, 0, 0, 0, NO_TURNS },
	{ "docx/mammoth_utf8-bom.docx", 0, 0, 0, 0, NO_TURNS },
	{ "eaf/pympi_sample_3.0.eaf", "eaf", 399, 1, 1995, "'gestures'" },
	{ "eaf/pympi_hist_t.eaf", "eaf", 2, 2, 119, "'GlosL S1'" },
	{ "eaf/pympi_hist_fto.eaf", "eaf", 4, 2, 5,
	  "'speaker_a_speaker_b_ftos'" },
	{ "srt/subsrt_sample.srt", "srt", 3, 2, 0, "2 captions name nobody" },
	{ "srt/webvttpy_invalid_format1.srt", 0, 0, 0, 0, NO_TURNS },
	{ "srt/webvttpy_invalid_format2.srt", 0, 0, 0, 0, NO_TURNS },
	{ "srt/webvttpy_invalid_format3.srt", 0, 0, 0, 0, NO_TURNS },
	{ "srt/webvttpy_invalid_format4.srt", 0, 0, 0, 0, NO_TURNS },
	{ "srt/webvttpy_invalid_timeframe.srt", "srt", 5, 1, 15, 0 },
	{ "srt/webvttpy_missing_caption_text.srt", "srt", 4, 1, 12, 0 },
	{ "srt/webvttpy_missing_timeframe.srt", "srt", 5, 1, 15,
	  "f:5: warning: words without a time" },
	{ "srt/webvttpy_one_caption.srt", "srt", 1, 1, 3, 0 },
	{ "srt/webvttpy_sample.srt", "srt", 5, 1, 15, 0 },
	{ "textgrid/praatio_examples_files_bobby_phones.TextGrid", 0, 0, 0, 0,
	  "no tier holds speech" },
	{ "textgrid/praatio_examples_files_bobby_words.TextGrid", "textgrid", 1,
	  1, 4, "'word'" },
	{ "textgrid/praatio_examples_files_bobby_words_with_newlines_longfile"
	  ".TextGrid",
	  "textgrid", 1, 1, 4, "'\"word\"'" },
	{ "textgrid/praatio_examples_files_damon_set_test.TextGrid", "textgrid",
	  1, 1, 4, "'phons'" },
	{ "textgrid/praatio_examples_files_mary_misaligned.TextGrid",
	  "textgrid", 1, 1, 4, "'phone'" },
	{ "textgrid/praatio_examples_files_textgrid_to_merge_longfile.TextGrid",
	  "textgrid", 9, 3, 11, 0 },
	{ "textgrid/praatio_tests_files_bobby_phones_elan.TextGrid", 0, 0, 0, 0,
	  "no tier holds speech" },
	{ "textgrid/praatio_tests_files_bobby_words_with_newlines_longfile"
	  ".TextGrid",
	  "textgrid", 1, 1, 4, 0 },
	{ "textgrid/praatio_tests_files_mary.TextGrid", "textgrid", 1, 1, 4,
	  0 },
	{ "textgrid/praatio_tests_files_mary_longfile_with_negative_zero"
	  ".TextGrid",
	  "textgrid", 1, 1, 4, 0 },
	{ "textgrid/praatio_tests_files_mary_with_negative_zero.TextGrid",
	  "textgrid", 1, 1, 4, 0 },
	{ "textgrid/praatio_tests_files_textgrid_to_merge_longfile.TextGrid",
	  "textgrid", 9, 3, 11, 0 },
	{ "textgrid/praatio_hist_76fc036_mary.TextGrid", "textgrid", 1, 1, 4,
	  0 },
	{ "textgrid/praatio_hist_2fa82b5_mary.TextGrid", "textgrid", 1, 1, 4,
	  0 },
	{ "textgrid/praatio_hist_a551e57_mary.TextGrid", "textgrid", 1, 1, 4,
	  0 },
	{ "vtt/webvttpy_captions_with_bom.vtt", "vtt", 4, 1, 12, 0 },
	{ "vtt/webvttpy_comments.vtt", "vtt", 3, 1, 0, 0 },
	{ "vtt/webvttpy_cue_tags.vtt", "vtt", 3, 1, 0, 0 },
	{ "vtt/webvttpy_empty.vtt", 0, 0, 0, 0, "the file is empty" },
	{ "vtt/webvttpy_invalid.vtt", "srt", 7, 1, 21, 0 },
	{ "vtt/webvttpy_invalid_timeframe.vtt", "vtt", 7, 1, 21,
	  "f:6: warning: the times" },
	{ "vtt/webvttpy_invalid_timeframe_in_cue_text.vtt", "vtt", 3, 1, 9, 0 },
	{ "vtt/webvttpy_metadata_headers.vtt", "vtt", 2, 1, 6, 0 },
	{ "vtt/webvttpy_metadata_headers_multiline.vtt", "vtt", 2, 1, 6, 0 },
	{ "vtt/webvttpy_missing_caption_text.vtt", "vtt", 4, 1, 12, 0 },
	{ "vtt/webvttpy_missing_timeframe.vtt", "vtt", 7, 1, 21,
	  "f:6: warning: words without" },
	{ "vtt/webvttpy_netflix_chicas_del_cable.vtt", "vtt", 865, 1, 0, 0 },
	{ "vtt/webvttpy_no_captions.vtt", 0, 0, 0, 0, "no turns found" },
	{ "vtt/webvttpy_one_caption.vtt", "vtt", 1, 1, 3, 0 },
	{ "vtt/webvttpy_sample.vtt", "vtt", 16, 1, 48, 0 },
	{ "vtt/webvttpy_styles.vtt", "vtt", 1, 1, 2, 0 },
	{ "vtt/webvttpy_using_identifiers.vtt", "vtt", 6, 1, 18, 0 },
	{ "vtt/webvttpy_youtube_dl.vtt", "vtt", 3, 1, 8, "rolling captions" },
};

static guint
count_words(const struct transcript *t)
{
	guint n = 0;

	for (guint i = 0; i < t->speakers->len; i++)
		n += ((const struct speaker *)t->speakers->pdata[i])->words;
	return n;
}

static void
test_real(gconstpointer data)
{
	const struct real *r = data;
	g_autofree char *path = g_strconcat(REAL, r->file, NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(Transcript) t = NULL;

	if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
		g_test_skip("the real files are not here");
		return;
	}
	t = parse_file(path, &error);
	if (!r->turns) {
		g_assert_error(error, BASE_ERROR, BASE_ERROR_INPUT);
		g_assert_nonnull(strstr(error->message, r->says));
		return;
	}
	g_assert_no_error(error);
	g_assert_cmpstr(t->format, ==, r->format);
	g_assert_cmpuint(t->turns->len, ==, r->turns);
	g_assert_cmpuint(t->speakers->len, ==, r->speakers);
	if (r->words)
		g_assert_cmpuint(count_words(t), ==, r->words);
	if (r->says)
		g_assert_true(has_warning(t, r->says));
	else
		g_assert_cmpuint(t->warnings->len, <=,
				 1 + (t->speakers->len == 1));
}

/* No file of the folder without a row. */
static void
test_real_list(void)
{
	static const char *const folders[] = {
		"assemblyai_json", "aws_json", "deepgram_json", "docx", "eaf",
		"google_stt_json", "srt",      "textgrid",	"vtt",
	};
	guint files = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *path = g_strconcat(REAL, folders[i], NULL);
		g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);

		if (!dir) {
			g_test_skip("the real files are not here");
			return;
		}
		while (g_dir_read_name(dir))
			files++;
	}
	g_assert_cmpuint(files, ==, G_N_ELEMENTS(reals));
}

static void
test_json_shapes(void)
{
	check_turns("[{\"start\":1,\"end\":2.5,\"text\":\"a \\u00e9\\n b\","
		    "\"speaker\":\"Anna\"},{\"start\":3,\"text\":\"c\","
		    "\"speaker\":7}]",
		    "json",
		    "@1000-2500 Anna: a \303\251 b|@3000--1 Speaker 7: c");
	check_turns("{\"recognizedPhrases\":[{\"channel\":0,\"offset\":\"PT1M"
		    "2.5S\",\"duration\":\"PT1S\",\"nBest\":[{\"display\":"
		    "\"a\"}]},{\"channel\":0,\"offset\":\"PT1H\",\"duration\""
		    ":\"PT2S\",\"nBest\":[{\"display\":\"b\"}]}]}",
		    "json", "@62500-63500 ?: a|@3600000-3602000 ?: b");
	check_turns("[{\"text\":\"a\",\"start\":1.5,\"duration\":2}]", "json",
		    "@1500-3500 ?: a");
	check_turns("{\"session\":5,\"turns\":[{\"role\":\"therapist\","
		    "\"utterance\":\"a\"},{\"role\":\"client\",\"utterance\":"
		    "\"b\"}]}",
		    "json", "therapist: a|client: b");
	check_turns("{\"messages\":[{\"role\":\"therapist\",\"content\":\"a\"}"
		    ",{\"role\":\"patient\",\"content\":\"b\"}]}",
		    "json", "therapist: a|patient: b");
	check_turns("{\"text\":\"a b\",\"chunks\":[{\"timestamp\":[0.5,2.0],"
		    "\"text\":\" a\"},{\"timestamp\":[2.0,null],\"text\":"
		    "\" b\"}]}",
		    "json", "@500-2000 ?: a|@2000--1 ?: b");
	check_turns("{\"transcript\":[{\"speaker\":\"A\",\"start\":"
		    "\"00:00:01\",\"text\":\"a\"}]}",
		    "json", "@1000--1 Speaker A: a");
	check_turns("{\"transcription\":[{\"offsets\":{\"from\":10,\"to\":20},"
		    "\"text\":\" x\"}]}",
		    "json", "@10-20 ?: x");
	check_turns("{\"monologues\":[{\"speaker\":0,\"elements\":[{\"type\":"
		    "\"text\",\"value\":\"Hi\",\"ts\":0.5,\"end_ts\":1},"
		    "{\"type\":\"punct\",\"value\":\".\"}]}]}",
		    "json", "@500-1000 Speaker 0: Hi.");
	check_turns("{\"phrases\":[{\"offsetMilliseconds\":5,"
		    "\"durationMilliseconds\":6,\"text\":\"x\",\"speaker\":1"
		    "}]}",
		    "json", "@5-11 Speaker 1: x");
	check_turns("{\"results\":{\"channels\":[{\"alternatives\":[{\"words\":"
		    "[{\"word\":\"a\",\"start\":0,\"end\":1}]}]},{"
		    "\"alternatives\":[{\"words\":[{\"word\":\"b\",\"start\":"
		    "0.5,\"end\":1}]}]}]}}",
		    "json", "@0-1000 Channel 0: a|@500-1000 Channel 1: b");
	check_turns("{\"segments\":[{\"start\":0,\"text\":\"\\ud83d\\ude00 "
		    "\\ud83d \\u0000\"}]}",
		    "json",
		    "@0--1 ?: "
		    "\360\237\230\200 \357\277\275 \357\277\275");
}

static void
test_json_refusals(void)
{
	g_autoptr(GString) deep = g_string_new("{\"segments\":");

	check_refused("{\"segments\": [\n{\"text\": \"a\"", -1,
		      "f:2: not JSON");
	check_refused("{\"segments\": [{\"text\": \"a\"},]}", -1, "not JSON");
	check_refused("{\"colour\": \"red\"}", -1, "not of a recogniser");
	check_refused("{\"text\":\"a\"}\n{\"text\":\"b\"}\n", -1,
		      "f:2: not JSON: one object a line; put them into a list");
	for (int i = 0; i < 100000; i++)
		g_string_append_c(deep, '[');
	check_refused(deep->str, deep->len, "nested too deeply");
}

static void
test_html_and_kin(void)
{
	check_refused("PK\003\004 and not much more", -1, "zip");
	check_turns("{\\rtf1\\ansi T: a\\par P: b}", "rtf", "T: a|P: b");
	check_refused("{\\rtf1\\ansi {\\v T: a}}", -1, "holds no text");
	check_refused("SPEAKER s7 1 0.50 3.70 <NA> <NA> S00 <NA> <NA>\n", -1,
		      "this is RTTM");
	check_refused("850STL25.01 and more", -1, "EBU STL");
	check_refused("$FontName = Arial\n00:00:01:00 , 00:00:02:00 , a\n", -1,
		      "Spruce STL");
	check_refused("ID3\003 music", -1, "sound");
	check_refused("<html><body>T: a</body></html>", -1, "HTML");
}

/* Entities are never expanded, so a bomb of them does not go off. */
static void
test_entities(void)
{
	GString *xml = g_string_new("<?xml version=\"1.0\"?>\n<!DOCTYPE a [\n"
				    "<!ENTITY x0 \"ha\">\n");

	for (int i = 1; i < 30; i++)
		g_string_append_printf(xml, "<!ENTITY x%d \"&x%d;&x%d;\">\n", i,
				       i - 1, i - 1);
	g_string_append(xml, "]>\n<ANNOTATION_DOCUMENT>&x29;"
			     "</ANNOTATION_DOCUMENT>");
	check_refused(xml->str, xml->len, "entities");
	g_string_assign(xml, "<ANNOTATION_DOCUMENT>");
	for (int i = 0; i < 300; i++)
		g_string_append(xml, "<d>");
	check_refused(xml->str, xml->len, "Excessive depth in document: 256");
	g_string_free(xml, TRUE);
}

/* A zip with one entry of `size` times the byte `fill`, deflated. */
static GByteArray *
make_bomb(const char *name, gsize size, char fill)
{
	GByteArray *zip = g_byte_array_new();
	struct archive *archive = archive_write_new();
	struct archive_entry *entry = archive_entry_new();
	char chunk[65536];
	size_t used;

	g_byte_array_set_size(zip, 4 << 20);
	memset(chunk, fill, sizeof(chunk));
	archive_write_set_format_zip(archive);
	archive_write_open_memory(archive, zip->data, zip->len, &used);
	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_size(entry, size);
	archive_write_header(archive, entry);
	for (gsize i = 0; i < size; i += sizeof(chunk))
		archive_write_data(archive, chunk, sizeof(chunk));
	archive_entry_free(entry);
	archive_write_close(archive);
	archive_write_free(archive);
	g_byte_array_set_size(zip, used);
	return zip;
}

static void
test_zip_bomb(void)
{
	g_autoptr(GByteArray) bomb =
		make_bomb("word/document.xml", 200 << 20, ' ');

	g_assert_cmpuint(bomb->len, <, 1 << 20);
	check_refused((const char *)bomb->data, bomb->len,
		      "unpacks to more than 32 MB");
	check_refused((const char *)bomb->data, bomb->len / 8, "cut off");
}

static void
test_zip_kin(void)
{
	g_autoptr(GByteArray) sheet = make_bomb("xl/workbook.xml", 65536, 'x');
	g_autoptr(GByteArray) other = make_bomb("photo.jpg", 65536, 'x');
	g_autoptr(GByteArray) body = make_bomb("word/document.xml", 65536, 'x');

	check_refused((const char *)sheet->data, sheet->len,
		      "Excel workbook; save the sheet as CSV");
	check_refused((const char *)other->data, other->len, "zip archive");
	check_refused((const char *)body->data, body->len, "not well-formed");
}

static void
test_eaf_slots(void)
{
	check_turns("<?xml version=\"1.0\"?><ANNOTATION_DOCUMENT><TIME_ORDER>"
		    "<TIME_SLOT TIME_SLOT_ID=\"a\" TIME_VALUE=\"5\"/>"
		    "<TIME_SLOT TIME_SLOT_ID=\"b\"/></TIME_ORDER>"
		    "<TIER TIER_ID=\"Ben\"><ANNOTATION><ALIGNABLE_ANNOTATION "
		    "TIME_SLOT_REF1=\"a\" TIME_SLOT_REF2=\"b\">"
		    "<ANNOTATION_VALUE>x &amp; y</ANNOTATION_VALUE>"
		    "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER>"
		    "</ANNOTATION_DOCUMENT>",
		    "eaf", "@5--1 Ben: x & y");
}

static void
test_textgrid_forms(void)
{
	check_turns("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n"
		    "\n0\n3\n<exists>\n1\n\"IntervalTier\"\n\"Ben\"\n0\n3\n2\n"
		    "0\n1\n\"\"\n1\n3\n\"he \"\"said\"\" so\"\n",
		    "textgrid", "@1000-3000 Ben: he \"said\" so");
	check_refused("File type = \"ooTextFile\"\nObject class = \"TextGrid\""
		      "\n0\n3\n<exists>\n1\n\"IntervalTier\"\n\"Ben\"\n0\n",
		      -1, "f:10: a TextGrid that breaks off");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
		g_autofree char *path = g_strconcat("/transcript/sample/",
						    samples[i].file, NULL);

		g_test_add_data_func(path, &samples[i], test_sample);
	}
	/* where they are not, the samples stand in for them */
	for (gsize i = 0;
	     g_file_test(REAL, G_FILE_TEST_IS_DIR) && i < G_N_ELEMENTS(reals);
	     i++) {
		g_autofree char *path =
			g_strconcat("/transcript/real/", reals[i].file, NULL);

		g_test_add_data_func(path, &reals[i], test_real);
	}
	g_test_add_func("/transcript/sample-list", test_sample_list);
	g_test_add_func("/transcript/real-list", test_real_list);
	g_test_add_func("/transcript/json/shapes", test_json_shapes);
	g_test_add_func("/transcript/json/refusals", test_json_refusals);
	g_test_add_func("/transcript/html-and-kin", test_html_and_kin);
	g_test_add_func("/transcript/xml/entities", test_entities);
	g_test_add_func("/transcript/zip/bomb", test_zip_bomb);
	g_test_add_func("/transcript/zip/kin", test_zip_kin);
	g_test_add_func("/transcript/eaf/slots", test_eaf_slots);
	g_test_add_func("/transcript/textgrid/forms", test_textgrid_forms);
	return g_test_run();
}
