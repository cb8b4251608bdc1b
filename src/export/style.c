/*
 * How cells look: calm colours that stay readable on a grey printer.
 */
#include "export/cell.h"

#define INK 0x22303C
#define DEEP 0x1F4E5F
#define RULE 0xD5DCE1
#define MUTED 0x7F8A92
#define LINK 0x1F5FA8
#define FONT "Arial" /* or one of its metrics: on every system */

struct cell_look {
	gboolean bordered;
	gboolean bold;
	gboolean italic;
	int size;     /* 0 = 10 */
	guint32 ink;  /* 0 = INK */
	guint32 fill; /* 0 = none */
	gboolean centred;
	gboolean wrapped;
	gboolean underlined;
	const char *number;
	const char *font;
};

static const struct cell_look looks[STYLES] = {
	[STYLE_TITLE] = { .bold = TRUE, .size = 20, .ink = DEEP },
	[STYLE_SUBTITLE] = { .size = 12, .ink = 0x4A5A66 },
	[STYLE_SECTION] = { .bold = TRUE, .size = 12, .ink = DEEP },
	[STYLE_LABEL] = { .bold = TRUE },
	[STYLE_PROSE] = { .wrapped = TRUE },
	[STYLE_MONO] = { .font = "Consolas", .size = 9 },
	[STYLE_HASH] = { .bordered = TRUE,
			 .font = "Consolas",
			 .size = 8,
			 .wrapped = TRUE },
	[STYLE_NOTICE] = { .wrapped = TRUE,
			   .bold = TRUE,
			   .fill = 0xFFF1CC,
			   .bordered = TRUE },
	[STYLE_COVER_LINK] = { .ink = LINK, .underlined = TRUE },
	[STYLE_HEAD] = { .bordered = TRUE,
			 .bold = TRUE,
			 .ink = 0xFFFFFF,
			 .fill = DEEP,
			 .wrapped = TRUE },
	[STYLE_HEAD_CENTRE] = { .bordered = TRUE,
				.bold = TRUE,
				.ink = 0xFFFFFF,
				.fill = DEEP,
				.wrapped = TRUE,
				.centred = TRUE },
	[STYLE_TEXT] = { .bordered = TRUE, .wrapped = TRUE },
	[STYLE_CENTRE] = { .bordered = TRUE, .centred = TRUE, .wrapped = TRUE },
	[STYLE_COUNT] = { .bordered = TRUE, .centred = TRUE, .number = "0" },
	[STYLE_SCORE] = { .bordered = TRUE, .centred = TRUE, .number = "0.00" },
	[STYLE_PERCENT] = { .bordered = TRUE, .centred = TRUE, .number = "0%" },
	[STYLE_TIME] = { .bordered = TRUE,
			 .centred = TRUE,
			 .number = "yyyy-mm-dd hh:mm" },
	[STYLE_POINT] = { .bordered = TRUE,
			  .centred = TRUE,
			  .bold = TRUE,
			  .fill = 0xF2F7FA,
			  .number = "0" },
	[STYLE_OFF] = { .bordered = TRUE, .fill = 0xE4E7EA },
	[STYLE_SUGGESTED] = { .bordered = TRUE,
			      .centred = TRUE,
			      .italic = TRUE,
			      .ink = 0x5B6770,
			      .number = "0" },
	[STYLE_LINK] = { .bordered = TRUE,
			 .wrapped = TRUE,
			 .ink = LINK,
			 .underlined = TRUE },
	[STYLE_LINK_CENTRE] = { .bordered = TRUE,
				.centred = TRUE,
				.ink = LINK,
				.underlined = TRUE },
	[STYLE_MUTED] = { .bordered = TRUE, .wrapped = TRUE, .ink = MUTED },
	[STYLE_PASS] = { .bordered = TRUE,
			 .bold = TRUE,
			 .centred = TRUE,
			 .fill = 0xDCEFE1,
			 .ink = 0x1D5B33 },
	[STYLE_BORDERLINE] = { .bordered = TRUE,
			       .bold = TRUE,
			       .centred = TRUE,
			       .fill = 0xFFF1CC,
			       .ink = 0x6B5200 },
	[STYLE_NOT_YET] = { .bordered = TRUE,
			    .bold = TRUE,
			    .centred = TRUE,
			    .fill = 0xF8DFDA,
			    .ink = 0x7A2A1C },
	[STYLE_INCOMPLETE] = { .bordered = TRUE,
			       .bold = TRUE,
			       .centred = TRUE,
			       .fill = 0xE8ECEF,
			       .ink = 0x44515B },
	[STYLE_WARN] = { .bordered = TRUE,
			 .wrapped = TRUE,
			 .bold = TRUE,
			 .fill = 0xF8DFDA,
			 .ink = 0x7A2A1C },
};

static lxw_format *
format_build(struct book *book, const struct cell_look *look)
{
	lxw_format *format = workbook_add_format(book->workbook);

	format_set_font_size(format, look->size ? look->size : 10);
	format_set_font_color(format, look->ink ? look->ink : INK);
	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	format_set_font_name(format, look->font ? look->font : FONT);
	if (look->bold)
		format_set_bold(format);
	if (look->italic)
		format_set_italic(format);
	if (look->fill)
		format_set_bg_color(format, look->fill);
	if (look->centred)
		format_set_align(format, LXW_ALIGN_CENTER);
	if (look->wrapped)
		format_set_text_wrap(format);
	if (look->underlined)
		format_set_underline(format, LXW_UNDERLINE_SINGLE);
	if (look->number)
		format_set_num_format(format, look->number);
	if (look->bordered) {
		format_set_border(format, LXW_BORDER_THIN);
		format_set_border_color(format, RULE);
	}
	return format;
}

void
styles_build(struct book *book)
{
	for (guint i = 0; i < STYLES; i++) {
		book->styles[i] = format_build(book, &looks[i]);
		book->above[i] = format_build(book, &looks[i]);
		format_set_top(book->above[i], LXW_BORDER_MEDIUM);
		format_set_top_color(book->above[i], DEEP);
	}
	for (guint muted = 0; muted < 2; muted++)
		for (guint bold = 0; bold < 2; bold++)
			book->inside[muted][bold] = format_build(
				book, &(struct cell_look){
					      .bold = (gboolean)bold,
					      .ink = muted ? MUTED : INK });
}

lxw_format *
style_of(const struct at *at, enum style style)
{
	if (at->muted && style == STYLE_TEXT)
		style = STYLE_MUTED;
	return at->above ? at->book->above[style] : at->book->styles[style];
}

gboolean
style_is_centred(enum style style)
{
	return looks[style].centred;
}
