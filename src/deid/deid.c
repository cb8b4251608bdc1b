/*
 * deid: the stages in their order.
 *
 * Patterns first: what they take is no word of a name.  Then names that are
 * known, capitals, places and cues, each of which may say more surely what
 * another said; last, what is a name in one place is one in all.
 */
#include "deid/talk.h"

#include <string.h>

const char *
deid_category_print(enum deid_category category)
{
	static const char *const names[DEID_CATEGORIES] = {
		"NAME",	 "PLACE", "ORG",      "DATE", "AGE",	"PHONE",
		"EMAIL", "URL",	  "USERNAME", "ID",   "ADDRESS"
	};

	return names[category];
}

struct deid *
deid_new(void)
{
	struct deid *deid = g_new0(struct deid, 1);

	lists_init(&deid->lists);
	deid->patterns = patterns_make();
	return deid;
}

void
deid_free(struct deid *deid)
{
	if (!deid)
		return;
	lists_clear(&deid->lists);
	patterns_free(deid->patterns);
	g_free(deid);
}

char *
deid_form(const char *text, gsize len)
{
	g_autofree char *valid = g_utf8_make_valid(text, (gssize)len);
	GString *form = g_string_new(NULL);

	deid_fold(form, valid, strlen(valid));
	return g_string_free(form, FALSE);
}

struct deid_findings *
deid_propose(const struct deid *deid, const struct deid_turn *turns, guint n,
	     const struct deid_knowledge *knowledge)
{
	struct deid_findings *findings;
	struct deid_talk talk;

	talk_init(&talk, deid, turns, n);
	find_patterns(&talk);
	find_spoken(&talk);
	take_found(&talk);
	mark_known(&talk, knowledge);
	mark_capitals(&talk);
	mark_streets(&talk);
	mark_places(&talk);
	mark_cues(&talk);
	mark_again(&talk);
	findings = deid_settle(&talk);
	talk_clear(&talk);
	return findings;
}
