/*
 * Columns of every kind through every printer.
 */
#include "listing/listing.h"

#include <math.h>

enum colour { COLOUR_RED, COLOUR_BLUE };

static const char *
colour_print(enum colour colour)
{
	return colour == COLOUR_RED ? "red" : "blue";
}

struct leg {
	const char *side;
	guint toes;
};

struct beast {
	const char *name;
	guint age;
	guint known;
	gint64 number;
	double weight;
	gboolean tame;
	enum colour colour;
	gint64 born;
	gint64 begins_ms;
	GArray *turns;
	GPtrArray *foods;
	char **words;
	GPtrArray *legs;
	GArray *toes;
	struct leg tail;
};

static void
fill_shout(struct column_value *value, const void *of, const void *about)
{
	const struct beast *beast = of;

	value->made = g_strconcat(beast->name, about, NULL);
}

static void
fill_bytes(struct column_value *value, const void *of, const void *about)
{
	(void)of;
	(void)about;
	value->text = "a\0b";
	value->len = 3;
}

static void
fill_nothing(struct column_value *value, const void *of, const void *about)
{
	(void)of;
	(void)about;
	value->nothing = TRUE;
}

static const struct column leg_columns[] = {
	{ "side", "side", TEXT_AT(struct leg, side) },
	{ "toes", "toes", COUNT_AT(struct leg, toes) },
	{ .kind = COLUMNS_END },
};

/* The same, by the name of each. */
static const struct column side_columns[] = {
	{ NULL, "side", TEXT_AT(struct leg, side), .names = TRUE },
	{ "toes", "toes", COUNT_AT(struct leg, toes) },
	{ .kind = COLUMNS_END },
};

static const struct column part_columns[] = {
	{ "age", NULL, COUNT_AT(struct beast, age) },
	{ .kind = COLUMNS_END },
};

static const struct column beast_columns[] = {
	{ "name", "name", TEXT_AT(struct beast, name) },
	{ "age", "age", COUNT_AT(struct beast, age) },
	{ "known", "known", KNOWN_AT(struct beast, known) },
	{ "number", "number", NUMBER_AT(struct beast, number) },
	{ "weight", "weight", REAL_AT(struct beast, weight), .digits = 1 },
	{ "tame", "tame", FLAG_AT(struct beast, tame) },
	{ "colour", NULL, NAME_AT(struct beast, colour, colour_print) },
	{ NULL, "colour", NAME_AT(struct beast, colour, colour_print),
	  .right = TRUE },
	{ "born", "born", TIME_AT(struct beast, born) },
	{ "begins", "begins", CLOCK_AT(struct beast, begins_ms) },
	{ "turns", "turns", TURNS_AT(struct beast, turns) },
	{ "foods", "foods", TEXTS_AT(struct beast, foods) },
	{ "words", "words", WORDS_AT(struct beast, words) },
	{ "shout", "shout", FILLED(COLUMN_TEXT, fill_shout) },
	{ "bytes", NULL, FILLED(COLUMN_BYTES, fill_bytes) },
	{ "gone", NULL, FILLED(COLUMN_COUNT, fill_nothing), .optional = TRUE },
	{ "empty", "empty", FILLED(COLUMN_COUNT, fill_nothing) },
	{ "legs", NULL, LIST_AT(struct beast, legs, leg_columns) },
	{ "sides", NULL, LIST_AT(struct beast, legs, side_columns) },
	{ "tail", NULL, MAP_AT(struct beast, tail, leg_columns) },
	{ NULL, NULL, MAP_AT(struct beast, tail, side_columns) },
	{ "part", NULL, PART_OF(part_columns) },
	{ "toes", NULL, ARRAY_AT(struct beast, toes, leg_columns) },
	{ .kind = COLUMNS_END },
};

static struct beast *
beast_new(void)
{
	static struct leg left = { "left", 5 };
	struct leg third = { "third", 3 };
	struct beast *beast = g_new0(struct beast, 1);

	*beast = (struct beast){
		.name = "Ox; =1",
		.age = 7,
		.number = -G_GINT64_CONSTANT(5000000000),
		.weight = 2.25,
		.tame = TRUE,
		.colour = COLOUR_BLUE,
		.born = 1000000000,
		.begins_ms = 61999,
		.turns = g_array_new(FALSE, FALSE, sizeof(guint)),
		.foods = g_ptr_array_new(),
		.words = g_strsplit("moo,\"mu\"", ",", -1),
		.legs = g_ptr_array_new(),
		.toes = g_array_new(FALSE, FALSE, sizeof(struct leg)),
		.tail = { "back", 0 },
	};
	for (guint turn = 25; turn <= 27; turn += 2)
		g_array_append_val(beast->turns, turn);
	g_ptr_array_add(beast->foods, "hay");
	g_ptr_array_add(beast->legs, &left);
	g_array_append_val(beast->toes, third);
	return beast;
}

static void
beast_free(struct beast *beast)
{
	g_array_unref(beast->turns);
	g_ptr_array_unref(beast->foods);
	g_ptr_array_unref(beast->legs);
	g_array_unref(beast->toes);
	g_strfreev(beast->words);
	g_free(beast);
}

