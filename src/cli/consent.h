/*
 * consent: what is asked before something is signed, or changed under
 * ratings that are signed.
 */
#ifndef CLI_CONSENT_H
#define CLI_CONSENT_H

#include "cli/run.h"

/* Is somebody at a terminal to be asked, who has not said --yes? */
gboolean cli_asks(const struct cli *cli);
/* Asks on the terminal; TRUE without asking where cli_asks() says no. */
gboolean cli_confirm(const struct cli *cli, const char *question);
/* Asks before something is changed of sessions (n 0: all) that signed ratings
 * hang on; where: what begins a new version beside them, as in "where the tags
 * come out otherwise". */
gboolean cli_may_touch(const struct cli *cli, const gint64 *sessions, guint n,
		       const char *where, GError **error);
/* The same before phase, focus, place in the course or therapist are set. */
gboolean cli_may_set(const struct cli *cli, const gint64 *sessions, guint n,
		     GError **error);
/* The same before what the words of `case set` say. */
gboolean cli_may_set_case(struct cli *cli, GError **error);
/* All that is to be signed, on standard error. */
void cli_show_signing(const struct cli *cli, const struct signing *signing,
		      const char *meaning);

#endif
