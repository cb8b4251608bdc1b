/*
 * text_out: inks, marks and bars, with or without colour, and broken lines.
 */
#ifndef CLI_TEXT_OUT_H
#define CLI_TEXT_OUT_H

#include "cli/run.h"

enum ink {
	INK_PLAIN,
	INK_BOLD,
	INK_DIM,
	INK_GOOD,
	INK_WARN,
	INK_BAD,
	INK_MARK
};

/* The escape that begins this ink, "" without colour. */
const char *cli_ink(const struct cli *cli, enum ink ink);

enum glyph {
	GLYPH_ACCEPTED,
	GLYPH_UNDECIDED,
	GLYPH_HINT,
	GLYPH_REJECTED,
	GLYPH_ADDED,
	GLYPH_DOT,
	GLYPH_BAR,
	GLYPH_DASH,
	GLYPH_RELABELLED
};

const char *cli_glyph(const struct cli *cli, enum glyph glyph);
enum glyph glyph_of_tag(const struct effective_tag *tag);
/* "█████···": value of 0..most in `width` columns; caller frees. */
char *cli_bar(const struct cli *cli, double value, double most, guint width);

/*
 * Lines of at most `width` columns, broken at blanks (inside words that are
 * longer).  \x02 and \x03 mark matched words: they become "[" and "]" and
 * count as one column each.  text must otherwise be printable.
 */
GPtrArray *text_wrap(const char *text, guint width);
/* `text` and blanks up to `width` columns appended. */
void text_pad(GString *out, const char *text, guint width);
/* "2.4", "–" when not known; caller frees. */
char *text_real(double value, guint digits);
/* `text` begins every line of the paragraph wrapped into `width`. */
void text_paragraphs(GString *out, const char *text, const char *indent,
		     guint width);

#endif
