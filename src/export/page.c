/*
 * Pages: sheets that are put together elsewhere; see page.h.
 */
#include "export/export.h"

static void
page_part_free(gpointer data)
{
	struct page_part *part = data;

	g_ptr_array_unref(part->says);
	g_clear_pointer(&part->rows, g_ptr_array_unref);
	g_free(part->chart);
	g_free(part);
}

struct book_page *
book_page_new(const char *name, const char *holds, const char *title,
	      char *subtitle, const double *widths)
{
	struct book_page *page = g_new0(struct book_page, 1);

	page->name = name;
	page->holds = holds;
	page->title = title;
	page->subtitle = subtitle;
	page->widths = widths;
	page->parts = g_ptr_array_new_with_free_func(page_part_free);
	return page;
}

void
book_page_free(struct book_page *page)
{
	if (!page)
		return;
	g_ptr_array_unref(page->parts);
	g_free(page->subtitle);
	g_free(page);
}

struct page_part *
page_part_add(struct book_page *page, const char *title)
{
	struct page_part *part = g_new0(struct page_part, 1);

	part->title = title;
	part->says = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(page->parts, part);
	return part;
}

void
page_says(struct page_part *part, char *sentence)
{
	g_ptr_array_add(part->says, sentence);
}

void
page_table(struct page_part *part, const struct page_column *columns,
	   GPtrArray *rows)
{
	part->columns = columns;
	part->rows = rows;
}
