/*
 * own_format: our own plain format: its mark, its reader, "# therapist: Anna".
 */
#ifndef TRANSCRIPT_OWN_FORMAT_H
#define TRANSCRIPT_OWN_FORMAT_H

#include "transcript/builder.h"
#include "transcript/source.h"

gboolean own_txt_is(const struct source *source);
gboolean own_txt_parse(const struct source *source, struct builder *builder,
		       GError **error);
gboolean own_role_header(struct builder *builder, const char *key,
			 gsize key_len, const char *value, gsize value_len);

#endif
