/*
 * Proposals of what to replace: the turns of a transcript, and what is known
 * of its people, handed to the room that looks for them.
 */
#include "app/identifiers.h"

/* Lines "# key: value" at the head of a file that name people. */
static void
add_heads(const struct transcript *transcript, GPtrArray *heads)
{
	static const char *const keys[] = {
		"patient", "client",	  "therapist", "name",	"names",
		"people",  "supervisor",  "partner",   "case",	"known",
		"person",  "interpreter", "clinician", "carer", NULL
	};

	for (guint i = 0; keys[i]; i++) {
		char *value = g_hash_table_lookup(transcript->headers, keys[i]);

		if (value)
			g_ptr_array_add(heads, value);
	}
	for (guint i = 0; i < transcript->speakers->len; i++) {
		const struct speaker *speaker = transcript->speakers->pdata[i];

		g_ptr_array_add(heads, speaker->label);
	}
	g_ptr_array_add(heads, NULL);
}

struct deid_findings *
app_deid_propose(const struct transcript *transcript, const char *const *known)
{
	guint n = transcript->turns->len;
	g_autofree struct deid_turn *turns = g_new0(struct deid_turn, n + 1);
	g_autoptr(GPtrArray) heads = g_ptr_array_new();
	g_autoptr(Deid) deid = deid_new();
	struct deid_knowledge knowledge = { .names = known };

	for (guint i = 0; i < n; i++)
		turns[i].text = transcript_turn_text(
			transcript, transcript_turn(transcript, i + 1),
			&turns[i].len);
	add_heads(transcript, heads);
	knowledge.heads = (const char *const *)heads->pdata;
	return deid_propose(deid, turns, n, &knowledge);
}
