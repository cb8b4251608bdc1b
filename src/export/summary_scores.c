/*
 * The numbers of one rating in the Summary: means, errors and shares are
 * formulas over its rows of Ratings and carry their results.
 */
#include "export/summary.h"

/* The rows of one rating in Ratings, and the columns the formulas need. */
struct rating_block {
	char *classes;
	char *extents;
	char *qualities;
};

static char *
column_print(const char *key, lxw_row_t first, lxw_row_t last)
{
	return sheet_range_print(
		"Ratings", sheet_column_find(rated_columns, key), first, last);
}

static struct rating_block
block_of(const struct book *book, const struct summary_row *row)
{
	const struct place_of_session *place = &book->places[row->session];
	lxw_row_t first = place->ratings + row->index * place->live->len;
	lxw_row_t last = first + place->live->len - 1;
	struct rating_block block = { column_print("class", first, last),
				      column_print("extent", first, last),
				      column_print("quality", first, last) };

	return block;
}

static void
block_clear(struct rating_block *block)
{
	g_free(block->classes);
	g_free(block->extents);
	g_free(block->qualities);
}

/* One term a class, "+" between: prefix CLASSES,"U" suffix. */
static void
append_terms(GString *out, const struct rating_block *block, guint classes,
	     const char *prefix, const char *suffix)
{
	const char *between = "";

	for (guint bit = CLASS_UNIQUE; bit <= CLASS_PROSCRIBED; bit *= 2) {
		if (!(classes & bit))
			continue;
		g_string_append_printf(
			out, "%s%s%s,\"%s\"%s", between, prefix, block->classes,
			item_class_print((enum item_class)bit), suffix);
		between = "+";
	}
}

/* Only extents from which quality is rated count for it. */
static char *
quality_condition(const struct book *book, const struct rating_block *block,
		  const struct score_rule *rule)
{
	if (rule->of == OF_EXTENT)
		return g_strdup("");
	return g_strdup_printf(",%s,\">=%u\"", block->extents,
			       MAX(1, book->set->rubric->quality_from_extent));
}

/* What a formula is made of. */
struct formula {
	GString *out;
	const struct book *book;
	const struct rating_block *block;
	const struct session_score *score;
	const struct mean_score *mean;	      /* or NULL */
	char value[LXW_MAX_CELL_NAME_LENGTH]; /* the cell of the mean */
	char count[LXW_MAX_CELL_NAME_LENGTH]; /* and that of its n */
};

static const char *
print_points_range(const struct formula *formula)
{
	return formula->mean->rule->of == OF_EXTENT ? formula->block->extents :
						      formula->block->qualities;
}

static void
build_count(struct formula *f)
{
	const struct score_rule *rule = f->mean->rule;
	g_autofree char *only = quality_condition(f->book, f->block, rule);
	g_autofree char *suffix =
		g_strdup_printf(",%s,\">0\"%s)", print_points_range(f), only);

	append_terms(f->out, f->block, rule->classes, "COUNTIFS(", suffix);
}

static void
build_mean(struct formula *f)
{
	const struct score_rule *rule = f->mean->rule;
	g_autofree char *only = quality_condition(f->book, f->block, rule);
	g_autofree char *prefix =
		g_strdup_printf("SUMIFS(%s,", print_points_range(f));
	g_autofree char *suffix = g_strdup_printf("%s)", only);

	g_string_append_printf(f->out, "IF(%s=0,\"\",(", f->count);
	append_terms(f->out, f->block, rule->classes, prefix, suffix);
	g_string_append_printf(f->out, ")/%s)", f->count);
}

/* sqrt((n * squares - sum^2) / (n^2 * (n - 1))), the squares from how often
 * each point was given. */
static void
build_error(struct formula *f)
{
	const struct score_rule *rule = f->mean->rule;
	const char *n = f->count;
	g_autofree char *only = quality_condition(f->book, f->block, rule);
	g_autofree char *suffix =
		g_strdup_printf(",%s,{1,2,3,4,5}%s)*{1,4,9,16,25})",
				print_points_range(f), only);

	g_string_append_printf(f->out, "IF(%s<2,\"\",SQRT(MAX(0,%s*(", n, n);
	append_terms(f->out, f->block, rule->classes, "SUMPRODUCT(COUNTIFS(",
		     suffix);
	g_string_append_printf(f->out, ")-(%s*%s)^2)/(%s^2*(%s-1))))", f->value,
			       n, n, n);
}

/* COUNTIF(extents,">0"), less what lacks its quality where the rubric does
 * not count that as rated. */
