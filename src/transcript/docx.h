/*
 * docx.h: what the parts of the reader of Word documents share.
 */
#ifndef TRANSCRIPT_DOCX_H
#define TRANSCRIPT_DOCX_H

#include "transcript/cells.h"
#include "transcript/xml.h"
#include "transcript/zip.h"

/* Warn of notes, comments and page lines, which are not read. */
void docx_report_asides(const struct source *source, struct builder *builder);

#endif
