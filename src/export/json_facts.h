/*
 * json_facts: the facts and the talk of a session as JSON.
 */
#ifndef EXPORT_JSON_FACTS_H
#define EXPORT_JSON_FACTS_H

#include "export/export.h"

void json_facts_write(struct printer *p, const struct session_record *record);
void json_talk_write(struct printer *p, const struct speech_numbers *numbers);

#endif
