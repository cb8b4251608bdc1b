/*
 * rtf_names.c: what some of RTF's control words and numbers stand for.
 */
#include "transcript/bytes.h"
#include "transcript/rtf.h"

guint
rtf_charset_code_page(gint64 charset)
{
	static const guint16 known[][2] = {
		{ 77, 10000 }, { 128, 932 },  { 129, 949 },  { 134, 936 },
		{ 136, 950 },  { 161, 1253 }, { 162, 1254 }, { 163, 1258 },
		{ 177, 1255 }, { 178, 1256 }, { 186, 1257 }, { 204, 1251 },
		{ 222, 874 },  { 238, 1250 }, { 0, 1252 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
		if (known[i][0] == charset)
			return known[i][1];
	return 0;
}

gboolean
rtf_is_aside(const char *word)
{
	static const char *const words[] = {
		"fonttbl",	"colortbl",
		"stylesheet",	"info",
		"pict",		"object",
		"header",	"headerl",
		"headerr",	"headerf",
		"footer",	"footerl",
		"footerr",	"footerf",
		"footnote",	"annotation",
		"atnid",	"atnauthor",
		"fldinst",	"listtable",
		"themedata",	"xe",
		"tc",		"revtbl",
		"generator",	"nonshppict",
		"filetbl",	"datastore",
		"latentstyles", "shpinst",
		"bkmkstart",	"bkmkend",
		"rsidtbl",	"listoverridetable",
	};

	return is_listed(words, G_N_ELEMENTS(words), word, strlen(word));
}

static const struct {
	const char *word;
	gunichar c;
} characters[] = {
	{ "tab", '\t' },	 { "emdash", 0x2014 },	  { "endash", 0x2013 },
	{ "bullet", 0x2022 },	 { "lquote", 0x2018 },	  { "rquote", 0x2019 },
	{ "ldblquote", 0x201c }, { "rdblquote", 0x201d }, { "emspace", ' ' },
	{ "enspace", ' ' },	 { "qmspace", ' ' },
};

gunichar
rtf_named_char(const char *word)
{
	for (gsize i = 0; i < G_N_ELEMENTS(characters); i++)
		if (!strcmp(characters[i].word, word))
			return characters[i].c;
	return 0;
}
