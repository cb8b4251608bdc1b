/*
 * text_out: columns, wrapping, marks and bars; the looks of the text output.
 */
#include "cli/text_out.h"

#include <math.h>
#include <string.h>

const char *
cli_ink(const struct cli *cli, enum ink ink)
{
	static const char *const escapes[] = {
		[INK_PLAIN] = "\033[0m",   [INK_BOLD] = "\033[1m",
		[INK_DIM] = "\033[2m",	   [INK_GOOD] = "\033[32m",
		[INK_WARN] = "\033[33m",   [INK_BAD] = "\033[31m",
		[INK_MARK] = "\033[1;36m",
	};

	return cli->color ? escapes[ink] : "";
}

const char *
cli_glyph(const struct cli *cli, enum glyph glyph)
{
	static const char *const plain[] = {
		[GLYPH_ACCEPTED] = "*",	  [GLYPH_UNDECIDED] = "o",
		[GLYPH_HINT] = ".",	  [GLYPH_REJECTED] = "x",
		[GLYPH_ADDED] = "+",	  [GLYPH_DOT] = "-",
		[GLYPH_BAR] = "#",	  [GLYPH_DASH] = "-",
		[GLYPH_RELABELLED] = ">",
	};
	static const char *const fine[] = {
		[GLYPH_ACCEPTED] = "●",	  [GLYPH_UNDECIDED] = "◐",
		[GLYPH_HINT] = "○",	  [GLYPH_REJECTED] = "✕",
		[GLYPH_ADDED] = "＋",	  [GLYPH_DOT] = "·",
		[GLYPH_BAR] = "█",	  [GLYPH_DASH] = "–",
		[GLYPH_RELABELLED] = "→",
	};

	return cli->ascii ? plain[glyph] : fine[glyph];
}

enum glyph
glyph_of_tag(const struct effective_tag *tag)
{
	if (tag->rejected)
		return GLYPH_REJECTED;
	if (tag->decision && tag->decision->verdict == VERDICT_RELABEL)
		return GLYPH_RELABELLED;
	if (tag->decision)
		return tag->decision->verdict == VERDICT_ADD ? GLYPH_ADDED :
							       GLYPH_ACCEPTED;
	return tag->machine->strength == STRENGTH_HINT ? GLYPH_HINT :
							 GLYPH_UNDECIDED;
}

char *
cli_bar(const struct cli *cli, double value, double most, guint width)
{
	GString *bar = g_string_new(NULL);
	double share = most > 0 && value > 0 ? MIN(value / most, 1) : 0;
	guint full = (guint)lround(share * width);

	if (value > 0 && full == 0)
		full = 1;
	for (guint i = 0; i < width; i++)
		g_string_append(bar, i < full ? cli_glyph(cli, GLYPH_BAR) :
						cli_glyph(cli, GLYPH_DOT));
	return g_string_free(bar, FALSE);
}

GPtrArray *
text_wrap(const char *text, guint width)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GArray) spans =
		g_array_new(FALSE, FALSE, sizeof(struct span));

	base_wrap(text, width, spans);
	for (guint i = 0; i < spans->len; i++) {
		struct span span = g_array_index(spans, struct span, i);

		g_ptr_array_add(
			lines, g_strndup(text + span.start, span_length(span)));
	}
	return lines;
}

void
text_pad(GString *out, const char *text, guint width)
{
	guint have = base_text_columns(text);

	g_string_append(out, text);
	for (; have < width; have++)
		g_string_append_c(out, ' ');
}

char *
text_real(double value, guint digits)
{
	return isnan(value) ? g_strdup("-") :
			      g_strdup_printf("%.*f", (int)digits, value);
}

void
text_paragraphs(GString *out, const char *text, const char *indent, guint width)
{
	g_auto(GStrv) paragraphs = g_strsplit(text, "\n", -1);
	guint room = width > strlen(indent) + 20 ?
			     width - (guint)strlen(indent) :
			     20;

	for (char **p = paragraphs; *p; p++) {
		g_autoptr(GPtrArray) lines = text_wrap(*p, room);

		for (guint i = 0; i < lines->len; i++)
			g_string_append_printf(out, "%s%s\n", **p ? indent : "",
					       (char *)lines->pdata[i]);
	}
}
