/*
 * Drawing from the casebook: the frame, and what becomes of the drawn.
 */
#include "app/assigning.h"
#include "app/blind.h"
#include "app/drawing.h"

#include <string.h>

enum stratum { BY_PHASE = 1, BY_FOCUS = 2, BY_CASE = 4, BY_THERAPIST = 8 };

static gboolean
strata_parse(const char *text, guint *strata, GError **error)
{
	const char *const names[] = { "phase", "focus", "case", "therapist",
				      NULL };
	g_auto(GStrv) words = g_strsplit(text ? text : "", ",", -1);

	*strata = 0;
	for (char **word = words; *word; word++) {
		const char *name = g_strstrip(*word);
		g_autofree char *shown = base_printable(name, -1);
		guint i = 0;

		while (names[i] && g_ascii_strcasecmp(names[i], name) != 0)
			i++;
		if (!names[i])
			return app_fail(error, BASE_ERROR_USAGE,
					"'%s' is nothing to draw by: phase, "
					"focus, case or therapist, with "
					"commas between",
					shown);
		*strata |= 1u << i;
	}
	return TRUE;
}

/* "case 2" for the second code that is met: the draw is kept when the case is
 * taken out, and holds no code. */
static void
append_met(GString *out, const char *what, const char *code, GPtrArray *met)
{
	guint at;

	if (!code)
		code = "";
	if (!g_ptr_array_find_with_equal_func(met, code, g_str_equal, &at)) {
		at = met->len;
		g_ptr_array_add(met, g_strdup(code));
	}
	g_string_append_printf(out, "%s%s %u", out->len ? ", " : "", what,
			       at + 1);
}

static char *
stratum_print(const struct session_info *info, guint strata, GPtrArray *cases,
	      GPtrArray *therapists)
{
	GString *out = g_string_new(NULL);

	if (strata & BY_PHASE)
		g_string_append(out, phase_print(info->facts.phase));
	if (strata & BY_FOCUS)
		g_string_append_printf(out, "%s%s", out->len ? ", " : "",
				       focus_print(info->facts.focus));
	if (strata & BY_CASE)
		append_met(out, "case", info->case_code, cases);
	if (strata & BY_THERAPIST)
		append_met(out, "therapist", info->therapist, therapists);
	if (!out->len)
		g_string_append(out, "all");
	return g_string_free(out, FALSE);
}

/* Codes of those who cannot have it; NULL with an error. */
static char *
who_cannot(struct app *app, const struct assigning *assigning, gint64 session,
	   char *const *raters, GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (guint i = 0; raters[i]; i++) {
		g_autoptr(GError) fault = NULL;
		gboolean may = app_may_assign(app, session, raters[i],
					      assigning->role, &fault);
		guint known = 0;

		if (fault &&
		    !g_error_matches(fault, BASE_ERROR, BASE_ERROR_DENIED)) {
			g_propagate_error(error, g_steal_pointer(&fault));
			return NULL;
		}
		if (!blind_known(app, session, raters[i], &known, error))
			return NULL;
		if (may && (!assigning->blind || assigning->blind & ~known))
			continue;
		g_string_append_printf(out, "%s%s", out->len ? "," : "",
				       raters[i]);
	}
	return g_strdup(out->str);
}

static gboolean
frame_add(struct app *app, const struct assigning *assigning,
	  const struct session_info *info, char *stratum, char *const *raters,
	  GPtrArray *frame, GError **error)
{
	struct drawn_session *drawn = g_new0(struct drawn_session, 1);

	g_ptr_array_add(frame, drawn);
	drawn->session = info->session;
	drawn->stratum = stratum;
	drawn->uid = store_session_uid(app->store, info->session, TRUE, error);
	drawn->cannot = drawn->uid ? who_cannot(app, assigning, info->session,
						raters, error) :
				     NULL;
	return drawn->cannot != NULL;
}

