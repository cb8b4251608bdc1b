/*
 * app/values.h: facts of a session and a case as people and files write
 * them.
 */
#ifndef APP_VALUES_H
#define APP_VALUES_H

#include "app/private.h"

/* number, planned, phase, focus of the header lines; what cannot be read is
 * left unknown and, with a list, warned of. */
void app_header_facts(const struct transcript *transcript, const char *name,
		      struct session_facts *facts, GPtrArray *warnings);
/* A whole number of 1 to 9999; FALSE otherwise. */
gboolean app_number_parse(const char *text, guint *number);
/* As focus_parse(), but "deficits/sensitivity" style pairs are understood by
 * their first half. */
gboolean app_focus_parse(const char *text, enum focus *focus);

/* Fills in the suggested phase where nobody set one. */
void app_facts_settle(struct session_facts *facts, gboolean *suggested);
gboolean app_facts_same(const struct session_facts *a,
			const struct session_facts *b);

/* A label such as "Speaker 1", which every file gives anew. */
gboolean who_is_numbered(const char *label);

/* A code of a case or person: 1 to 100 characters, no controls, no blanks at
 * its ends. */
gboolean app_code_check(const char *what, const char *code, GError **error);

/* Values as people write them; FALSE with the mend.  "none" and "-" give 0
 * or UNKNOWN. */
gboolean app_is_none(const char *value);
/* A role that a person may have: trainee, supervisor, assessor, unknown. */
gboolean app_is_person_role(const char *text);
gboolean app_count_set(const char *key, const char *value, guint *count,
		       GError **error);
gboolean app_focus_set(const char *value, enum focus *focus, GError **error);
/* "a session has no 'fokus' (did you mean 'focus'?)"; always FALSE. */
gboolean app_fail_key(const char *what, const char *key,
		      const char *const *keys, GError **error);
gboolean app_fail_value(const char *key, const char *value, const char *mend,
			GError **error);

#endif
