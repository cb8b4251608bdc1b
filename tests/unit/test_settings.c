/*
 * What config.yaml says: each setting, each fault with its place, the names
 * of recordings and the player's words.
 */
#include "settings/settings.h"

#include <string.h>

static struct settings *
parse(const char *text, GPtrArray *diagnostics)
{
	return settings_parse(text, strlen(text), "c.yaml", diagnostics);
}

/* Without a fault. */
static struct settings *
parse_well(const char *text)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	struct settings *settings = parse(text, diagnostics);
	g_autofree char *faults = diagnostics_print(diagnostics);

	g_assert_cmpstr(faults, ==, "");
	return settings;
}

static void
test_all_settings(void)
{
	g_autoptr(Settings) s =
		parse_well("rater: ' RL '\n"
			   "player: \"mpv '--title=a b' -s {time} {file}\"\n"
			   "recordings: ['~/r/{case}.mp3', '/r/{name}.wav']\n"
			   "idle-lock: 2.5\nmouse: yes\n"
			   "keys:\n  accept: [y, C-y]\n  go: 'G End'\n"
			   "colours: {matched: bright-blue on white}\n");
	const struct setting *accept = s->keys->pdata[0];
	const struct setting *matched = s->colours->pdata[0];

	g_assert_cmpstr(s->rater, ==, "RL");
	g_assert_cmpuint(g_strv_length(s->player), ==, 5);
	g_assert_cmpstr(s->player[1], ==, "--title=a b");
	g_assert_cmpuint(s->recordings->len, ==, 2);
	g_assert_cmpfloat(s->idle_minutes, ==, 2.5);
	g_assert_true(s->mouse);
	g_assert_cmpuint(s->keys->len, ==, 2);
	g_assert_cmpstr(accept->name, ==, "accept");
	g_assert_cmpstr(accept->value, ==, "y C-y");
	g_assert_cmpuint(accept->name_place.line, ==, 7);
	g_assert_cmpuint(accept->name_place.column, ==, 3);
	g_assert_cmpstr(matched->value, ==, "bright-blue on white");
}

static void
test_nothing_is_set(void)
{
	static const char *const texts[] = { "",
					     "\n \n",
					     "# a\n  # b",
					     "\xef\xbb\xbf# a\n",
					     "keys:\ncolours: {}\n",
					     "{}" };

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(Settings) s = parse_well(texts[i]);

		g_assert_null(s->rater);
		g_assert_null(s->player);
		g_assert_cmpuint(s->keys->len + s->colours->len, ==, 0);
		g_assert_false(s->mouse);
	}
}

static void
test_faults(void)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
		{ "a: b\nratr: RL\n",
		  "c.yaml:2:1: unknown setting 'ratr' (did you mean 'rater'?)" },
		{ "colors: {a: b}\n", "c.yaml:1:10: unknown setting 'colors' "
				      "(did you mean 'colours'?)" },
		{ "rater: ''\n", "c.yaml:1:9: 'rater' should be a code" },
		{ "rater: [a, b]\n", "c.yaml:1:12: 'rater' takes one value" },
		{ "rater: {a: b}\n",
		  "c.yaml:1:9: 'rater' should be a text, not a map" },
		{ "rater:\n", "c.yaml:1:1: 'rater' is given nothing" },
		{ "rater: a\nrater: b\n",
		  "c.yaml:2:1: the key 'rater' is given twice" },
		{ "mouse: maybe\n",
		  "c.yaml:1:8: 'mouse' should be yes or no, not 'maybe'" },
		{ "idle-lock: soon\n", "c.yaml:1:12: 'idle-lock' should be "
				       "minutes from 0 to 1440, not 'soon'" },
		{ "idle-lock: -1\n", "not '-1'" },
		{ "idle-lock: nan\n", "not 'nan'" },
		{ "idle-lock: 1e9\n", "not '1e9'" },
		{ "player: mpv {fil}\n", "c.yaml:1:9: unknown word in braces "
					 "'fil' (did you mean 'file'?)" },
		{ "player: mpv {file\n", "should be a program and {file}" },
		{ "player: mpv\n", "'player' should be a program and {file}" },
		{ "player: '{file}'\n", "'player' should be a program" },
		{ "player: \"mpv 'x {file}\"\n", "a quote is open" },
		{ "recordings: a/{case}.mp3\n",
		  "should be a path that begins with / or ~/" },
		{ "recordings: /r/{cas}.mp3\n", "(did you mean 'case'?)" },
		{ "keys: a\n", "c.yaml:1:7: 'keys' should be a map" },
		{ "keys: {accept: }\n",
		  "c.yaml:1:8: 'accept' is given nothing" },
		{ "keys: {accept: {a: b}}\n", "expected a text, found a map" },
		{ "keys: {accept: [[a]]}\n", "expected a text, found a list" },
		{ "- a\n", "c.yaml:1:1: expected a map of keys, found a list" },
		{ "keys: [\n", "not readable as YAML" },
		{ "rater: *a\n", "anchors and aliases" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) diagnostics = diagnostics_new();
		g_autoptr(Settings) s = parse(cases[i].text, diagnostics);
		g_autofree char *faults = diagnostics_print(diagnostics);

		if (!strstr(faults, cases[i].says))
			g_test_message("%s -> %s", cases[i].text, faults);
		g_assert_nonnull(strstr(faults, cases[i].says));
	}
}