static gboolean
frame_fill(struct app *app, const struct assigning *assigning,
	   struct draw *draw, GError **error)
{
	g_auto(GStrv) raters = g_strsplit(draw->raters, ",", -1);
	g_autoptr(GArray) ids =
		app_ids(app, assigning->sessions, assigning->n, error);
	g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) therapists =
		g_ptr_array_new_with_free_func(g_free);
	guint strata;

	if (!ids || !strata_parse(draw->strata, &strata, error))
		return FALSE;
	for (guint i = 0; i < ids->len; i++) {
		g_autoptr(SessionInfo) info = session_known(
			app, g_array_index(ids, gint64, i), error);

		if (!info ||
		    !frame_add(app, assigning, info,
			       stratum_print(info, strata, cases, therapists),
			       raters, draw->frame, error))
			return FALSE;
	}
	return TRUE;
}

/* -- drawing --------------------------------------------------------------- */

static gboolean
check_drawing(const struct draw_request *drawing, const struct draw *draw,
	      GError **error)
{
	g_autofree char *shown = base_printable(drawing->share, -1);
	g_auto(GStrv) raters = g_strsplit(draw->raters, ",", -1);
	guint share;

	if (!draw_share_parse(drawing->share, &share) || !share)
		return app_fail(error, BASE_ERROR_INPUT,
				"'%s' is no share to draw; write it as 20%%, "
				"more than 0 and at most 100",
				shown);
	if (!*drawing->seed || strpbrk(drawing->seed, "\n\t") ||
	    g_utf8_strlen(drawing->seed, -1) > 100)
		return app_fail(error, BASE_ERROR_INPUT,
				"a seed is a number or a word of up to 100 "
				"characters");
	return g_strv_length(raters) >= drawing->each ||
	       app_fail(error, BASE_ERROR_USAGE,
			"each session is to have %u raters, and %u is named "
			"(--to A,B)",
			drawing->each, g_strv_length(raters));
}

static gboolean
fail_lots(const struct draw *draw, const GPtrArray *lots, GError **error)
{
	const struct drawn_session *last;

	if (!lots->len)
		return app_fail(error, BASE_ERROR_INPUT,
				"%s of %u session%s gives none%s; draw a "
				"larger share",
				draw->share, draw->frame->len,
				draw->frame->len == 1 ? "" : "s",
				*draw->strata ? " in any stratum" : "");
	last = lots->pdata[lots->len - 1];
	return app_fail(error, BASE_ERROR_DENIED,
			"session %" G_GINT64_FORMAT " was drawn, and too few "
			"of %s can rate it (its therapist, who has rated it "
			"or has it, and who knows what is to be hidden "
			"cannot); name more raters",
			last->session, draw->raters);
}

static gboolean
save_draw(struct app *app, struct draw *draw, const GPtrArray *lots,
	  GError **error)
{
	g_autofree char *frame = draw_frame_print(draw->frame);
	g_autofree char *drawn = draw_lots_print(lots);
	struct draw_row row = { .seed = draw->seed,
				.share = draw->share,
				.strata = draw->strata,
				.raters = draw->raters,
				.each = draw->each,
				.frame = frame,
				.drawn = drawn };

	if (!store_draw_add(app->store, &row, error) ||
	    !app_note(app, "draw", 0, error,
		      "draw %" G_GINT64_FORMAT ": %u of %u sessions, %s, by "
		      "%s, seed %s",
		      row.id, lots->len, draw->frame->len, draw->share,
		      *draw->strata ? draw->strata : "nothing", draw->seed))
		return FALSE;
	draw->id = row.id;
	draw->at = row.at;
	return TRUE;
}

static gboolean
assign_lots(struct app *app, const struct assigning *assigning,
	    const struct draw *draw, const GPtrArray *lots, GError **error)
{
	for (guint i = 0; i < lots->len; i++) {
		const struct drawn_session *drawn = lots->pdata[i];
		g_auto(GStrv) raters = g_strsplit(drawn->raters, ",", -1);
		struct assigning one = *assigning;
		g_autoptr(GPtrArray) made = NULL;

		one.sessions = &drawn->session;
		one.n = 1;
		one.raters = (const char *const *)raters;
		one.draw = draw->id;
		if (!(made = app_assign(app, &one, error)))
			return FALSE;
	}
	return TRUE;
}

