/*
 * rtf.c: Rich Text: f4, NVivo, older Word.
 *
 * A small reader of our own: the tools that convert RTF are programs to be
 * run, and this room runs none; what a transcript needs of RTF is little.
 * Groups and control words are followed for the words, their encoding, and
 * paragraphs and tables; hidden and deleted text, notes and page lines are
 * left out and counted.  The lines then go the way of typed text.
 */
#include "transcript/reader.h"
#include "transcript/rtf.h"

#define DEPTH_MAX 256
#define WORD_MAX 32
#define FONTS_MAX 4096

struct group {
	gboolean muted;	  /* not the document's words */
	gboolean hidden;  /* \v */
	gboolean deleted; /* \deleted */
	gboolean table;	  /* the paragraph belongs to a table */
	gboolean fonts;	  /* in the table of fonts */
	guint skip;	  /* characters that stand for a \u */
	guint font;
};

struct rtf {
	const struct source *source;
	const char *p, *end;
	struct rtf_page page;
	struct group stack[DEPTH_MAX];
	guint depth;
	guint code_page;	  /* of the document */
	guint usual;		  /* the font where none is told */
	guint16 fonts[FONTS_MAX]; /* code pages of fonts; 0: the document's */
	gint64 skip;		  /* characters still to be passed over */
	gunichar high;		  /* first half of a pair */
	gboolean ignorable;	  /* a \* stood before */
	guint notes, deletions, hiddens;
};

struct control {
	char word[WORD_MAX];
	gboolean has_number;
	gint64 number;
};

static struct group *
top(struct rtf *rtf)
{
	return &rtf->stack[rtf->depth];
}

static gboolean
is_silent(struct rtf *rtf)
{
	const struct group *g = top(rtf);

	return g->muted || g->hidden || g->deleted;
}

static guint
code_page_of(struct rtf *rtf)
{
	guint font = top(rtf)->font;

	return font < FONTS_MAX && rtf->fonts[font] ? rtf->fonts[font] :
						      rtf->code_page;
}

/* One character of the document, unless it stands for a \u before it. */
static void
put_char(struct rtf *rtf, gunichar c)
{
	if (rtf->skip > 0)
		rtf->skip--;
	else if (!is_silent(rtf))
		rtf_page_char(&rtf->page, c);
}

static void
put_byte(struct rtf *rtf, guchar byte)
{
	if (rtf->skip > 0)
		rtf->skip--;
	else if (!is_silent(rtf))
		rtf_page_byte(&rtf->page, code_page_of(rtf), byte);
}

/* \u8217, negative above 32767; two for a character beyond. */
static void
put_unicode(struct rtf *rtf, gint64 number)
{
	gunichar c = (gunichar)(number & 0xffff);

	rtf->skip = 0;
	if (c >= 0xd800 && c < 0xdc00) {
		rtf->high = c;
	} else if (c >= 0xdc00 && c < 0xe000 && rtf->high) {
		put_char(rtf,
			 0x10000 + ((rtf->high - 0xd800) << 10) + (c - 0xdc00));
		rtf->high = 0;
	} else {
		put_char(rtf, c);
	}
	rtf->skip = top(rtf)->skip;
}

static void
begin_aside(struct rtf *rtf, const char *word)
{
	struct group *g = top(rtf);

	rtf->notes += !g->muted && (!strcmp(word, "footnote") ||
				    !strcmp(word, "annotation"));
	g->muted = TRUE;
	g->fonts |= !strcmp(word, "fonttbl");
}

static gboolean
put_named(struct rtf *rtf, const char *word)
{
	gunichar c = rtf_named_char(word);

	if (c)
		put_char(rtf, c);
	return c != 0;
}

/* Paragraphs, lines and tables. */
static gboolean
take_layout(struct rtf *rtf, const char *word)
{
	struct group *g = top(rtf);

	if (!strcmp(word, "pard"))
		g->table = FALSE;
	else if (!strcmp(word, "intbl"))
		g->table = TRUE;
	else if (g->muted)
		return FALSE;
	else if (!strcmp(word, "par") || !strcmp(word, "line") ||
		 !strcmp(word, "sect") || !strcmp(word, "page"))
		rtf_page_paragraph(&rtf->page, g->table);
	else if (!strcmp(word, "cell"))
		rtf_page_cell(&rtf->page);
	else if (!strcmp(word, "row"))
		rtf_page_row(&rtf->page);
	else
		return FALSE;
	return TRUE;
}

