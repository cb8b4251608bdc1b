/*
 * columns: the value of a column, and things printed by their columns as JSON
 * and as tables of text.
 */
#include "listing/listing.h"

#include <math.h>

static const char *
level_print(enum diagnostic_level level)
{
	return level == DIAGNOSTIC_ERROR ? "error" : "warning";
}

const struct column diagnostic_columns[] = {
	{ "file", NULL, TEXT_AT(struct diagnostic, file) },
	{ "line", NULL, COUNT_AT(struct diagnostic, line) },
	{ "column", NULL, COUNT_AT(struct diagnostic, column) },
	{ "level", NULL, NAME_AT(struct diagnostic, level, level_print) },
	{ "message", NULL, TEXT_AT(struct diagnostic, message) },
	{ .kind = COLUMNS_END },
};

const struct column remark_columns[] = {
	{ "line", NULL, COUNT_AT(struct diagnostic, line) },
	{ "message", NULL, TEXT_AT(struct diagnostic, message) },
	{ .kind = COLUMNS_END },
};

/* -- values ---------------------------------------------------------------- */

static void
value_read(struct column_value *value, const struct column *column,
	   gconstpointer at)
{
	switch (column->kind) {
	case COLUMN_TEXT:
		value->text = *(const char *const *)at;
		break;
	case COLUMN_COUNT:
	case COLUMN_KNOWN:
	case COLUMN_FLAG:
		value->number = *(const guint *)at;
		break;
	case COLUMN_NAME:
		value->text = column->print(*(const guint *)at);
		break;
	case COLUMN_NUMBER:
	case COLUMN_TIME:
	case COLUMN_CLOCK:
		value->number = *(const gint64 *)at;
		break;
	case COLUMN_REAL:
		value->real = *(const double *)at;
		break;
	case COLUMN_RANGE:
		value->real = ((const double *)at)[0];
		value->high = ((const double *)at)[1];
		break;
	case COLUMN_TURNS:
	case COLUMN_ARRAY:
		value->array = *(const GArray *const *)at;
		break;
	case COLUMN_TEXTS:
	case COLUMN_LIST:
		value->list = *(const GPtrArray *const *)at;
		break;
	case COLUMN_WORDS:
		value->words = *(char *const *const *)at;
		break;
	case COLUMN_MAP:
		value->thing = at;
		break;
	case COLUMN_OWN:
		break;
	case COLUMN_BYTES: /* has a length, too, and so a fill */
	case COLUMNS_END:
		g_assert_not_reached();
	}
}

/* Is there nothing to say, as the kind has it? */
static gboolean
is_unfilled(enum column_kind kind, const struct column_value *value)
{
	switch (kind) {
	case COLUMN_TEXT:
	case COLUMN_NAME:
	case COLUMN_BYTES:
		return !value->text;
	case COLUMN_KNOWN:
		return !value->number;
	case COLUMN_TIME:
		return value->number <= 0;
	case COLUMN_CLOCK:
		return value->number < 0;
	case COLUMN_REAL:
		return isnan(value->real);
	case COLUMN_MAP:
		return !value->thing;
	default:
		return FALSE;
	}
}

void
column_value_get(struct column_value *value, const struct column *column,
		 const void *thing, const void *about)
{
	*value = (struct column_value){ .real = NAN };
	if (column->fill)
		column->fill(value, thing, about);
	else
		value_read(value, column, (const char *)thing + column->at);
	if (value->made)
		value->text = value->made;
	if (is_unfilled(column->kind, value))
		value->nothing = TRUE;
}

void
column_value_clear(struct column_value *value)
{
	g_clear_pointer(&value->made, g_free);
}

gboolean
column_is_number(const struct column *column)
{
	return column->kind == COLUMN_COUNT || column->kind == COLUMN_KNOWN ||
	       column->kind == COLUMN_NUMBER || column->kind == COLUMN_REAL;
}

/* -- JSON ------------------------------------------------------------------ */

static void
json_words(struct printer *printer, const char *key, char *const *words)
{
	printer_begin_list(printer, key);
	for (; words && *words; words++)
		printer_string(printer, NULL, *words);
	printer_end(printer);
}

static void
json_time(struct printer *printer, const char *key, gint64 seconds)
{
	g_autofree char *text = base_time_print(seconds);

	printer_string(printer, key, text);
}

