/*
 * agree: what a report of agreement says, in words.
 */
#ifndef CLI_AGREE_SAID_H
#define CLI_AGREE_SAID_H

#include "cli/run.h"

void print_agreement_report(struct cli *cli, const struct report *report);
/* Of marks, one by one and of all raters: difference, limits, reliability,
 * severity.  told: as agree_rows_init(). */
void print_marks_report(struct cli *cli, const struct report *report,
			GPtrArray *told);

#endif
