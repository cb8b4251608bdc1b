/*
 * Runs a fuzzer without a fuzzing engine, so that every machine replays what
 * once broke a parser.
 *
 * The program fuzz_ROOM_x reads tests/fuzz/ROOM_x/: each file there is fed
 * as it is, cut short, and with bytes changed, by a generator that is the
 * same in every run.  One TAP line a file; the last one is noise alone.
 */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define VARIANTS 40
#define NOISE 400
#define LARGEST 65536 /* bytes of a file that is also fed changed */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
feed_changed(GRand *dice, const char *data, gsize len)
{
	g_autofree uint8_t *copy = g_memdup2(data, len);
	guint changes = g_rand_int_range(dice, 0, 4);
	gsize size = g_rand_int_range(dice, 1, len + 1);

	for (guint i = 0; i < changes; i++)
		copy[g_rand_int_range(dice, 0, size)] =
			g_rand_int_range(dice, 0, 256);
	LLVMFuzzerTestOneInput(copy, size);
}

static void
feed_noise(GRand *dice)
{
	uint8_t noise[64];
	gsize size = g_rand_int_range(dice, 0, sizeof(noise));

	for (gsize i = 0; i < size; i++)
		noise[i] = g_rand_int_range(dice, 0, 256);
	LLVMFuzzerTestOneInput(noise, size);
}

static void
replay_file(GRand *dice, const char *path, guint number)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *data = NULL;
	gsize len;

	if (!g_file_get_contents(path, &data, &len, &error)) {
		printf("not ok %u - %s\n", number, error->message);
		return;
	}
	LLVMFuzzerTestOneInput((const uint8_t *)data, len);
	for (guint i = 0; len && len <= LARGEST && i < VARIANTS; i++)
		feed_changed(dice, data, len);
	printf("ok %u - %s\n", number, path);
}

static int
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *
inputs(const char *program)
{
	g_autofree char *name = g_path_get_basename(program);
	g_autofree char *folder =
		g_build_filename("tests/fuzz", name + strlen("fuzz_"), NULL);
	GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
	GDir *dir = g_dir_open(folder, 0, NULL);
	const char *entry;

	if (!dir)
		return paths;
	while ((entry = g_dir_read_name(dir)))
		g_ptr_array_add(paths, g_build_filename(folder, entry, NULL));
	g_dir_close(dir);
	g_ptr_array_sort(paths, by_name);
	return paths;
}

int
main(int argc, char **argv)
{
	g_autoptr(GPtrArray) paths = inputs(argv[0]);
	g_autoptr(GRand) dice = g_rand_new_with_seed(1);

	(void)argc;
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (guint i = 0; i < paths->len; i++)
		replay_file(dice, paths->pdata[i], i + 1);
	for (guint i = 0; i < NOISE; i++)
		feed_noise(dice);
	printf("ok %u - noise\n1..%u\n", paths->len + 1, paths->len + 1);
	return 0;
}
