/*
 * app/files_out: the part of the door about files that are written.
 * Include app/app.h.
 */
#ifndef APP_FILES_OUT_H
#define APP_FILES_OUT_H

#include "app/opening.h"

/* DENIED when there is a casebook at this path, or a part of one. */
gboolean app_output_check(const struct app *app, const char *path,
			  GError **error);

struct app_export_options {
	gboolean with_transcript;
	gboolean force; /* over a file that is no earlier export */
	gint64 date;	/* that it bears, seconds since 1970; 0: now */
};

/* Format by the ending of path: .xlsx, .csv, .json.  Writes beside the
 * target and renames; an existing special file (/dev/...) is written to, a
 * workbook when it has no ending.  Over an earlier export unasked, never over
 * a casebook (DENIED).  Each session's history tells of it.  n 0 = all
 * sessions. */
gboolean app_export(struct app *app, const gint64 *sessions, guint n,
		    const char *path, const struct app_export_options *options,
		    GError **error);

#endif
