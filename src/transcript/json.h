/*
 * json.h: JSON read in place.
 *
 * Recognisers write one object a word; a tree of them costs thirty times the
 * file.  So the text is checked once, whole, and afterwards walked by plain
 * pointers to the first byte of a value.  Every function but json_check()
 * trusts that check; NULL stands for "not there" and is taken everywhere.
 */
#ifndef TRANSCRIPT_JSON_H
#define TRANSCRIPT_JSON_H

#include "transcript/source.h"

/* The document's value, or NULL with an error naming the line. */
const char *json_check(const struct source *source, GError **error);

/* First byte behind the value. */
const char *json_skip(const char *value);

/*
 * Values of an object by key, in one pass: values[i] belongs to keys[i], NULL
 * when absent; the first of equal keys counts.  Returns the first byte behind
 * the object.  Anything but an object has no keys.
 */
const char *json_pick(const char *object, const char *const *keys,
		      const char **values, guint n);
const char *json_get(const char *object, const char *key);

/* Elements of an array: json_first(), then json_next(behind the element). */
const char *json_first(const char *array);
const char *json_next(const char *behind);

gboolean json_is_string(const char *value);
gboolean json_is_array(const char *value);
gboolean json_is_object(const char *value);
/* Append a string decoded, or any other scalar as written. */
void json_append(GString *out, const char *value);
/* A number, or a string that holds one ("1.2", "1.2s"); FALSE if neither. */
gboolean json_number(const char *value, double *number);

#endif
