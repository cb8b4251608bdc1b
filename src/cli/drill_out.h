/*
 * drill_out: what came of drills, told by commands.
 */
#ifndef CLI_DRILL_OUT_H
#define CLI_DRILL_OUT_H

#include "cli/run.h"

/* One session: what the rater said beside what was agreed.  FALSE with an
 * error. */
gboolean drill_print_result(struct cli *cli, const struct drill_result *result,
			    GError **error);
/* How far a rater came in one taking: struct drill_result of it alone. */
void drill_print_sum(struct cli *cli, const GPtrArray *results);
/* "results": a list of them. */
gboolean drill_json_results(struct cli *cli, struct printer *printer,
			    const GPtrArray *results, GError **error);

/* Is the value the same, in extent and quality, or both N/A? */
gboolean drill_pair_same(const struct drill_pair *pair);

/* The review screen on a session; 0: on the list. */
gboolean cli_open_screen(struct cli *cli, gint64 session, GError **error);

#endif
