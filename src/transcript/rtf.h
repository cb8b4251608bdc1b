/*
 * rtf.h: what the two halves of the reader of RTF share: control words and
 * groups (rtf.c), and the page they are put on (rtf_page.c).
 */
#ifndef TRANSCRIPT_RTF_H
#define TRANSCRIPT_RTF_H

#include "transcript/cells.h"

struct rtf_page {
	GString *out;	/* all lines */
	GString *other; /* those outside of tables */
	GString *line;	/* the paragraph or cell at hand */
	GString *bytes; /* of a code page, not yet characters */
	guint code_page;
	GIConv converter; /* for the code page used last; -1: none */
	guint converts;
	struct cells cells;
	gboolean in_table;
	gboolean in_row;
};

void rtf_page_init(struct rtf_page *page, struct builder *builder);
void rtf_page_clear(struct rtf_page *page);
/* One byte of the code page / one character. */
void rtf_page_byte(struct rtf_page *page, guint code_page, guchar byte);
void rtf_page_char(struct rtf_page *page, gunichar c);
/* table: the paragraph that ends belongs to one. */
void rtf_page_paragraph(struct rtf_page *page, gboolean table);
void rtf_page_cell(struct rtf_page *page);
void rtf_page_row(struct rtf_page *page);
void rtf_page_finish(struct rtf_page *page);

/* A control word that begins what are not the document's words. */
gboolean rtf_is_aside(const char *word);
/* The character that a control word stands for; 0: none. */
gunichar rtf_named_char(const char *word);
/* The code page of \fcharset; 0: that of the document. */
guint rtf_charset_code_page(gint64 charset);

#endif