static gboolean
draw_within(struct app *app, const struct draw_request *drawing,
	    const struct assigning *assigning, struct draw *draw,
	    GError **error)
{
	g_autoptr(GPtrArray) lots = NULL;
	gboolean enough;

	draw->raters = assign_raters_print(app, assigning->raters, error);
	if (!draw->raters || !check_drawing(drawing, draw, error) ||
	    !frame_fill(app, assigning, draw, error))
		return FALSE;
	enough = draw_run(draw, &lots);
	if (!enough || !lots->len)
		return fail_lots(draw, lots, error);
	draw->holds = TRUE;
	return save_draw(app, draw, lots, error) &&
	       assign_lots(app, assigning, draw, lots, error);
}

struct draw *
app_draw(struct app *app, const struct draw_request *drawing,
	 const struct assigning *assigning, GError **error)
{
	g_autoptr(Draw) draw = g_new0(struct draw, 1);

	draw->frame = draw_frame_new();
	draw->seed = g_strdup(drawing->seed);
	draw->share = g_strdup(drawing->share);
	draw->strata = g_strdup(drawing->strata ? drawing->strata : "");
	draw->each = drawing->each;
	if (!app_begin(app, error))
		return NULL;
	return app_end(app, draw_within(app, drawing, assigning, draw, error),
		       error) ?
		       g_steal_pointer(&draw) :
		       NULL;
}

/* -- drawing again --------------------------------------------------------- */

GPtrArray *
app_draws(struct app *app, GError **error)
{
	g_autoptr(GHashTable) views = blind_views(app, error);
	g_autoptr(GPtrArray) rows = NULL;
	g_autoptr(GPtrArray) draws =
		g_ptr_array_new_with_free_func((GDestroyNotify)draw_free);

	if (!views)
		return NULL;
	if (g_hash_table_size(views) > 0) {
		app_fail(error, BASE_ERROR_DENIED,
			 "a draw tells of what is hidden from who has "
			 "sessions to rate blind; sign these first (iptrate "
			 "assign list)");
		return NULL;
	}
	rows = store_draws_load(app->store, error);
	for (guint i = 0; rows && i < rows->len; i++)
		g_ptr_array_add(draws, draw_build(rows->pdata[i]));
	return rows ? g_steal_pointer(&draws) : NULL;
}

static gboolean
find_sessions(struct app *app, struct draw *draw, GError **error)
{
	g_autoptr(GArray) ids = app_ids(app, NULL, 0, error);
	g_autoptr(GHashTable) by_uid =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; ids && i < ids->len; i++) {
		gint64 *id = &g_array_index(ids, gint64, i);
		char *uid = store_session_uid(app->store, *id, FALSE, error);

		if (uid)
			g_hash_table_insert(by_uid, uid, id);
	}
	for (guint i = 0; ids && i < draw->frame->len; i++) {
		struct drawn_session *drawn = draw->frame->pdata[i];
		const gint64 *id = g_hash_table_lookup(by_uid, drawn->uid);

		drawn->session = id ? *id : 0;
	}
	return ids != NULL;
}

struct draw *
app_draw_again(struct app *app, gint64 id, GError **error)
{
	g_autoptr(GPtrArray) draws = app_draws(app, error);

	for (guint i = 0; draws && i < draws->len; i++) {
		g_autoptr(Draw) draw = NULL;

		if (((const struct draw *)draws->pdata[i])->id != id)
			continue;
		draw = g_ptr_array_steal_index(draws, i);
		return find_sessions(app, draw, error) ?
			       g_steal_pointer(&draw) :
			       NULL;
	}
	if (draws)
		app_fail(error, BASE_ERROR_NOT_FOUND,
			 "there is no draw %" G_GINT64_FORMAT " (iptrate "
			 "assign draw lists them)",
			 id);
	return NULL;
}