static void
append_rated(GString *out, const struct rating_block *block,
	     const struct rubric *rubric)
{
	guint classes = rubric->quality.classes;
	g_autofree char *asked = NULL, *given = NULL;

	g_string_append_printf(out, "COUNTIF(%s,\">0\")", block->extents);
	if (!rubric->rated_with_quality || !classes)
		return;
	asked = g_strdup_printf(",%s,\">=%u\")", block->extents,
				MAX(1, rubric->quality_from_extent));
	given = g_strdup_printf(",%s,\">=%u\",%s,\">0\")", block->extents,
				MAX(1, rubric->quality_from_extent),
				block->qualities);
	g_string_append(out, "-(");
	append_terms(out, block, classes, "COUNTIFS(", asked);
	g_string_append(out, ")+(");
	append_terms(out, block, classes, "COUNTIFS(", given);
	g_string_append(out, ")");
}

/* Of the live items, less those N/A unless N/A lowers the share. */
static void
build_share(struct formula *f)
{
	const char *extents = f->block->extents;
	g_autofree char *of =
		f->score->rubric->na_lowers_share ?
			g_strdup_printf("ROWS(%s)", extents) :
			g_strdup_printf("(ROWS(%s)-COUNTIF(%s,\"N/A\"))",
					extents, extents);

	g_string_append_printf(f->out, "IF(%s=0,0,(", of);
	append_rated(f->out, f->block, f->score->rubric);
	g_string_append_printf(f->out, ")/%s)", of);
}

static void
build_off_model(struct formula *f)
{
	const char *extents = f->block->extents;
	guint proscribed = f->book->set->rubric->proscribed_classes;
	g_autofree char *sums = g_strdup_printf("SUMIFS(%s,", extents);
	g_autofree char *counts = g_strdup_printf(",%s,\">0\")", extents);

	g_string_append(f->out, "0+");
	append_terms(f->out, f->block, proscribed, sums, ")");
	g_string_append(f->out, "-(");
	append_terms(f->out, f->block, proscribed, "COUNTIFS(", counts);
	g_string_append(f->out, ")");
}

/* The cell of this row that `write` fills for the same mean. */
static void
cell_find(const struct at *at, const struct sheet_column *column,
	  void (*write)(struct at *at, const struct sheet_column *column,
			const void *row),
	  char *cell)
{
	lxw_col_t col = 0;

	while (summary_columns[col].write != write ||
	       summary_columns[col].of.at != column->of.at)
		col++;
	lxw_rowcol_to_cell(cell, at->row, col);
}

/* value: what the formula comes to.  What was signed and follows no row any
 * more stays a number. */
static void
write_number(struct at *at, const struct sheet_column *column,
	     const struct summary_row *row, const struct mean_score *mean,
	     void (*build)(struct formula *formula), double value)
{
	struct rating_block block;
	g_autoptr(GString) out = g_string_new("=");
	struct formula formula = { .out = out,
				   .book = at->book,
				   .block = &block,
				   .score = row->score,
				   .mean = mean };

	if (row->rating->earlier) {
		cell_number(at, column->style, value);
		return;
	}
	block = block_of(at->book, row);
	if (mean) {
		cell_find(at, column, summary_mean_write, formula.value);
		cell_find(at, column, summary_n_write, formula.count);
	}
	build(&formula);
	cell_formula(at, column->style, out->str, value);
	block_clear(&block);
}

/* NULL after an empty cell. */
static const struct mean_score *
mean_find(struct at *at, const struct sheet_column *column,
	  const struct summary_row *row)
{
	if (summary_is_unrated(at, row))
		return NULL;
	return (const void *)((const char *)row->score + column->of.at);
}

void
summary_mean_write(struct at *at, const struct sheet_column *column,
		   const void *row)
{
	const struct mean_score *mean = mean_find(at, column, row);

	if (mean)
		write_number(at, column, row, mean, build_mean, mean->mean);
}

void
summary_n_write(struct at *at, const struct sheet_column *column,
		const void *row)
{
	const struct mean_score *mean = mean_find(at, column, row);

	if (mean)
		write_number(at, column, row, mean, build_count, mean->n);
}

void
summary_error_write(struct at *at, const struct sheet_column *column,
		    const void *row)
{
	const struct mean_score *mean = mean_find(at, column, row);

	if (mean)
		write_number(at, column, row, mean, build_error,
			     mean->standard_error);
}

void
summary_share_write(struct at *at, const struct sheet_column *column,
		    const void *of)
{
	const struct summary_row *row = of;

	if (!summary_is_unrated(at, row))
		write_number(at, column, row, NULL, build_share,
			     row->score->share_rated);
}

void
summary_off_model_write(struct at *at, const struct sheet_column *column,
			const void *of)
{
	const struct summary_row *row = of;

	if (summary_is_unrated(at, row))
		return;
	if (at->book->set->rubric->proscribed_classes)
		write_number(at, column, row, NULL, build_off_model,
			     row->score->proscribed_sum);
	else
		cell_number(at, column->style, row->score->proscribed_sum);
}
