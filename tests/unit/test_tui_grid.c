/*
 * Cells, keys and choosing, without a session.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/looks.h"

#include <math.h>
#include <string.h>

static void
test_wide_and_combining(void)
{
	g_autoptr(Grid) grid = grid_new(2, 8);
	struct area area = grid_area(grid, 0, 0, 2, 8);
	g_autofree char *text = NULL;

	/* 3 wide characters of 2 columns; the fourth would be cut in half. */
	g_assert_cmpuint(area_put(&area, 0, 1, INK_PLAIN, "日本語日"), ==, 7);
	g_assert_cmpuint(area_put(&area, 1, 0, INK_PLAIN, "e\u0301te"), ==, 3);
	text = grid_print(grid);
	g_assert_cmpstr(text, ==, " 日本語\ne\u0301te\n");
	g_assert_cmpuint(grid->cells[1].width, ==, 2);
	g_assert_cmpuint(grid->cells[2].width, ==, 0);
}

static void
test_no_controls(void)
{
	g_autoptr(Grid) grid = grid_new(1, 12);
	struct area area = grid_area(grid, 0, 0, 1, 12);
	g_autofree char *text = NULL;

	area_put(&area, 0, 0, INK_PLAIN, "a\033[31mb\u202ec\302\233d");
	text = grid_print(grid);
	g_assert_cmpstr(text, ==, "a\ufffd[31mb\ufffdc\ufffdd\n");
}

static void
test_areas_clip(void)
{
	g_autoptr(Grid) grid = grid_new(2, 6);
	struct area inside = grid_area(grid, 1, 2, 9, 3);
	g_autofree char *text = NULL;

	g_assert_cmpuint(inside.rows, ==, 1);
	area_put(&inside, 0, 0, INK_PLAIN, "abcdef");
	area_put(&inside, 1, 0, INK_PLAIN, "never");
	text = grid_print(grid);
	g_assert_cmpstr(text, ==, "\n  abc\n");
}

static void
test_keys_are_sound(void)
{
	struct keymap *map = keymap_new(NULL, NULL);

	for (const struct action *a = actions; a->name; a++) {
		const struct action *clash;
		g_autofree char *fault = keymap_check(map, a, &clash);

		g_assert_cmpstr(fault, ==, NULL);
		g_assert_cmpuint(strlen(a->help), >, 1);
		g_assert_nonnull(a->run);
	}
	keymap_free(map);
}

static void
test_keys_are_found(void)
{
	struct keymap *map = keymap_new(NULL, NULL);
	gboolean begins;

	g_assert_cmpstr(keymap_find(map, IN_SESSION, "a", &begins)->name, ==,
			"accept");
	g_assert_null(keymap_find(map, IN_SESSION, "]", &begins));
	g_assert_true(begins);
	g_assert_cmpstr(keymap_find(map, IN_SESSION, "]u", &begins)->name, ==,
			"next_undecided");
	g_assert_null(keymap_find(map, IN_SESSION, "T", &begins));
	g_assert_false(begins);
	g_assert_null(keymap_find(map, IN_LIST, "a", &begins));
	g_assert_null(keymap_find(map, IN_LIST, "U", &begins));
	g_assert_false(begins);
	keymap_free(map);
}

static void
test_key_names(void)
{
	static const struct {
		guint32 key;
		const char *name;
	} cases[] = {
		{ 'a', "a" },	  { 0x12, "C-r" },	  { '\t', "Tab" },
		{ 0x1b, "Esc" },  { NAMED_PGDN, "PgDn" }, { 0xe4, "ä" },
		{ ' ', "Space" }, { '\r', "Enter" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *name = key_print(cases[i].key);

		g_assert_cmpstr(name, ==, cases[i].name);
	}
}

static void
test_fuzzy(void)
{
	g_assert_cmpuint(fuzzy_rank("comm", "COMM communication"), ==, 0);
	g_assert_cmpuint(fuzzy_rank("cmm", "COMM communication"), <, G_MAXUINT);
	g_assert_cmpuint(fuzzy_rank("xyz", "COMM communication"), ==,
			 G_MAXUINT);
	g_assert_cmpuint(fuzzy_rank("affect", "EAFF of affect"), <,
			 fuzzy_rank("eaet", "EAFF of affect"));
	g_assert_cmpuint(fuzzy_rank("", "anything"), ==, 0);
}

static struct settings *
settings_of(const char *text)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	struct settings *settings =
		settings_parse(text, strlen(text), "c.yaml", diagnostics);

	tui_check_settings(settings, diagnostics);
	g_assert_cmpuint(diagnostics->len, ==, 0);
	return settings;
}

