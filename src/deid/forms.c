/*
 * forms: what is one form, and what lists say of it.
 *
 * A form is folded: in lower case, letters without marks.  Of a form that no
 * list has, its stem or its parts may tell.
 */
#include "deid/talk.h"

#include <string.h>

/* What Unicode does not take apart. */
static const char *
plain_letter(gunichar c)
{
	switch (c) {
	case 0x142:
		return "l";
	case 0xf8:
		return "o";
	case 0x131:
		return "i";
	case 0x111:
	case 0xf0:
		return "d";
	case 0xfe:
		return "th";
	case 0xe6:
		return "ae";
	case 0x153:
		return "oe";
	case 0xdf:
		return "ss";
	case 0x2018:
	case 0x2019:
	case 0x2bc:
		return "'";
	case 0x2010:
	case 0x2011:
		return "-";
	default:
		return NULL;
	}
}

static void
fold_char(GString *out, gunichar c)
{
	gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
	const char *plain;
	gsize n;

	c = g_unichar_tolower(c);
	plain = plain_letter(c);
	if (plain) {
		g_string_append(out, plain);
		return;
	}
	n = g_unichar_fully_decompose(c, FALSE, parts, G_N_ELEMENTS(parts));
	for (gsize i = 0; i < n; i++) {
		if (!g_unichar_ismark(parts[i]))
			g_string_append_unichar(out, parts[i]);
	}
}

void
deid_fold(GString *out, const char *text, gsize len)
{
	const char *end = text + len;

	while (text < end) {
		guchar c = *text;

		if (c < 0x80) {
			g_string_append_c(out, g_ascii_tolower(c));
			text++;
		} else {
			fold_char(out, g_utf8_get_char(text));
			text = g_utf8_next_char(text);
		}
	}
}

static guint
plain_kinds(const struct lists *lists, const char *text, gsize len)
{
	g_autofree char *form = g_strndup(text, len);

	return lists_kinds(lists, form);
}

/* Of "works" by "work", of "nguyens" by "nguyen". */
static guint
kinds_by_stem(const struct lists *lists, const char *text, gsize len)
{
	static const char *const endings[] = { "s",  "es", "ed", "ing",
					       "in", "ly", "er", "est" };

	for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
		gsize n = strlen(endings[i]);
		guint kinds;

		if (len < n + 3 || memcmp(text + len - n, endings[i], n) != 0)
			continue;
		kinds = plain_kinds(lists, text, len - n);
		if (kinds & FORM_WORD)
			return FORM_WORD;
		if (i == 0 && kinds & (FORM_FIRST | FORM_LAST))
			return kinds & (FORM_FIRST | FORM_LAST);
	}
	return 0;
}

/* Of "anne-marie" and "two-year-old". */
static guint
kinds_by_parts(const struct lists *lists, const char *text)
{
	g_auto(GStrv) parts = g_strsplit(text, "-", -1);
	g_autofree char *spaced = g_strdelimit(g_strdup(text), "-", ' ');
	guint kinds = lists_kinds(lists, spaced) & (FORM_PLACE | FORM_EMPLOYER);
	gboolean words = TRUE;

	for (guint i = 0; parts[i]; i++) {
		guint part = lists_kinds(lists, parts[i]);

		if (!(part & FORM_WORD) && strlen(parts[i]) > 1) {
			words = FALSE;
			kinds |= part & (FORM_FIRST | FORM_LAST);
		}
	}
	return words ? kinds | FORM_WORD : kinds;
}

static guint
form_kinds(const struct lists *lists, const char *text)
{
	guint kinds = lists_kinds(lists, text);
	gsize len = strlen(text);

	if (!kinds && g_str_has_suffix(text, "n't"))
		return FORM_WORD;
	if (!kinds && strchr(text, '-'))
		kinds = kinds_by_parts(lists, text);
	if (!kinds)
		kinds = kinds_by_stem(lists, text, len);
	return kinds;
}

guint
talk_form(struct deid_talk *talk, const char *text)
{
	guint at = GPOINTER_TO_UINT(g_hash_table_lookup(talk->by_text, text));
	struct wordform *form;

	if (at)
		return at - 1;
	form = g_new0(struct wordform, 1);
	form->text = g_strdup(text);
	form->kinds = form_kinds(&talk->deid->lists, text);
	g_ptr_array_add(talk->forms, form);
	g_hash_table_insert(talk->by_text, form->text,
			    GUINT_TO_POINTER(talk->forms->len));
	return talk->forms->len - 1;
}

void
form_free(gpointer data)
{
	struct wordform *form = data;

	g_free(form->text);
	g_free(form);
}