static gboolean
take_encoding(struct rtf *rtf, const struct control *c)
{
	struct group *g = top(rtf);

	if (!strcmp(c->word, "ansicpg") && c->number > 0 && c->number < 65536)
		rtf->code_page = c->number;
	else if (!strcmp(c->word, "mac"))
		rtf->code_page = 10000;
	else if (!strcmp(c->word, "pc"))
		rtf->code_page = 437;
	else if (!strcmp(c->word, "uc"))
		g->skip = CLAMP(c->number, 0, 16);
	else if (!strcmp(c->word, "deff") && c->has_number)
		g->font = rtf->usual = CLAMP(c->number, 0, FONTS_MAX);
	else if (!strcmp(c->word, "f") && c->has_number)
		g->font = CLAMP(c->number, 0, FONTS_MAX);
	else if (!strcmp(c->word, "fcharset") && g->fonts &&
		 g->font < FONTS_MAX)
		rtf->fonts[g->font] = rtf_charset_code_page(c->number);
	else
		return FALSE;
	return TRUE;
}

static void
take_control(struct rtf *rtf, const struct control *c)
{
	struct group *g = top(rtf);
	gboolean on = !c->has_number || c->number;

	if (!strcmp(c->word, "u")) {
		put_unicode(rtf, c->number);
	} else if (!strcmp(c->word, "bin")) {
		rtf->p += CLAMP(c->number, 0, rtf->end - rtf->p);
	} else if (!strcmp(c->word, "v")) {
		rtf->hiddens += on && !g->hidden && !g->muted;
		g->hidden = on;
	} else if (!strcmp(c->word, "deleted")) {
		rtf->deletions += on && !g->deleted && !g->muted;
		g->deleted = on;
	} else if (!strcmp(c->word, "plain")) {
		g->hidden = g->deleted = FALSE;
		g->font = rtf->usual;
	} else if (rtf_is_aside(c->word)) {
		begin_aside(rtf, c->word);
	} else if (!take_layout(rtf, c->word) && !take_encoding(rtf, c) &&
		   !put_named(rtf, c->word) && rtf->ignorable) {
		begin_aside(rtf, c->word);
	}
}

/* Letters and a number behind a backslash; one blank belongs to them. */
static void
read_control_word(struct rtf *rtf, struct control *c)
{
	gsize n = 0;
	gboolean minus;

	*c = (struct control){ .has_number = FALSE };
	while (rtf->p < rtf->end && g_ascii_isalpha(*rtf->p)) {
		if (n < WORD_MAX - 1)
			c->word[n++] = *rtf->p;
		rtf->p++;
	}
	minus = rtf->p < rtf->end && *rtf->p == '-';
	rtf->p += minus;
	while (rtf->p < rtf->end && g_ascii_isdigit(*rtf->p)) {
		c->has_number = TRUE;
		if (c->number < G_MAXINT32)
			c->number = c->number * 10 + (*rtf->p - '0');
		rtf->p++;
	}
	if (minus)
		c->number = -c->number;
	if (rtf->p < rtf->end && *rtf->p == ' ')
		rtf->p++;
}

/* What stands behind a backslash. */
static void
read_control(struct rtf *rtf)
{
	struct control c;
	char sign = *rtf->p;

	if (g_ascii_isalpha(sign)) {
		read_control_word(rtf, &c);
		take_control(rtf, &c);
		rtf->ignorable = FALSE;
		return;
	}
	rtf->p++;
	if (sign == '\'' && rtf->end - rtf->p >= 2 &&
	    g_ascii_isxdigit(rtf->p[0]) && g_ascii_isxdigit(rtf->p[1])) {
		put_byte(rtf, g_ascii_xdigit_value(rtf->p[0]) << 4 |
				      g_ascii_xdigit_value(rtf->p[1]));
		rtf->p += 2;
	} else if (sign == '*') {
		rtf->ignorable = TRUE;
	} else if (sign == '~') {
		put_char(rtf, ' ');
	} else if (sign == '_') {
		put_char(rtf, '-');
	} else if (sign == '\n' && !is_silent(rtf)) {
		rtf_page_paragraph(&rtf->page, top(rtf)->table);
	} else if (sign == '\\' || sign == '{' || sign == '}') {
		put_char(rtf, sign);
	}
}

