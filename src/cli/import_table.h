/*
 * import_table: what became of many files.
 */
#ifndef CLI_IMPORT_TABLE_H
#define CLI_IMPORT_TABLE_H

#include "cli/run.h"

/* What became of many files (struct import_result), case by case. */
void import_table_print(struct cli *cli, const GPtrArray *results,
			gboolean dry_run);

#endif
