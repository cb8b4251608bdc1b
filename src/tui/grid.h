/*
 * tui/grid: cells in memory, areas of them, wrapped text and paper.
 */
#ifndef TUI_GRID_H
#define TUI_GRID_H

#include "base/base.h"

enum ink {
	INK_PLAIN,
	INK_BOLD,
	INK_DIM,
	INK_GOOD,
	INK_WARN,
	INK_BAD,
	INK_MARK,  /* matched words */
	INK_BAR,   /* reversed */
	INK_FOUND, /* words searched for */
	INKS
};

#define CELL_MARKS 2

struct cell {
	gunichar ch; /* 0: second half of a wide one */
	gunichar marks[CELL_MARKS];
	guint8 width;
	guint8 ink;
	guint16 spare; /* 0: cells are compared as bytes */
};

struct grid {
	guint rows, columns;
	struct cell *cells;
	guint cursor_row, cursor_column;
};

struct grid *grid_new(guint rows, guint columns);
void grid_free(struct grid *grid);
typedef struct grid Grid;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Grid, grid_free)
void grid_resize(struct grid *grid, guint rows, guint columns);
void grid_clear(struct grid *grid);
/* Lines of text without trailing blanks, for tests.  Caller frees. */
char *grid_print(const struct grid *grid);

/* A rectangle of a grid; what is put outside of it is cut off. */
struct area {
	struct grid *grid;
	guint row, column, rows, columns;
};

struct area grid_area(struct grid *grid, guint row, guint column, guint rows,
		      guint columns);
/* UTF-8 text from a column on; the column after it.  Controls and
 * bidirectional overrides become U+FFFD. */
guint area_put(const struct area *area, guint row, guint column, guint8 ink,
	       const char *text);
guint area_put_len(const struct area *area, guint row, guint column, guint8 ink,
		   const char *text, gsize len);
void area_put_right(const struct area *area, guint row, guint8 ink,
		    const char *text);
void area_fill(const struct area *area, guint row, guint8 ink, const char *one);
void area_ink(const struct area *area, guint row, guint column, guint columns,
	      guint8 ink);
void area_cursor(const struct area *area, guint row, guint column);

/* Paper: lines of text with an ink, as long as one likes. */
struct paper_line {
	guint8 ink;
	char *text;
};

GPtrArray *paper_new(void);
/* Wrapped; `lead` stands before the first line, the rest is indented. */
void paper_add(GPtrArray *paper, guint width, guint8 ink, const char *lead,
	       const char *text);
void paper_add_format(GPtrArray *paper, guint width, guint8 ink,
		      const char *lead, const char *format, ...)
	G_GNUC_PRINTF(5, 6);
void paper_draw(const GPtrArray *paper, guint top, const struct area *area);

#endif
