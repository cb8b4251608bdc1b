/*
 * Charts of one session: a radar of each rating, bars of what was found.
 *
 * Their numbers stand on the hidden Lists sheet: only items that were rated,
 * so that N/A is not drawn as a nought.
 */
#include "export/cell.h"
#include "export/charts.h"
#include "export/facts.h"

#include <string.h>

#define RADAR_WIDTH 600
#define RADAR_HEIGHT 460
#define BARS_WIDTH 700
#define BARS_TOP 120
#define BAR_HEIGHT 16
#define BARS_LEFT (RADAR_WIDTH + 24)
#define ROW_HEIGHT 20 /* pixels of a plain row */
#define RADAR_ROWS (RADAR_HEIGHT / ROW_HEIGHT + 2)
#define DEFAULT_WIDTH 480.0 /* of a chart, which is scaled from these */
#define DEFAULT_HEIGHT 288.0

lxw_chart_series *
charts_series(lxw_chart *chart, const struct chart_data *data, lxw_col_t col,
	      const char *name, guint32 colour)
{
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
	lxw_chart_fill fill = { .color = colour };

	chart_series_set_categories(series, data->sheet, data->first, 0,
				    data->last, 0);
	chart_series_set_values(series, data->sheet, data->first, col,
				data->last, col);
	chart_series_set_name(series, name);
	chart_series_set_fill(series, &fill);
	return series;
}

void
charts_insert(lxw_worksheet *sheet, lxw_chart *chart, lxw_row_t row, int x,
	      int width, int height, const char *says)
{
	lxw_chart_options options = {
		.x_offset = x,
		.y_offset = 6,
		.x_scale = width / DEFAULT_WIDTH,
		.y_scale = height / DEFAULT_HEIGHT,
		.object_position = LXW_OBJECT_MOVE_DONT_SIZE,
		.description = (char *)says,
	};

	worksheet_insert_chart_opt(sheet, row, 0, chart, &options);
}

void
charts_finish(lxw_chart *chart, const char *title)
{
	lxw_chart_font font = { .size = 12,
				.bold = LXW_TRUE,
				.color = 0x1F4E5F };
	lxw_chart_line line = { .color = 0xD5DCE1 };

	chart_title_set_name(chart, title);
	chart_title_set_name_font(chart, &font);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	chart_chartarea_set_line(chart, &line);
	chart_show_hidden_data(chart);
}

/* Item, extent, quality of what is rated; off-model items are no axis: there
 * the centre is what one hopes for. */
static struct chart_data
write_points(struct book *book, guint session, const struct rating *rating)
{
	const GPtrArray *live = book->places[session].live;
	struct chart_data data = { .sheet = "Lists", .first = book->list_row };
	struct at at = { .book = book,
			 .sheet = book->lists,
			 .row = book->list_row };

	for (guint i = 0; i < live->len; i++) {
		const struct item *item = g_ptr_array_index(live, i);
		const struct item_rating *line = fact_line(rating, item->id);

		if (!line || line->extent == 0 ||
		    item->item_class == CLASS_PROSCRIBED)
			continue;
		at.col = 0;
		cell_string(&at, STYLE_CENTRE, item->id);
		cell_number(&at, STYLE_COUNT, line->extent);
		if (line->quality > 0)
			cell_number(&at, STYLE_COUNT, line->quality);
		at.row++;
		data.rows++;
	}
	data.last = at.row - 1;
	book->list_row = at.row + 1;
	return data;
}

/* A radar wants three axes at least. */
static gboolean
draw_radar(struct book *book, guint session, const struct rating *rating,
	   lxw_row_t row, int x)
{
	const struct session_record *record = book_session(book, session);
	lxw_chart *chart;
	struct chart_data data;
	g_autofree char *title = NULL;
	lxw_chart_line grid = { .color = 0xD5DCE1 };
	static const guint32 colours[] = { 0x1F6F8B, 0xD08A2E };

	data = write_points(book, session, rating);
	if (data.rows < 3)
		return FALSE;
	title = g_strdup_printf(
		"Session %" G_GINT64_FORMAT ": extent and quality by %s (%s)",
		record->session, rating->rater, rater_role_print(rating->role));
	chart = workbook_add_chart(book->workbook,
				   LXW_CHART_RADAR_WITH_MARKERS);
	for (guint i = 0; i < 2; i++) {
		lxw_chart_line line = { .color = colours[i], .width = 2 };
		lxw_chart_series *series = charts_series(
			chart, &data, (lxw_col_t)(i + 1),
			i == 0 ? "Extent" : "Quality", colours[i]);

		chart_series_set_line(series, &line);
		chart_series_set_marker_type(series,
					     i == 0 ? LXW_CHART_MARKER_CIRCLE :
						      LXW_CHART_MARKER_DIAMOND);
		chart_series_set_marker_size(series, 5);
	}
	chart_axis_set_min(chart->y_axis, 0);
	chart_axis_set_max(chart->y_axis, SCALE_POINTS);
	chart_axis_set_major_unit(chart->y_axis, 1);
	chart_axis_major_gridlines_set_line(chart->y_axis, &grid);
	charts_finish(chart, title);
	charts_insert(book->summary, chart, row, x, RADAR_WIDTH, RADAR_HEIGHT,
		      "Radar of the extent and quality of each rated item");
	return TRUE;
}

