/*
 * Tables of a bundle made of noise: rows or a sentence, and rows that came back
 * print as they were read.  The first byte chooses the table.
 */
#include "app/tables.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_rows(enum carried part, const GPtrArray *rows)
{
	g_autofree char *text = table_rows_print(part, rows);
	g_autofree char *json = table_rows_json(part, rows);
	g_autofree char *twice = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) again =
		table_rows_parse(part, text, strlen(text), "t", &error);

	g_assert_no_error(error);
	g_assert_cmpuint(again->len, ==, rows->len);
	twice = table_rows_print(part, again);
	g_assert_cmpstr(text, ==, twice);
	g_assert_true(g_utf8_validate(json, -1, NULL));
	for (guint i = 0; i < rows->len; i++) {
		g_autofree char *key = row_key(part, rows->pdata[i]);

		g_assert_null(
			rows_differ(part, rows->pdata[i], again->pdata[i]));
		g_assert_nonnull(key);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum carried part =
		size ? (enum carried)(data[0] % CARRIED_PARTS) : CARRIED_TURN;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows = NULL;
	g_autofree char *safe = NULL;

	if (size == 0)
		return 0;
	rows = table_rows_parse(part, (const char *)data + 1, size - 1, "t",
				&error);
	g_assert_true((rows == NULL) == (error != NULL));
	if (rows) {
		check_rows(part, rows);
		return 0;
	}
	safe = base_printable(error->message, -1);
	g_assert_cmpstr(safe, ==, error->message);
	return 0;
}
