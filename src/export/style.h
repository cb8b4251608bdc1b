/*
 * style: how cells of the workbook look.
 */
#ifndef EXPORT_STYLE_H
#define EXPORT_STYLE_H

#include "export/export.h"

enum style {
	STYLE_TITLE,
	STYLE_SUBTITLE,
	STYLE_SECTION,
	STYLE_LABEL,
	STYLE_PLAIN,  /* no borders, runs on to the right */
	STYLE_PROSE,  /* no borders, wrapped */
	STYLE_MONO,   /* a hash on the cover */
	STYLE_HASH,   /* a hash in a table */
	STYLE_NOTICE, /* what must not be overlooked */
	STYLE_COVER_LINK,
	STYLE_HEAD,
	STYLE_HEAD_CENTRE,
	STYLE_TEXT,
	STYLE_CENTRE,
	STYLE_COUNT,
	STYLE_SCORE, /* 0.00 */
	STYLE_PERCENT,
	STYLE_TIME,
	STYLE_POINT, /* a rated 1..5 that may be changed */
	STYLE_OFF,   /* a cell that takes no entry */
	STYLE_SUGGESTED,
	STYLE_LINK,
	STYLE_LINK_CENTRE,
	STYLE_MUTED, /* rejected evidence */
	STYLE_PASS,
	STYLE_BORDERLINE,
	STYLE_NOT_YET,
	STYLE_INCOMPLETE,
	STYLE_WARN, /* text that asks for a look */
	STYLES,
};

gboolean style_is_centred(enum style style);

#endif
