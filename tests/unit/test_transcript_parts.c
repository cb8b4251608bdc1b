/*
 * What a file holds beside its talk, and what it hides: notes of a Word
 * document, texts of a project, codes of CHAT, encodings without a mark, a
 * table that is cut off.
 */
#include <archive.h>
#include <archive_entry.h>

#include "test_transcript.h"

/* A zip of these entries: name, text, name, text, NULL. */
static GByteArray *
zip_of(const char *const *parts)
{
	GByteArray *zip = g_byte_array_new();
	struct archive *archive = archive_write_new();
	size_t used = 0;

	g_byte_array_set_size(zip, 1 << 20);
	archive_write_set_format_zip(archive);
	archive_write_open_memory(archive, zip->data, zip->len, &used);
	for (; *parts; parts += 2) {
		struct archive_entry *entry = archive_entry_new();

		archive_entry_set_pathname(entry, parts[0]);
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_size(entry, strlen(parts[1]));
		archive_write_header(archive, entry);
		archive_write_data(archive, parts[1], strlen(parts[1]));
		archive_entry_free(entry);
	}
	archive_write_close(archive);
	archive_write_free(archive);
	g_byte_array_set_size(zip, used);
	return zip;
}

static struct transcript *
parse_zip(const char *const *parts, const char *text, GError **error)
{
	g_autoptr(GByteArray) zip = zip_of(parts);
	struct transcript_options options = { .name = "f", .text = text };

	return transcript_parse((const char *)zip->data, zip->len, &options,
				error);
}

#define BODY(text) \
	"<w:document xmlns:w=\"w\"><w:body>" text "</w:body></w:document>"
#define LINE(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"