static void
test_keys_are_set(void)
{
	g_autoptr(Settings) settings = settings_of(
		"keys: {accept: 'y [y', reject: a, repeat: none, mark: F5}");
	g_autoptr(GPtrArray) faults = diagnostics_new();
	struct keymap *map = keymap_new(settings, faults);
	g_autofree char *accept = keymap_first(map, act_accept);
	gboolean begins;

	g_assert_cmpstr(accept, ==, "y");
	g_assert_cmpstr(keymap_find(map, IN_SESSION, "[y", &begins)->name, ==,
			"accept");
	g_assert_cmpstr(keymap_find(map, IN_SESSION, "a", &begins)->name, ==,
			"reject");
	g_assert_cmpstr(keymap_find(map, IN_SESSION, "F5", &begins)->name, ==,
			"mark");
	g_assert_null(keymap_find(map, IN_SESSION, "x", &begins));
	g_assert_null(keymap_find(map, IN_SESSION, ".", &begins));
	g_assert_cmpstr(keymap_find(map, IN_SESSION, "F", &begins)->name, ==,
			"filter");
	g_assert_false(begins);
	keymap_free(map);
}

/* Relative luminance of a colour of xterm's cube or greys (xterm's
 * 256colres.pl; WCAG 2.1, "relative luminance"). */
static double
luminance_of(int colour)
{
	static const double weights[] = { 0.2126, 0.7152, 0.0722 };
	static const int steps[] = { 0, 95, 135, 175, 215, 255 };
	const int places[] = { (colour - 16) / 36, (colour - 16) / 6 % 6,
			       (colour - 16) % 6 };
	double sum = 0;

	for (guint i = 0; i < 3; i++) {
		double part = steps[places[i]] / 255.0;

		sum += weights[i] * (part <= 0.03928 ?
					     part / 12.92 :
					     pow((part + 0.055) / 1.055, 2.4));
	}
	return sum;
}

/* WCAG 2.1 asks 3:1 of large text and 4.5:1 of small; a colour that has more
 * than 4.58 against one of black and white has less against the other. */
static void
test_colours_on_light_and_dark(void)
{
	struct look looks[INKS];
	guint coloured = 0;

	looks_build(looks, NULL, 256);
	for (guint i = 0; i < INKS; i++) {
		double l;

		if (looks[i].colour < 0)
			continue;
		g_assert_cmpint(looks[i].colour, >=, 16);
		g_assert_cmpint(looks[i].colour, <, 232);
		l = luminance_of(looks[i].colour);
		g_assert_cmpfloat(1.05 / (l + 0.05), >=, 3.8);
		g_assert_cmpfloat((l + 0.05) / 0.05, >=, 3.8);
		coloured++;
	}
	g_assert_cmpuint(coloured, ==, 4);
}

static void
test_looks_are_set(void)
{
	g_autoptr(Settings) settings =
		settings_of("colours:\n  matched: bright-blue on 7 underline\n"
			    "  quiet: default\n  failure: 208\n");
	struct look looks[INKS];

	looks_build(looks, settings, 256);
	g_assert_cmpint(looks[INK_MARK].colour, ==, 12);
	g_assert_cmpint(looks[INK_MARK].behind, ==, 7);
	g_assert_cmpuint(looks[INK_MARK].attributes, ==, LOOK_UNDERLINE);
	g_assert_cmpuint(looks[INK_DIM].attributes, ==, 0);
	g_assert_cmpint(looks[INK_BAD].colour, ==, 208);
	looks_build(looks, settings, 8);
	g_assert_cmpint(looks[INK_MARK].colour, ==, 4);
	g_assert_cmpuint(looks[INK_MARK].attributes, ==,
			 LOOK_UNDERLINE | LOOK_BOLD);
	g_assert_cmpint(looks[INK_BAD].colour, ==, 1);
	/* Without colours what is left are the attributes. */
	looks_build(looks, settings, 0);
	g_assert_cmpuint(looks[INK_MARK].attributes, ==, LOOK_UNDERLINE);
	g_assert_cmpuint(looks[INK_WARN].attributes, ==, 0);
	g_assert_cmpuint(looks[INK_BAD].attributes, ==, 0);
	looks_build(looks, NULL, 0);
	g_assert_cmpuint(looks[INK_WARN].attributes, ==, 0);
	g_assert_cmpuint(looks[INK_BAD].attributes, ==, LOOK_BOLD);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/tui/grid/wide", test_wide_and_combining);
	g_test_add_func("/tui/grid/controls", test_no_controls);
	g_test_add_func("/tui/grid/clip", test_areas_clip);
	g_test_add_func("/tui/keys/sound", test_keys_are_sound);
	g_test_add_func("/tui/keys/found", test_keys_are_found);
	g_test_add_func("/tui/keys/names", test_key_names);
	g_test_add_func("/tui/picker/fuzzy", test_fuzzy);
	g_test_add_func("/tui/keys/set", test_keys_are_set);
	g_test_add_func("/tui/looks/contrast", test_colours_on_light_and_dark);
	g_test_add_func("/tui/looks/set", test_looks_are_set);
	return g_test_run();
}
