/*
 * rtf_page.c: what RTF's words are put on: lines and tables.
 */
#include "transcript/builder.h"
#include "transcript/encoding.h"
#include "transcript/rtf.h"

void
rtf_page_init(struct rtf_page *page, struct builder *builder)
{
	*page = (struct rtf_page){ .converter = (GIConv)-1 };
	page->out = g_string_new(NULL);
	page->other = g_string_new(NULL);
	page->line = g_string_new(NULL);
	page->bytes = g_string_new(NULL);
	cells_init(&page->cells, builder);
}

void
rtf_page_clear(struct rtf_page *page)
{
	g_string_free(page->out, TRUE);
	g_string_free(page->other, TRUE);
	g_string_free(page->line, TRUE);
	g_string_free(page->bytes, TRUE);
	cells_clear(&page->cells);
	if (page->converter != (GIConv)-1)
		g_iconv_close(page->converter);
}

static GIConv
converter_of(struct rtf_page *page, guint code_page)
{
	char name[16];

	if (page->converter != (GIConv)-1 && page->converts == code_page)
		return page->converter;
	if (page->converter != (GIConv)-1)
		g_iconv_close(page->converter);
	if (code_page == 10000)
		g_strlcpy(name, "MACINTOSH", sizeof(name));
	else
		g_snprintf(name, sizeof(name), "CP%u", code_page % 100000);
	page->converts = code_page;
	page->converter = g_iconv_open("UTF-8", name);
	return page->converter;
}

static void
append_1252(GString *out, const GString *bytes)
{
	for (gsize i = 0; i < bytes->len; i++) {
		guint byte = (guchar)bytes->str[i];
		gunichar c = byte < 0x80 || byte > 0x9f ? byte :
							  encoding_cp1252(byte);

		g_string_append_unichar(out, c ? c : 0xfffd);
	}
}

/* The bytes that have gathered, by their code page. */
static void
flush_bytes(struct rtf_page *page)
{
	g_autofree char *text = NULL;

	if (!page->bytes->len)
		return;
	if (page->code_page != 1252 &&
	    converter_of(page, page->code_page) != (GIConv)-1)
		text = g_convert_with_iconv(page->bytes->str, page->bytes->len,
					    page->converter, NULL, NULL, NULL);
	if (text)
		g_string_append(page->line, text);
	else
		append_1252(page->line, page->bytes);
	g_string_truncate(page->bytes, 0);
}

void
rtf_page_byte(struct rtf_page *page, guint code_page, guchar byte)
{
	if (!byte)
		return;
	if (page->code_page != code_page)
		flush_bytes(page);
	page->code_page = code_page;
	g_string_append_c(page->bytes, byte);
}

/* Japanese, Chinese and Korean: a letter may be the second half of a sign. */
static gboolean
takes_two(guint code_page)
{
	return code_page == 932 || code_page == 936 || code_page == 949 ||
	       code_page == 950;
}

void
rtf_page_char(struct rtf_page *page, gunichar c)
{
	if (c && c < 0x80 && page->bytes->len && takes_two(page->code_page)) {
		g_string_append_c(page->bytes, c);
		return;
	}
	flush_bytes(page);
	if (c == 0 || (c >= 0xd800 && c < 0xe000) || c > 0x10ffff)
		c = 0xfffd;
	g_string_append_unichar(page->line, c);
}

static void
end_table(struct rtf_page *page)
{
	if (page->in_table)
		cells_end(&page->cells, page->out);
	page->in_table = page->in_row = FALSE;
}

void
rtf_page_paragraph(struct rtf_page *page, gboolean table)
{
	flush_bytes(page);
	if (table) {
		g_string_append_c(page->line, ' ');
		return;
	}
	end_table(page);
	g_string_append_c(page->line, '\n');
	g_string_append_len(page->out, page->line->str, page->line->len);
	g_string_append_len(page->other, page->line->str, page->line->len);
	g_string_truncate(page->line, 0);
}

void
rtf_page_cell(struct rtf_page *page)
{
	flush_bytes(page);
	if (!page->in_table)
		cells_begin(&page->cells);
	if (!page->in_row)
		cells_row(&page->cells);
	page->in_table = page->in_row = TRUE;
	cells_cell(&page->cells);
	g_string_append_len(page->cells.text, page->line->str, page->line->len);
	g_string_truncate(page->line, 0);
}

void
rtf_page_row(struct rtf_page *page)
{
	flush_bytes(page);
	g_string_truncate(page->line, 0);
	page->in_row = FALSE;
}

void
rtf_page_finish(struct rtf_page *page)
{
	rtf_page_paragraph(page, FALSE);
}
