/*
 * Which tags a decision about many is for: those that are open, of some turns,
 * techniques and strengths.
 */
#include "app/private.h"

#include <string.h>

gboolean
app_takes_technique(const GPtrArray *techniques, const char *technique)
{
	if (!techniques || techniques->len == 0)
		return TRUE;
	return g_ptr_array_find_with_equal_func((GPtrArray *)techniques,
						technique, g_str_equal, NULL);
}

gboolean
app_tag_open(const struct effective_tag *tag, guint strengths)
{
	if (tag->decision || tag->rejected || !tag->machine)
		return FALSE;
	return strengths ? strengths & 1u << tag->machine->strength :
			   tag->machine->strength != STRENGTH_HINT;
}

GPtrArray *
app_open_tags(const struct session_record *record,
	      const struct tag_choice *choice)
{
	GPtrArray *open = g_ptr_array_new();

	for (guint i = 0; i < record->effective_tags->len; i++) {
		struct effective_tag *tag = record->effective_tags->pdata[i];

		if (tag->turn >= choice->first && tag->turn <= choice->last &&
		    app_tag_open(tag, choice->strengths) &&
		    app_takes_technique(choice->techniques, tag->technique))
			g_ptr_array_add(open, tag);
	}
	return open;
}
