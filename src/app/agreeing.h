/*
 * app/agreeing.h: the parts of an agreement in a casebook, inside; see
 * panel_agreement.h.
 */
#ifndef APP_AGREEING_H
#define APP_AGREEING_H

#include "app/panel_agreement.h"
#include "app/private.h"

/* What drawing sessions needs. */
#define AGREEMENT_DRAWS 2000

gboolean coverage_fill(struct app *app, struct panel_agreement *agreement,
		       GError **error);
void coverage_init(struct coverage *coverage);
void coverage_clear(struct coverage *coverage);

void items_fill(struct panel_agreement *agreement, guint64 seed);
void scores_fill(struct panel_agreement *agreement, guint64 seed);
void pass_fill(struct panel_agreement *agreement);
/* Of the codebook at hand; disputed tags as well, with the words of the first
 * `most`. */
gboolean tags_fill(struct app *app, const struct agreement_request *request,
		   struct panel_agreement *agreement, GError **error);
gboolean disputes_fill(struct app *app, guint most,
		       struct panel_agreement *agreement, GError **error);
void disputed_tag_free(gpointer data);
struct tag_agreement *tag_agreement_new(const char *first, const char *second);
void tag_agreement_free(gpointer data);

/* Adds the figure with its percentile and its BCa interval over n sessions, or
 * without one and a sentence when they are too few. */
void add_drawn(GPtrArray *statistics, const char *percentile, const char *bca,
	       agreement_statistic statistic, void *data, guint n, guint64 seed,
	       const char *options);
/* The same of one that is drawn already, with so many draws. */
guint draws_of(guint n);
void add_boot(GPtrArray *statistics, const char *percentile, const char *bca,
	      const struct bootstrap *boot, guint n, guint64 seed,
	      const char *options);
GPtrArray *statistics_new(void);
/* One by itself. */
void add_statistic(GPtrArray *statistics, const char *name, struct estimate of,
		   guint64 n, char *options, char *note);

#endif