static void
test_docx_asides(void)
{
	static const char *const parts[] = {
		"word/document.xml",
		BODY(LINE("T: a") LINE("P: b")),
		"word/footnotes.xml",
		"<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\">"
		"<w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
		"<w:footnote>" LINE("He cried.") "</w:footnote><w:footnote>" LINE(
			"So did she.") "</w:footnote></w:footnotes>",
		"word/comments.xml",
		"<w:comments xmlns:w=\"w\"><w:comment>" LINE(
			"a comment of more than sixty bytes, "
			"\303\251\303\251\303\251\303\251\303\251\303\251\303"
			"\251\303\251\303\251\303\251\303\251\303\251\303\251"
			"\303\251") "</w:comment></w:comments>",
		"word/header2.xml",
		"<w:hdr xmlns:w=\"w\">" LINE("Session 5") "</w:hdr>",
		"word/footer1.xml",
		"<w:ftr xmlns:w=\"w\"><w:p/></w:ftr>",
		"word/endnotes.xml",
		"<w:endnotes><w:endnote> <w:p>",
		NULL
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(Transcript) t = parse_zip(parts, NULL, &error);

	g_assert_no_error(error);
	assert_turns(t, "T: a|P: b");
	g_assert_cmpuint(t->warnings->len, ==, 3);
	g_assert_true(has_warning(t, "2 footnotes left out as not spoken, the "
				     "first: 'He cried.'"));
	g_assert_true(has_warning(t, "1 comment left out as not spoken: 'a "
				     "comment of more than sixty bytes, "));
	g_assert_true(has_warning(t, "1 page header left out as not spoken: "
				     "'Session 5'"));
}

static void
test_docx_struck(void)
{
	static const char *const parts[] = {
		"word/document.xml",
		BODY("<w:p><w:r><w:t>T: a </w:t></w:r><w:del><w:r><w:delText>"
		     "b</w:delText></w:r></w:del><w:ins><w:r><w:t>c</w:t>"
		     "</w:r></w:ins></w:p>"),
		NULL
	};
	g_autoptr(Transcript) t = parse_zip(parts, NULL, NULL);

	assert_turns(t, "T: a c");
	g_assert_true(has_warning(t, "1 passage is deleted with tracked"));
}

#define CELL(text) "<w:tc>" LINE(text) "</w:tc>"
#define ROW(cells) "<w:tr>" cells "</w:tr>"

/* The names of the columns tell which cell is which, whatever is in it. */
static void
test_docx_table(void)
{
	static const char *const named[] = {
		"word/document.xml",
		BODY("<w:tbl>" ROW(CELL("Line") CELL("Speaker") CELL("Speech")
					   CELL("Codes"))
			     ROW(CELL("1") CELL("T") CELL("a?") CELL("CLAR"))
				     ROW(CELL("2") CELL("P") CELL("And: b")
						 CELL("")) "</w:tbl>"),
		NULL
	};
	static const char *const nameless[] = {
		"word/document.xml",
		BODY("<w:tbl>" ROW(CELL("1.") CELL("0:01") CELL("T") CELL("a"))
			     ROW(CELL("2.") CELL("0:04") CELL("P:")
					 CELL("7")) "</w:tbl>"),
		NULL
	};
	g_autoptr(Transcript) t = parse_zip(named, NULL, NULL);
	g_autoptr(Transcript) u = parse_zip(nameless, NULL, NULL);

	assert_turns(t, "T: a?|P: And: b");
	g_assert_true(has_warning(t, "left out: 'Line', 'Codes'"));
	assert_turns(u, "@1000--1 T: a|@4000--1 P: 7");
}

static void
test_qdpx_texts(void)
{
	static const char *const parts[] = {
		"project.qde",
		"<Project><Sources><TextSource name=\"S1\"><PlainTextContent>"
		"T: a\nP: b</PlainTextContent></TextSource><TextSource "
		"name=\"S2\" plainTextPath=\"internal://x.txt\"/><TextSource "
		"name=\"S3\"/></Sources></Project>",
		"sources/x.txt", "T: c\nP: d", NULL
	};
	g_autoptr(GError) error = NULL, missing = NULL, other = NULL;
	struct transcript_options options = { .text = "S1" };
	g_autoptr(Transcript) first = parse_zip(parts, NULL, &error);
	g_autoptr(Transcript) second = parse_zip(parts, "s2", &error);

	g_assert_no_error(error);
	assert_turns(first, "T: a|P: b");
	g_assert_true(has_warning(first, "3 texts ('S1', 'S2', 'S3'); only "
					 "'S1' is read"));
	assert_turns(second, "T: c|P: d");
	g_assert_null(parse_zip(parts, "S4", &missing));
	g_assert_cmpstr(missing->message, ==,
			"f: the project holds no text 'S4' (it holds 'S1', "
			"'S2', 'S3')");
	g_assert_null(transcript_parse("T: a", 4, &options, &other));
	g_assert_nonnull(strstr(other->message, "REFI-QDA project only"));
}

/* Codes stay apart from words: what rules take for a note, or nothing. */
static void
test_chat_codes(void)
{
	g_autoptr(Transcript) t = parse(
		"@Begin\n@Participants:\tINV Jo Investigator, PAT Al Patient, "
		"KID Zoe Target_Child\n"
		"*INV:\twas <the day> [//] the week ? \025500_900\025\n"
		"*PAT:\t&-uh <I want> [/] I (be)cause it (.) hard &=laughs "
		"+...\n"
		"*INV:\twell , um:: \342\200\241 and +/.\n"
		"*KID:\t+, woof@o [=! laughing] . (he went) [* x <y>] 3 < 4 "
		"ice+cream +//?\n");

	assert_turns(t,
		     "@500-900 INV: was the day [//] the week?|"
		     "PAT: uh I want [/] I because it (.) hard &=laughs..."
		     "|INV: well, um and.|KID: woof [=! laughing]. (he went) "
		     "[* x <y>] 3 < 4 ice+cream?");
	g_assert_cmpint(role_of(t, "PAT"), ==, TURN_PATIENT);
	g_assert_cmpint(role_of(t, "INV"), ==, TURN_UNKNOWN);
	g_assert_cmpint(role_of(t, "KID"), ==, TURN_OTHER);
}

/* UTF-8 -> the other encoding, parsed. */
static struct transcript *
parse_encoded(const char *text, const char *encoding, GError **error)
{
	struct transcript_options options = { .name = "f" };
	gsize len;
	g_autofree char *bytes =
		g_convert(text, -1, encoding, "UTF-8", NULL, &len, NULL);

	g_assert_nonnull(bytes);
	return transcript_parse(bytes, len, &options, error);
}

static const char russian[] =
	"T: \320\232\320\260\320\272 \320\277\321\200\320\276\321\210\320\273"
	"\320\260 \320\275\320\265\320\264\320\265\320\273\321\217?\n"
	"P: \320\242\320\260\320\272 \321\201\320\265\320\261\320\265.\n";
static const char chinese[] =
	"\346\262\273\347\226\227\345\270\210\357\274\232\350\277\231\345\221"
	"\250\350\277\207\345\276\227\346\200\216\344\271\210\346\240\267\n"
	"\346\235\245\350\256\277\350\200\205\357\274\232\350\277\230\345\217"
	"\257\344\273\245\n"
	"\346\262\273\347\226\227\345\270\210\357\274\232\350\277\231\345\221"
	"\250\350\277\207\n"
	"\346\235\245\350\256\277\350\200\205\357\274\232\350\277\230\n";
static const char japanese[] =
	"T: \343\201\251\343\201\206\343\201\247\343\201\227\343\201\237\343"
	"\201\213\n"
	"P: \343\201\276\343\201\202\343\201\276\343\201\202\343\201\247\343"
	"\201\227\343\201\237\n";

static void
test_wide(void)
{
	static const char *const encodings[] = { "UTF-16LE", "UTF-16BE" };
	static const char *const texts[] = { russian, chinese, japanese };

	for (gsize e = 0; e < G_N_ELEMENTS(encodings); e++)
		for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
			g_autoptr(GError) error = NULL;
			g_autoptr(Transcript) t =
				parse_encoded(texts[i], encodings[e], &error);
			g_autoptr(Transcript) same = parse(texts[i]);
			g_autofree char *turns = turns_print(same);

			g_assert_no_error(error);
			g_assert_cmpstr(t->encoding, ==, encodings[e]);
			g_assert_cmpuint(t->turns->len, >=, 2);
			assert_turns(t, turns);
		}
}