static void
test_json(void)
{
	struct printer *printer = printer_new();
	struct beast *beast = beast_new();
	g_autofree char *json = NULL;

	columns_json(printer, NULL, beast_columns, beast, "!");
	json = printer_finish(printer);
	g_assert_cmpstr(json, ==,
			"{\n"
			"  \"name\": \"Ox; =1\",\n"
			"  \"age\": 7,\n"
			"  \"known\": null,\n"
			"  \"number\": -5000000000,\n"
			"  \"weight\": 2.25,\n"
			"  \"tame\": true,\n"
			"  \"colour\": \"blue\",\n"
			"  \"born\": \"2001-09-09T01:46:40Z\",\n"
			"  \"begins\": 61999,\n"
			"  \"turns\": [\n    25,\n    27\n  ],\n"
			"  \"foods\": [\n    \"hay\"\n  ],\n"
			"  \"words\": [\n    \"moo\",\n"
			"    \"\\\"mu\\\"\"\n  ],\n"
			"  \"shout\": \"Ox; =1!\",\n"
			"  \"bytes\": \"a\xef\xbf\xbd"
			"b\",\n"
			"  \"empty\": null,\n"
			"  \"legs\": [\n    {\n      \"side\": \"left\",\n"
			"      \"toes\": 5\n    }\n  ],\n"
			"  \"sides\": {\n    \"left\": {\n"
			"      \"toes\": 5\n    }\n  },\n"
			"  \"tail\": {\n    \"side\": \"back\",\n"
			"    \"toes\": 0\n  },\n"
			"  \"back\": {\n    \"toes\": 0\n  },\n"
			"  \"part\": {\n    \"age\": 7\n  },\n"
			"  \"toes\": [\n    {\n      \"side\": \"third\",\n"
			"      \"toes\": 3\n    }\n  ]\n"
			"}\n");
	beast_free(beast);
}

static void
test_json_nothing(void)
{
	static const struct column columns[] = {
		{ "name", NULL, TEXT_AT(struct beast, name) },
		{ "weight", NULL, REAL_AT(struct beast, weight) },
		{ "born", NULL, TIME_AT(struct beast, born) },
		{ "begins", NULL, CLOCK_AT(struct beast, begins_ms) },
		{ "turns", NULL, TURNS_AT(struct beast, turns) },
		{ "legs", NULL, LIST_AT(struct beast, legs, leg_columns) },
		{ "sides", NULL, LIST_AT(struct beast, legs, side_columns) },
		{ "note", NULL, TEXT_AT(struct beast, name), .optional = TRUE },
		{ .kind = COLUMNS_END },
	};
	struct beast beast = { .weight = NAN, .begins_ms = -1 };
	struct printer *printer = printer_new();
	g_autofree char *json = NULL;

	columns_json(printer, NULL, columns, &beast, NULL);
	json = printer_finish(printer);
	g_assert_cmpstr(json, ==,
			"{\n  \"name\": null,\n  \"weight\": null,\n"
			"  \"born\": null,\n  \"begins\": null,\n"
			"  \"turns\": [],\n  \"legs\": [],\n"
			"  \"sides\": {}\n}\n");
}

static void
test_table(void)
{
	g_autoptr(GPtrArray) beasts = g_ptr_array_new();
	struct beast *ox = beast_new(), nobody = { .weight = NAN, .known = 12 };
	g_autofree char *text = NULL;

	nobody.name = "nobody";
	nobody.begins_ms = -1;
	g_ptr_array_add(beasts, ox);
	g_ptr_array_add(beasts, &nobody);
	text = table_finish(columns_table(beast_columns, beasts, "!"));
	g_assert_cmpstr(text, ==,
			"name    age  known       number  weight  tame  colour"
			"  born                  begins  turns   foods"
			"  words      shout    empty\n"
			"Ox; =1    7         -5000000000     2.2  yes     blue"
			"  2001-09-09T01:46:40Z  1:01    25, 27  hay  "
			"  moo, \"mu\"  Ox; =1!\n"
			"nobody    0     12            0       -  no       red"
			"                                             "
			"             nobody!\n");
	beast_free(ox);
}

static void
test_csv(void)
{
	struct beast *ox = beast_new();
	g_autoptr(GString) out = g_string_new(NULL);

	columns_csv_head(out, beast_columns);
	columns_csv_row(out, beast_columns, ox, ",\n\"x\"");
	g_assert_cmpstr(
		out->str, ==,
		"name,age,known,number,weight,tame,colour,born,begins,turns,"
		"foods,words,shout,empty\r\n"
		"\"Ox;' =1\",7,,-5000000000,2.2,yes,blue,"
		"2001-09-09T01:46:40Z,1:01,\"25, 27\",hay,"
		"\"moo, \"\"mu\"\"\",\"Ox;' =1, \"\"x\"\"\",\r\n");
	beast_free(ox);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/listing/columns/json", test_json);
	g_test_add_func("/listing/columns/json-nothing", test_json_nothing);
	g_test_add_func("/listing/columns/table", test_table);
	g_test_add_func("/listing/columns/csv", test_csv);
	return g_test_run();
}