static char *
files_of(const char *text, const struct recording_facts *facts)
{
	g_autoptr(Settings) s = parse_well(text);
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) files =
		settings_recordings(s, "/h", facts, &error);

	if (!files)
		return g_strdup(error->message);
	g_ptr_array_add(files, NULL);
	return g_strjoinv(" ", (char **)files->pdata);
}

static void
test_recordings(void)
{
	static const struct {
		const char *text;
		struct recording_facts facts;
		const char *files;
	} cases[] = {
		{ "recordings: ~/{case}_s{number}.mp3",
		  { "C1", 6, "a" },
		  "/h/C1_s6.mp3 /h/C1_s06.mp3" },
		{ "recordings: ~/{number}.mp3",
		  { "C1", 16, "a" },
		  "/h/16.mp3" },
		{ "recordings: ['/x/{name}.mp3', '/x/{number}']",
		  { "C1", 0, "s21" },
		  "/x/s21.mp3" },
		{ "recordings: /{case}.mp3",
		  { "{name}", 1, "n" },
		  "/{name}.mp3" },
		{ "recordings: /{case}.mp3",
		  { "../etc", 1, "n" },
		  "the case code '../etc' cannot stand in the name of a "
		  "recording" },
		{ "recordings: /{name}",
		  { "c", 1, ".." },
		  "the file name '..' cannot stand in the name of a "
		  "recording" },
		{ "recordings: /{name}", { "c", 1, NULL }, "" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *files =
			files_of(cases[i].text, &cases[i].facts);

		g_assert_cmpstr(files, ==, cases[i].files);
	}
}

/* A name is one word of the command, whatever is in it. */
static void
test_player(void)
{
	g_autoptr(Settings) s =
		parse_well("player: 'play --at={time} -- {file} {time}'\n");
	g_auto(GStrv) words =
		settings_player(s, "/r/a '; rm -rf $HOME {time} \n.mp3", 62005);

	g_assert_cmpuint(g_strv_length(words), ==, 5);
	g_assert_cmpstr(words[0], ==, "play");
	g_assert_cmpstr(words[1], ==, "--at=62.005");
	g_assert_cmpstr(words[3], ==, "/r/a '; rm -rf $HOME {time} \n.mp3");
	g_assert_cmpstr(words[4], ==, "62.005");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/settings/all", test_all_settings);
	g_test_add_func("/settings/nothing", test_nothing_is_set);
	g_test_add_func("/settings/faults", test_faults);
	g_test_add_func("/settings/recordings", test_recordings);
	g_test_add_func("/settings/player", test_player);
	return g_test_run();
}
