/*
 * columns: sessions, cases and people, and what is done with them, as they are
 * listed.
 */
#include "app/private.h"

char *
course_number_print(const struct session_facts *facts)
{
	if (facts->number == 0)
		return g_strdup("?");
	if (facts->planned == 0)
		return g_strdup_printf("%u", facts->number);
	return g_strdup_printf("%u/%u", facts->number, facts->planned);
}

char *
focus_words_print(enum focus focus)
{
	return g_strdelimit(g_strdup(focus_print(focus)), "-", ' ');
}

/* -- sessions -------------------------------------------------------------- */

static void
fill_session_number(struct column_value *value, const void *of,
		    const void *about)
{
	const struct session_info *info = of;

	(void)about;
	value->made = course_number_print(&info->facts);
}

static void
fill_session_focus(struct column_value *value, const void *of,
		   const void *about)
{
	const struct session_info *info = of;

	(void)about;
	value->made = focus_words_print(info->facts.focus);
}

/* A count that is hidden is not known. */
static void
hide_count(struct column_value *value, const struct session_info *info,
	   guint count, guint hides)
{
	value->number = count;
	value->nothing = info->blind & hides;
}

static void
fill_session_tags(struct column_value *value, const void *of, const void *about)
{
	const struct session_info *info = of;

	(void)about;
	hide_count(value, info, info->tags, BLIND_TAGS);
}

static void
fill_session_open(struct column_value *value, const void *of, const void *about)
{
	const struct session_info *info = of;

	(void)about;
	hide_count(value, info, info->undecided, BLIND_TAGS | BLIND_RATINGS);
}

static void
fill_session_rated(struct column_value *value, const void *of,
		   const void *about)
{
	const struct session_info *info = of;

	(void)about;
	hide_count(value, info, info->ratings, BLIND_RATINGS);
}

static void
fill_session_blind(struct column_value *value, const void *of,
		   const void *about)
{
	const struct session_info *info = of;

	(void)about;
	value->made = info->blind ? blindness_print(info->blind) : NULL;
	value->nothing = !info->blind;
}

const struct column session_columns[] = {
	{ "session", "id", NUMBER_AT(struct session_info, session) },
	{ "case", "case", TEXT_AT(struct session_info, case_code) },
	{ "number", NULL, COUNT_AT(struct session_info, facts.number) },
	{ "planned", NULL, COUNT_AT(struct session_info, facts.planned) },
	{ NULL, "no", FILLED(COLUMN_TEXT, fill_session_number) },
	{ "phase", "phase",
	  NAME_AT(struct session_info, facts.phase, phase_print) },
	{ "phase_suggested", NULL,
	  FLAG_AT(struct session_info, phase_suggested) },
	{ "focus", NULL,
	  NAME_AT(struct session_info, facts.focus, focus_print) },
	{ NULL, "focus", FILLED(COLUMN_TEXT, fill_session_focus) },
	{ "therapist", NULL, TEXT_AT(struct session_info, therapist) },
	{ "source", NULL, TEXT_AT(struct session_info, source_name) },
	{ "imported_at", NULL, TEXT_AT(struct session_info, imported_at) },
	{ "turns", "turns", COUNT_AT(struct session_info, turns) },
	{ "tags", "tags", FILLED(COLUMN_COUNT, fill_session_tags) },
	{ "undecided", "open", FILLED(COLUMN_COUNT, fill_session_open) },
	{ "ratings", "rated", FILLED(COLUMN_COUNT, fill_session_rated) },
	{ "blind", NULL, FILLED(COLUMN_TEXT, fill_session_blind),
	  .optional = TRUE },
	{ NULL, "file", TEXT_AT(struct session_info, source_name) },
	{ .kind = COLUMNS_END },
};

/* -- cases and people ------------------------------------------------------ */

static void
fill_case_focus(struct column_value *value, const void *of, const void *about)
{
	const struct case_info *info = of;

	(void)about;
	value->made = focus_words_print(info->focus);
}

static void
fill_case_planned(struct column_value *value, const void *of, const void *about)
{
	const struct case_info *info = of;

	(void)about;
	value->made = info->planned ? g_strdup_printf("%u", info->planned) :
				      g_strdup("?");
}

const struct column case_columns[] = {
	{ "case", "case", TEXT_AT(struct case_info, code) },
	{ "focus", NULL, NAME_AT(struct case_info, focus, focus_print) },
	{ NULL, "focus", FILLED(COLUMN_TEXT, fill_case_focus) },
	{ "planned", NULL, COUNT_AT(struct case_info, planned) },
	{ NULL, "planned", FILLED(COLUMN_TEXT, fill_case_planned),
	  .right = TRUE },
	{ "sessions", "sessions", COUNT_AT(struct case_info, sessions) },
	{ "note", "note", TEXT_AT(struct case_info, note) },
	{ .kind = COLUMNS_END },
};

const struct column label_role_columns[] = {
	{ "label", NULL, TEXT_AT(struct label_role, label) },
	{ "role", NULL, NAME_AT(struct label_role, role, turn_role_print) },
	{ .kind = COLUMNS_END },
};

