/*
 * Rubrics by their names: under one name and version there is one text.
 *
 * A rating names its rubric by them, and nobody would see that a file with a
 * milder cut stands behind the name.
 */
#include "app/private.h"
#include "app/versions.h"
#include "gen/app/ipt-core.yaml.gen.h"

#include <string.h>

/* Does it bear the name of the rubric that came with the program, with
 * another text? */
static gboolean
poses_as_shipped(const struct rubric *rubric)
{
	g_autofree char *hash =
		base_sha256(ipt_core_yaml, sizeof(ipt_core_yaml) - 1);
	g_autoptr(GPtrArray) complaints = diagnostics_new();
	struct rubric *shipped;
	gboolean same;

	if (!strcmp(hash, rubric->sha256))
		return FALSE;
	shipped = rubric_parse(ipt_core_yaml, sizeof(ipt_core_yaml) - 1,
			       "ipt-core.yaml", NULL, complaints);
	same = shipped && base_code_same(shipped->id, rubric->id) &&
	       base_code_same(shipped->version, rubric->version);
	rubric_free(shipped);
	return same;
}

gboolean
rubric_check_name(struct app *app, const struct rubric *rubric, GError **error)
{
	g_autoptr(GError) failed = NULL;
	g_autofree char *other =
		store_rubric_namesake(app->store, rubric, &failed);
	g_autofree char *path = base_printable(app->rubric_path, -1);

	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return FALSE;
	}
	if (!other && !poses_as_shipped(rubric))
		return TRUE;
	return app_fail(error, BASE_ERROR_INPUT,
			"%s calls itself %s %s, and %s by that name with "
			"another text; give it a version of its own "
			"('version:' in the file), so that a rating tells what "
			"it was made by",
			path, rubric->id, rubric->version,
			other ? "there are ratings here on a rubric" :
				"iptrate's own rubric goes");
}