static gboolean
open_group(struct rtf *rtf, GError **error)
{
	if (rtf->depth + 1 == DEPTH_MAX)
		return source_fault(rtf->source, 0, error,
				    "the RTF document is nested too deeply; "
				    "save it as .docx or plain text");
	rtf->stack[rtf->depth + 1] = rtf->stack[rtf->depth];
	rtf->depth++;
	rtf->skip = 0;
	return TRUE;
}

static gboolean
read_groups(struct rtf *rtf, GError **error)
{
	while (rtf->p < rtf->end) {
		char c = *rtf->p;

		if (c == '{') {
			rtf->p++;
			if (!open_group(rtf, error))
				return FALSE;
		} else if (c == '}') {
			rtf->p++;
			rtf->skip = 0;
			rtf->depth -= rtf->depth > 0;
		} else if (c == '\\' && rtf->p + 1 < rtf->end) {
			rtf->p++;
			read_control(rtf);
		} else if (c == '\n' || c == '\r') {
			rtf->p++;
		} else {
			put_char(rtf, g_utf8_get_char(rtf->p));
			rtf->p = g_utf8_next_char(rtf->p);
		}
	}
	return TRUE;
}

static void
report_rtf(struct rtf *rtf, struct builder *builder)
{
	if (rtf->deletions)
		builder_warn(builder, 0,
			     "%u passage%s deleted with tracked changes, and "
			     "left out",
			     rtf->deletions,
			     rtf->deletions == 1 ? " is" : "s are");
	if (rtf->hiddens)
		builder_warn(builder, 0, "%u hidden passage%s left out",
			     rtf->hiddens, rtf->hiddens == 1 ? " is" : "s are");
	if (rtf->notes)
		builder_warn(
			builder, 0,
			"%u footnote%s or comment%s left out as not spoken",
			rtf->notes, rtf->notes == 1 ? "" : "s",
			rtf->notes == 1 ? " is" : "s are");
}

static int
rtf_sniff(const struct source *source)
{
	return source->len > 5 && !memcmp(source->text, "{\\rtf", 5) ? 150 : 0;
}

static gboolean
say_page(struct rtf *rtf, struct builder *builder, GError **error)
{
	struct rtf_page *page = &rtf->page;
	struct source inner = *rtf->source;

	inner.text = inner.owned = page->out->str;
	inner.len = page->out->len;
	inner.ascii = FALSE;
	if (strspn(inner.text, " \t\n") == inner.len)
		return source_fault(rtf->source, 0, error,
				    "the RTF document holds no text");
	return cells_say(&page->cells, page->other) ||
	       reader_parse_text(&inner, builder, error);
}

static gboolean
rtf_parse(const struct source *source, struct builder *builder, GError **error)
{
	g_autofree struct rtf *rtf = g_new0(struct rtf, 1);
	gboolean ok;

	rtf->source = source;
	rtf->p = source->text;
	rtf->end = source->text + source->len;
	rtf->code_page = 1252;
	rtf->stack[0].skip = 1;
	rtf->stack[0].font = rtf->usual = FONTS_MAX;
	rtf_page_init(&rtf->page, builder);
	ok = read_groups(rtf, error);
	rtf_page_finish(&rtf->page);
	ok = ok && say_page(rtf, builder, error);
	if (ok)
		report_rtf(rtf, builder);
	rtf_page_clear(&rtf->page);
	return ok;
}

const struct reader reader_rtf = {
	.name = "rtf",
	.description = "Rich Text (f4, NVivo, Word), paragraphs or a table",
	.endings = "rtf",
	.terminated = TRUE,
	.sniff = rtf_sniff,
	.parse = rtf_parse,
};