/* Zeros in text of single bytes do not make it wide. */
static void
test_not_wide(void)
{
	static const char bytes[] = "T: a\0b c\0d\nP: so it\0 went on\n";
	g_autoptr(Transcript) t =
		parse_as(bytes, sizeof(bytes) - 1, NULL, FALSE);

	g_assert_cmpstr(t->encoding, ==, "UTF-8");
	g_assert_cmpuint(t->turns->len, ==, 2);
}

static void
test_eastern(void)
{
	static const struct {
		const char *text, *encoding, *named;
	} cases[] = {
		{ japanese, "SHIFT_JIS", "looks like SHIFT_JIS:" },
		{ japanese, "EUC-JP", "EUC-JP" },
		{ chinese, "GB18030", "iconv -f GB18030 -t UTF-8" },
		{ russian, "WINDOWS-1251", "iconv -f WINDOWS-1251 -t UTF-8" },
		{ russian, "KOI8-R", "KOI8-R" },
	};
	g_autoptr(Transcript) french = parse(
		"T: \311l\350ve, \340 c\364t\351, o\371 \347a? \223D\351j\340"
		"\224 \351t\351 \311\320\n"
		"P: L\340-bas, l\222\351t\351 dernier, c\222\351tait tr\350s "
		"dur.\n");

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_null(parse_encoded(cases[i].text, cases[i].encoding,
					    &error));
		g_assert_error(error, BASE_ERROR, BASE_ERROR_INPUT);
		g_assert_nonnull(strstr(error->message, cases[i].named));
	}
	g_assert_cmpstr(french->encoding, ==, "windows-1252");
}

/* Few foreign letters are read as Windows-1252, and look wrong: said with the
 * word.  What is in that encoding is not suspected. */
static void
test_odd_letters(void)
{
	static const struct {
		const char *text, *encoding, *word;
	} cases[] = {
		{ "T: Hm?\nP: \347\224\260\344\270\255 said no.\n", "SHIFT_JIS",
		  "'\342\200\234c\342\200\231\342\200\240'" },
		{ "T: Hm?\nP: I don\342\200\231t know, at the caf\303\251.\n",
		  "MACINTOSH", "'don\303\225t'" },
		{ "T: Hm?\nP: At the caf\303\251.\n", "CP850",
		  "'caf\342\200\232.'" },
	};
	g_autoptr(Transcript) typed =
		parse("T: Hm?\nP: \2435, \2006, 5 \260C, O\222Brien \227 "
		      "M\334LLER, 3\275\205 \253 oui \273\n");

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Transcript) t =
			parse_encoded(cases[i].text, cases[i].encoding, NULL);

		g_assert_cmpstr(t->encoding, ==, "windows-1252");
		g_assert_true(has_warning(t, "f:2: warning: not UTF-8"));
		g_assert_true(has_warning(t, cases[i].word));
	}
	g_assert_cmpstr(typed->encoding, ==, "windows-1252");
	g_assert_false(has_warning(typed, "not look right"));
}

static void
test_csv_cut(void)
{
	g_autoptr(Transcript) t =
		parse("speaker,text\nT,a\nP,\"b\n\nc\"\nT,\"d\nP,e\n");

	assert_turns(t, "T: a|P: b c|T: \"d|P: e");
	g_assert_true(has_warning(t, "f:6: warning: 1 quote opens and never "
				     "closes"));
}

static void
test_nobody(void)
{
	g_autoptr(Transcript) t = parse("[0:01] a\n[0:05] b\n");
	g_autoptr(Transcript) none = parse_as("WEBVTT\n", -1, NULL, TRUE);
	g_autoptr(GError) error = NULL, nothing = NULL;

	g_assert_false(transcript_check_roles(t, "f", &error));
	g_assert_true(
		g_str_has_prefix(error->message, "f: nobody is named in it"));
	g_assert_false(transcript_check_roles(none, "f", &nothing));
	g_assert_cmpstr(nothing->message, ==,
			"f: nobody speaks in it: it holds no turns");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/transcript/docx/asides", test_docx_asides);
	g_test_add_func("/transcript/docx/struck", test_docx_struck);
	g_test_add_func("/transcript/docx/table", test_docx_table);
	g_test_add_func("/transcript/qdpx/texts", test_qdpx_texts);
	g_test_add_func("/transcript/cha/codes", test_chat_codes);
	g_test_add_func("/transcript/encodings/wide", test_wide);
	g_test_add_func("/transcript/encodings/not-wide", test_not_wide);
	g_test_add_func("/transcript/encodings/eastern", test_eastern);
	g_test_add_func("/transcript/odd-letters", test_odd_letters);
	g_test_add_func("/transcript/csv/cut", test_csv_cut);
	g_test_add_func("/transcript/roles/nobody", test_nobody);
	return g_test_run();
}
