/*
 * Two turns of one, and one of two.
 */
#include "app/correcting.h"

static char *
words_print(const struct corrected_turn *turn)
{
	guint words = base_word_count(turn->text, (gssize)turn->len);

	return g_strdup_printf("%s, %u word%s", turn_role_print(turn->role),
			       words, words == 1 ? "" : "s");
}

gboolean
work_split(struct work *work, GError **error)
{
	struct corrected_turn halves[2];
	struct cut cut;
	g_autofree char *one = NULL, *two = NULL;

	if (!cut_find(&work->now, work->turn, work->cut, &cut, error))
		return FALSE;
	halves[0] = halves[1] = turn_as_is(&work->now, work->turn);
	halves[0].len = cut.first_len;
	halves[0].end_ms = cut.first_end_ms;
	halves[1].text += cut.second_start;
	halves[1].len -= cut.second_start;
	halves[1].start_ms = cut.second_start_ms;
	if (cut.second_line)
		halves[1].line = cut.second_line;
	if (!owner_settle(work, &work->cut->first, &halves[0], error) ||
	    !owner_settle(work, &work->cut->second, &halves[1], error))
		return FALSE;
	one = words_print(&halves[0]);
	two = words_print(&halves[1]);
	work->did = g_strdup_printf("turn %u is split: %u (%s) and %u (%s); "
				    "the turns behind are one higher",
				    work->turn, work->turn, one, work->turn + 1,
				    two);
	return work_replace(work, "split", 1, 2, halves, error) &&
	       places_after_split(&work->now, work->turn, &cut, halves, error);
}

/* Whose the joined turn is must be told when two people spoke it. */
static gboolean
check_owner(const struct work *work, const struct corrected_turn *one,
	    const struct corrected_turn *two, GError **error)
{
	const GPtrArray *speakers = work->now.transcript->speakers;
	const struct speaker *a = speakers->pdata[one->speaker];
	const struct speaker *b = speakers->pdata[two->speaker];
	g_autofree char *first = base_printable(a->label, -1);
	g_autofree char *second = base_printable(b->label, -1);

	if (work->owner->speaker ||
	    (one->role != two->role && work->owner->role != TURN_UNKNOWN))
		return TRUE;
	if (one->role != two->role)
		return app_fail(
			error, BASE_ERROR_USAGE,
			"turn %u is the %s's and turn %u the %s's; say "
			"whose the joined turn is: --role %s or --role %s",
			work->turn, turn_role_print(one->role), work->turn + 1,
			turn_role_print(two->role), turn_role_print(one->role),
			turn_role_print(two->role));
	return one->speaker == two->speaker ||
	       app_fail(
		       error, BASE_ERROR_USAGE,
		       "turn %u is spoken by '%s' and turn %u by '%s'; say whose "
		       "the joined turn is: --speaker NAME",
		       work->turn, first, work->turn + 1, second);
}

gboolean
work_merge(struct work *work, GError **error)
{
	struct corrected_turn one, two;
	g_autoptr(GString) text = NULL;
	g_autofree char *whole = NULL;

	if (!transcript_turn(work->now.transcript, work->turn + 1))
		return app_fail(
			error, BASE_ERROR_NOT_FOUND,
			"turn %u is the last one, there is none to join "
			"it to",
			work->turn);
	one = turn_as_is(&work->now, work->turn);
	two = turn_as_is(&work->now, work->turn + 1);
	if (!check_owner(work, &one, &two, error) ||
	    !correcting_agree(&work->now, work->turn, work->turn + 1, error))
		return FALSE;
	text = g_string_new_len(one.text, (gssize)one.len);
	g_string_append_c(text, ' ');
	g_string_append_len(text, two.text, (gssize)two.len);
	if (work->owner->role == two.role && one.role != two.role) {
		one.speaker = two.speaker;
		one.role = two.role;
	}
	if (!owner_settle(work, work->owner, &one, error))
		return FALSE;
	one.text = text->str;
	one.len = text->len;
	if (one.start_ms < 0 && one.end_ms < 0)
		one.start_ms = two.start_ms;
	one.end_ms = MAX(one.end_ms, two.end_ms);
	whole = words_print(&one);
	work->did =
		g_strdup_printf("turns %u and %u are turn %u (%s) now; the "
				"turns behind are one lower",
				work->turn, work->turn + 1, work->turn, whole);
	return work_replace(work, "merge", 2, 1, &one, error) &&
	       places_after_merge(&work->now, work->turn, error);
}