static void
json_range(struct printer *printer, const char *key, double low, double high)
{
	printer_begin_list(printer, key);
	printer_real(printer, NULL, low);
	printer_real(printer, NULL, high);
	printer_end(printer);
}

static void
json_value(struct printer *printer, const struct column *column,
	   const struct column_value *value, const void *about)
{
	const char *key = column->key;

	switch (column->kind) {
	case COLUMN_TEXT:
	case COLUMN_NAME:
		printer_string(printer, key, value->text);
		break;
	case COLUMN_BYTES:
		printer_string_len(printer, key, value->text, value->len);
		break;
	case COLUMN_COUNT:
	case COLUMN_KNOWN:
	case COLUMN_NUMBER:
	case COLUMN_CLOCK:
		printer_int(printer, key, value->number);
		break;
	case COLUMN_REAL:
		printer_real_digits(printer, key, value->real,
				    column->full ? 15 : 10);
		break;
	case COLUMN_RANGE:
		json_range(printer, key, value->real, value->high);
		break;
	case COLUMN_FLAG:
		printer_bool(printer, key, value->number != 0);
		break;
	case COLUMN_TIME:
		json_time(printer, key, value->number);
		break;
	case COLUMN_TURNS:
		printer_turns(printer, key, value->array);
		break;
	case COLUMN_TEXTS:
		printer_texts(printer, key, value->list);
		break;
	case COLUMN_WORDS:
		json_words(printer, key, value->words);
		break;
	case COLUMN_LIST:
		columns_json_list(printer, key, column->inner, value->list,
				  about);
		break;
	case COLUMN_ARRAY:
		columns_json_array(printer, key, column->inner, value->array,
				   about);
		break;
	case COLUMN_MAP:
		columns_json(printer, key, column->inner, value->thing, about);
		break;
	case COLUMN_OWN:
	case COLUMNS_END:
		g_assert_not_reached();
	}
}

void
columns_json_fields(struct printer *printer, const struct column *columns,
		    const void *thing, const void *about)
{
	for (; columns->kind != COLUMNS_END; columns++) {
		struct column_value value;

		/* a map without a key bears the name of its thing */
		if (!columns->key && columns->kind != COLUMN_MAP)
			continue;
		if (columns->kind == COLUMN_OWN) {
			columns->write(printer, columns->key, thing, about);
			continue;
		}
		column_value_get(&value, columns, thing, about);
		if (!value.nothing)
			json_value(printer, columns, &value, about);
		else if (!columns->optional)
			printer_null(printer, columns->key);
		column_value_clear(&value);
	}
}

/* The column that names the things, or NULL. */
static const struct column *
find_names(const struct column *columns)
{
	for (; columns->kind != COLUMNS_END; columns++) {
		if (columns->names)
			return columns;
	}
	return NULL;
}

void
columns_json(struct printer *printer, const char *key,
	     const struct column *columns, const void *thing, const void *about)
{
	const struct column *names = key ? NULL : find_names(columns);
	struct column_value name = { .text = key };

	if (names)
		column_value_get(&name, names, thing, about);
	printer_begin_map(printer, name.text);
	columns_json_fields(printer, columns, thing, about);
	printer_end(printer);
	column_value_clear(&name);
}

static void
json_begin(struct printer *printer, const char *key,
	   const struct column *columns)
{
	if (find_names(columns))
		printer_begin_map(printer, key);
	else
		printer_begin_list(printer, key);
}

void
columns_json_list(struct printer *printer, const char *key,
		  const struct column *columns, const GPtrArray *things,
		  const void *about)
{
	json_begin(printer, key, columns);
	for (guint i = 0; things && i < things->len; i++)
		columns_json(printer, NULL, columns, things->pdata[i], about);
	printer_end(printer);
}

void
columns_json_array(struct printer *printer, const char *key,
		   const struct column *columns, const GArray *things,
		   const void *about)
{
	guint size = things ? g_array_get_element_size((GArray *)things) : 0;

	json_begin(printer, key, columns);
	for (guint i = 0; things && i < things->len; i++)
		columns_json(printer, NULL, columns,
			     things->data + (gsize)i * size, about);
	printer_end(printer);
}
