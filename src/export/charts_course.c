/*
 * Charts of a course: what each rater's means came to, session by session.
 *
 * One chart for each person in each role, since raters are never averaged; a
 * session without that rating leaves a gap in the line.
 */
#include "export/cell.h"
#include "export/charts.h"
#include "export/facts.h"

#include <string.h>

#define LEAST_SESSIONS 3 /* two points are no course */
#define WIDTH 1324
#define HEIGHT 340
#define ROWS (HEIGHT / 20 + 2)

/* A person in a role. */
struct hand {
	const char *rater;
	enum rater_role role;
};

static guint
rating_by(const struct session_record *record, const struct hand *hand)
{
	for (guint i = 0; i < list_len(record->ratings); i++) {
		const struct rating *rating =
			g_ptr_array_index(record->ratings, i);

		if (rating->role == hand->role &&
		    strcmp(rating->rater, hand->rater) == 0)
			return i;
	}
	return G_MAXUINT;
}

static GArray *
hands_of(const struct book *book)
{
	GArray *hands = g_array_new(FALSE, FALSE, sizeof(struct hand));

	for (guint s = 0; s < list_len(book->set->sessions); s++) {
		const struct session_record *record = book_session(book, s);

		for (guint i = 0; i < list_len(record->ratings); i++) {
			const struct rating *rating =
				g_ptr_array_index(record->ratings, i);
			struct hand hand = { rating->rater, rating->role };
			gboolean known = FALSE;

			for (guint h = 0; h < hands->len; h++) {
				const struct hand *other =
					&g_array_index(hands, struct hand, h);

				known = known ||
					(other->role == hand.role &&
					 !strcmp(other->rater, hand.rater));
			}
			if (!known)
				g_array_append_val(hands, hand);
		}
	}
	return hands;
}

static void
write_mean(struct at *at, const struct mean_score *mean)
{
	if (mean->n > 0)
		cell_number(at, STYLE_PLAIN, mean->mean);
	else
		at->col++;
}

/* "C21 6": the case and the session's number, or its id in the casebook. */
static char *
session_label(const struct session_record *record)
{
	if (record->facts.number > 0)
		return g_strdup_printf("%s %u", record->case_code,
				       record->facts.number);
	return g_strdup_printf("%s (%" G_GINT64_FORMAT ")", record->case_code,
			       record->session);
}

/* A row for each session; rows: how many of them the hand has rated. */
static struct chart_data
write_course(struct book *book, const struct hand *hand)
{
	struct chart_data data = { .sheet = "Lists", .first = book->list_row };
	struct at at = { .book = book,
			 .sheet = book->lists,
			 .row = book->list_row };

	for (guint s = 0; s < list_len(book->set->sessions); s++) {
		const struct session_record *record = book_session(book, s);
		guint i = rating_by(record, hand);
		g_autofree char *label = session_label(record);
		const struct session_score *score;

		at.col = 0;
		cell_string(&at, STYLE_PLAIN, label);
		if (i != G_MAXUINT) {
			score = g_ptr_array_index(record->scores, i);
			write_mean(&at, &score->adherence);
			write_mean(&at, &score->quality);
			write_mean(&at, &score->specificity);
			data.rows += score->adherence.n > 0;
		}
		at.row++;
	}
	data.last = at.row - 1;
	book->list_row = at.row + 1;
	return data;
}

static gboolean
draw_course(struct book *book, const struct hand *hand, lxw_row_t row)
{
	static const struct {
		const char *name;
		guint32 colour;
	} lines[] = { { "Adherence", 0x1F6F8B },
		      { "Quality", 0xD08A2E },
		      { "Specificity", 0x6B8E4E } };
	struct chart_data data = write_course(book, hand);
	g_autofree char *title = NULL;
	lxw_chart *chart;

	if (data.rows < LEAST_SESSIONS)
		return FALSE;
	title = g_strdup_printf("The course as rated by %s (%s)", hand->rater,
				rater_role_print(hand->role));
	chart = workbook_add_chart(book->workbook, LXW_CHART_LINE);
	for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
		lxw_chart_line line = { .color = lines[i].colour, .width = 2 };
		lxw_chart_series *series =
			charts_series(chart, &data, (lxw_col_t)(i + 1),
				      lines[i].name, lines[i].colour);

		chart_series_set_line(series, &line);
		chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
		chart_series_set_marker_size(series, 5);
	}
	chart_axis_set_min(chart->y_axis, 1);
	chart_axis_set_max(chart->y_axis, SCALE_POINTS);
	chart_axis_set_major_unit(chart->y_axis, 1);
	charts_finish(chart, title);
	charts_insert(book->summary, chart, row, 4, WIDTH, HEIGHT,
		      "Lines of the means of each session, by one rater");
	return TRUE;
}

guint
charts_course_write(struct book *book, lxw_row_t row)
{
	g_autoptr(GArray) hands = hands_of(book);
	guint rows = 0;

	for (guint h = 0; h < hands->len; h++) {
		if (draw_course(book, &g_array_index(hands, struct hand, h),
				row + rows))
			rows += ROWS;
	}
	return rows;
}