/* How often a technique stands, and on whose word. */
struct tally {
	const char *technique;
	guint confirmed;
	guint found;
	guint hints;
};

static guint
tally_sum(const struct tally *tally)
{
	return tally->confirmed + tally->found + tally->hints;
}

/* Fewest first, so that the longest bar is drawn on top. */
static int
compare_tallies(const void *a, const void *b)
{
	const struct tally *left = a, *right = b;
	guint l = tally_sum(left), r = tally_sum(right);

	if (l != r)
		return l < r ? -1 : 1;
	return -strcmp(left->technique, right->technique);
}

static struct tally *
tally_get(GArray *tallies, const char *technique)
{
	struct tally fresh = { .technique = technique };

	for (guint i = 0; i < tallies->len; i++) {
		struct tally *tally = &g_array_index(tallies, struct tally, i);

		if (strcmp(tally->technique, technique) == 0)
			return tally;
	}
	g_array_append_val(tallies, fresh);
	return &g_array_index(tallies, struct tally, tallies->len - 1);
}

static GArray *
tallies_build(const GPtrArray *tags)
{
	GArray *tallies = g_array_new(FALSE, FALSE, sizeof(struct tally));

	for (guint i = 0; i < list_len(tags); i++) {
		const struct effective_tag *tag = g_ptr_array_index(tags, i);
		struct tally *tally;

		if (tag->rejected)
			continue;
		tally = tally_get(tallies, tag->technique);
		if (tag->confirmed)
			tally->confirmed++;
		else if (tag->machine->strength == STRENGTH_HINT)
			tally->hints++;
		else
			tally->found++;
	}
	g_array_sort(tallies, compare_tallies);
	return tallies;
}

static struct chart_data
write_tallies(struct book *book, const GArray *tallies)
{
	struct chart_data data = { .sheet = "Lists",
				   .first = book->list_row,
				   .rows = tallies->len };
	struct at at = { .book = book,
			 .sheet = book->lists,
			 .row = book->list_row };

	for (guint i = 0; i < tallies->len; i++) {
		const struct tally *tally =
			&g_array_index(tallies, struct tally, i);

		at.col = 0;
		cell_string(&at, STYLE_CENTRE, tally->technique);
		cell_number(&at, STYLE_COUNT, tally->confirmed);
		cell_number(&at, STYLE_COUNT, tally->found);
		cell_number(&at, STYLE_COUNT, tally->hints);
		at.row++;
	}
	data.last = at.row - 1;
	book->list_row = at.row + 1;
	return data;
}

/* The height drawn, 0 when nothing was found. */
static int
draw_bars(struct book *book, guint session, lxw_row_t row, int x)
{
	const struct session_record *record = book_session(book, session);
	g_autoptr(GArray) tallies = tallies_build(record->effective_tags);
	g_autofree char *title = NULL;
	struct chart_data data;
	lxw_chart *chart;
	lxw_chart_line grid = { .color = 0xD5DCE1 };
	int height = BARS_TOP + BAR_HEIGHT * (int)tallies->len;

	if (tallies->len == 0)
		return 0;
	data = write_tallies(book, tallies);
	title = g_strdup_printf("Session %" G_GINT64_FORMAT
				": turns with each technique",
				record->session);
	chart = workbook_add_chart(book->workbook, LXW_CHART_BAR_STACKED);
	charts_series(chart, &data, 1, "confirmed by a person", 0x1F6F8B);
	charts_series(chart, &data, 2, "found, not decided", 0x8FBBCB);
	charts_series(chart, &data, 3, "hint only", 0xD9DFE3);
	chart_set_series_gap(chart, 40);
	/* Of a bar chart the x axis is the one that counts. */
	chart_axis_set_num_format(chart->x_axis, "0");
	chart_axis_major_gridlines_set_line(chart->x_axis, &grid);
	chart_axis_set_min(chart->x_axis, 0);
	charts_finish(chart, title);
	charts_insert(book->summary, chart, row, x, BARS_WIDTH, height,
		      "Number of turns on which each technique stands");
	return height;
}

/* The radar of the first rating beside the bars, those of the others below,
 * two in a row. */
lxw_row_t
charts_write(struct book *book, guint session, lxw_row_t row)
{
	const GPtrArray *ratings = book_session(book, session)->ratings;
	guint drawn = 0;
	int bars = draw_bars(book, session, row, BARS_LEFT);
	int height = bars;

	for (guint i = 0; i < list_len(ratings); i++) {
		const struct rating *version = g_ptr_array_index(ratings, i);

		if (version->earlier)
			continue;
		/* the place beside the first is taken by the bars */
		guint place = drawn == 0 || bars == 0 ? drawn : drawn + 1;
		lxw_row_t below = place / 2 * RADAR_ROWS;

		if (place / 2 > 0)
			below += MAX(bars / ROW_HEIGHT + 2 - RADAR_ROWS, 0);
		if (!draw_radar(book, session, g_ptr_array_index(ratings, i),
				row + below, place % 2 ? BARS_LEFT : 4))
			continue;
		drawn++;
		height = MAX(height, (int)below * ROW_HEIGHT + RADAR_HEIGHT);
	}
	return height > 0 ? (lxw_row_t)(height / ROW_HEIGHT + 2) : 0;
}
