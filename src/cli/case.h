/*
 * case: what several commands tell of a case.
 */
#ifndef CLI_CASE_H
#define CLI_CASE_H

#include "cli/run.h"

/* Roles of labels (app_case_speakers()) of a case: struct label_role by
 * label, borrowed; caller frees the array. */
GArray *case_speakers(GHashTable *roles);
/* That older copies of the casebook still hold what was taken out. */
void note_old_copies(struct cli *cli);
void print_case_speakers(struct cli *cli, const GArray *speakers);

#endif