const struct column person_columns[] = {
	{ "person", "person", TEXT_AT(struct person_info, code) },
	{ "role", "role", TEXT_AT(struct person_info, role) },
	{ "name", "name", TEXT_AT(struct person_info, name) },
	{ "ratings", "ratings", COUNT_AT(struct person_info, ratings) },
	{ .kind = COLUMNS_END },
};

const struct column person_merged_columns[] = {
	{ "decisions", NULL, COUNT_AT(struct person_merged, decisions) },
	{ "ratings", NULL, COUNT_AT(struct person_merged, ratings) },
	{ "sessions", NULL, COUNT_AT(struct person_merged, sessions) },
	{ .kind = COLUMNS_END },
};

static void
fill_about(struct column_value *value, const void *of, const void *about)
{
	(void)of;
	value->text = about;
}

const struct column case_purged_columns[] = {
	{ "purged", NULL, FILLED(COLUMN_TEXT, fill_about) },
	{ "sessions", NULL, COUNT_AT(struct case_purged, sessions) },
	{ "decisions", NULL, COUNT_AT(struct case_purged, decisions) },
	{ "ratings", NULL, COUNT_AT(struct case_purged, ratings) },
	{ .kind = COLUMNS_END },
};

/* -- what was done --------------------------------------------------------- */

const struct column import_columns[] = {
	{ "path", NULL, TEXT_AT(struct import_result, path) },
	{ "session", NULL, NUMBER_AT(struct import_result, session) },
	{ "known", NULL, FLAG_AT(struct import_result, known) },
	{ "copy_of", NULL, TEXT_AT(struct import_result, copy_of),
	  .optional = TRUE },
	{ "case", NULL, TEXT_AT(struct import_result, case_code) },
	{ "number", NULL, COUNT_AT(struct import_result, number) },
	{ "planned", NULL, COUNT_AT(struct import_result, planned) },
	{ "phase", NULL, NAME_AT(struct import_result, phase, phase_print) },
	{ "format", NULL, TEXT_AT(struct import_result, format) },
	{ "turns", NULL, COUNT_AT(struct import_result, turns) },
	{ "therapist_turns", NULL,
	  COUNT_AT(struct import_result, therapist_turns) },
	{ "words", NULL, COUNT_AT(struct import_result, words) },
	{ "tags", NULL, COUNT_AT(struct import_result, tags) },
	{ "warnings", NULL,
	  LIST_AT(struct import_result, warnings, diagnostic_columns) },
	{ "speakers", NULL, TEXTS_AT(struct import_result, speakers) },
	{ .kind = COLUMNS_END },
};

static void
fill_no_session(struct column_value *value, const void *of, const void *about)
{
	(void)of;
	(void)about;
	value->nothing = TRUE;
}

static void
fill_import_error(struct column_value *value, const void *of, const void *about)
{
	const struct import_result *result = of;

	(void)about;
	value->text = result->error->message;
}

const struct column import_failed_columns[] = {
	{ "path", NULL, TEXT_AT(struct import_result, path) },
	{ "session", NULL, FILLED(COLUMN_NUMBER, fill_no_session) },
	{ "error", NULL, FILLED(COLUMN_TEXT, fill_import_error) },
	{ .kind = COLUMNS_END },
};

const struct column tag_tally_columns[] = {
	{ "sessions", NULL, COUNT_AT(struct tag_tally, sessions) },
	{ "appeared", NULL, COUNT_AT(struct tag_tally, appeared) },
	{ "vanished", NULL, COUNT_AT(struct tag_tally, vanished) },
	{ "strength", NULL, COUNT_AT(struct tag_tally, strength) },
	{ .kind = COLUMNS_END },
};

static const struct column moved_columns[] = {
	{ "technique", NULL, TEXT_AT(struct moved_decision, technique) },
	{ "verdict", NULL,
	  NAME_AT(struct moved_decision, verdict, verdict_print) },
	{ "rater", NULL, TEXT_AT(struct moved_decision, rater) },
	{ "from", NULL, COUNT_AT(struct moved_decision, from) },
	{ "to", NULL, COUNT_AT(struct moved_decision, to) },
	{ .kind = COLUMNS_END },
};

static void
fill_change_session(struct column_value *value, const void *of,
		    const void *about)
{
	const struct change_of *change = about;

	(void)of;
	value->number = change->session;
}

static void
fill_change_trial(struct column_value *value, const void *of, const void *about)
{
	const struct change_of *change = about;

	(void)of;
	value->number = change->dry_run;
}

const struct column turn_change_columns[] = {
	{ "session", NULL, FILLED(COLUMN_NUMBER, fill_change_session) },
	{ "turn", NULL, COUNT_AT(struct turn_change, turn) },
	{ "turns_before", NULL, COUNT_AT(struct turn_change, turns_before) },
	{ "turns_now", NULL, COUNT_AT(struct turn_change, turns_now) },
	{ "dry_run", NULL, FILLED(COLUMN_FLAG, fill_change_trial) },
	{ "decisions", NULL,
	  LIST_AT(struct turn_change, decisions, moved_columns) },
	{ "says", NULL, TEXTS_AT(struct turn_change, says) },
	{ .kind = COLUMNS_END },
};
