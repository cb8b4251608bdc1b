/*
 * Who was told what was agreed on the sessions of a drill, and who may be.
 *
 * The one idea: what came of a drill holds what was agreed, so that whoever
 * reads it knows the answers.  That is kept, like a taking of one's own.
 */
#include "app/drill.h"
#include "app/drilling.h"

#include <string.h>

gboolean
drill_is_for_testing(const struct drills *drills,
		     const struct drill_take_row *take)
{
	const struct drill_set_row *set = drills_set(drills, take->set);

	return set && !strcmp(set->purpose, drill_purpose_print(DRILL_TESTING));
}

gboolean
drills_place_told(const struct drills *drills,
		  const struct drill_take_row *take, gboolean over, guint n)
{
	const struct drill_session_row *copy =
		drills_copy_at(drills, take->id, n);

	return copy && copy->done_at &&
	       (over || !drill_is_for_testing(drills, take));
}

/* A session that was given out and is not done. */
static gboolean
has_open_copy(const struct drills *drills, gint64 take)
{
	for (guint i = 0; i < drills->sessions->len; i++) {
		const struct drill_session_row *copy =
			drills->sessions->pdata[i];

		if (copy->take == take && !copy->done_at)
			return TRUE;
	}
	return FALSE;
}

gboolean
drills_over(struct app *app, const struct drills *drills,
	    const struct drill_take_row *take, GError **fault)
{
	const struct drill_set_row *set = drills_set(drills, take->set);

	if (set->withdrawn && !has_open_copy(drills, take->id))
		return TRUE;
	return drills_whole(app, drills, take, fault);
}

/* -- who was told --------------------------------------------------------------- */

/* Is it a copy of the session, taken for what is asked about? */
static gboolean
is_of(const struct drill_session_row *copy, const struct drill_take_row *take,
      const struct drill_told *what)
{
	const char *technique = take->technique;

	if (what->sample ? g_strcmp0(copy->sample, what->sample) != 0 :
			   copy->of != what->session)
		return FALSE;
	if (what->any || (!technique && !what->technique))
		return TRUE;
	return technique && what->technique &&
	       (!strcmp(technique, DRILL_ALL) ||
		!strcmp(what->technique, DRILL_ALL) ||
		!strcmp(technique, what->technique));
}

static gboolean
told_by_taking(struct app *app, const struct drills *drills,
	       const struct drill_told *what, const char *rater, gboolean *told,
	       GError **error)
{
	for (guint i = 0; i < drills->sessions->len; i++) {
		const struct drill_session_row *copy =
			drills->sessions->pdata[i];
		const struct drill_take_row *take =
			drills_take(drills, copy->take);
		g_autoptr(GError) fault = NULL;
		gboolean over;

		if (!is_of(copy, take, what) ||
		    !base_code_same(take->rater, rater))
			continue;
		over = drills_over(app, drills, take, &fault);
		*told |= drills_place_told(drills, take, over, copy->n);
		if (fault) {
			g_propagate_error(error, g_steal_pointer(&fault));
			return FALSE;
		}
	}
	return TRUE;
}

/* Is the session, or sample, one of the set? */
static gboolean
set_has(struct app *app, gint64 set, const struct drill_told *what,
	gboolean *has, GError **error)
{
	g_autoptr(GPtrArray) members =
		store_drill_members(app->store, set, error);

	for (guint i = 0; members && i < members->len; i++) {
		const struct drill_member_row *member = members->pdata[i];

		*has |= what->sample ?
				!g_strcmp0(member->sample, what->sample) :
				member->session == what->session;
	}
	return members != NULL;
}

gboolean
drills_told(struct app *app, const struct drill_told *what, const char *rater,
	    gboolean *told, GError **error)
{
	g_auto(Drills) drills = { 0 };

	*told = FALSE;
	if (!drills_load(app, &drills, error) ||
	    !told_by_taking(app, &drills, what, rater, told, error))
		return FALSE;
	for (guint i = 0; i < drills.readers->len && !*told; i++) {
		const struct drill_reader_row *reader =
			drills.readers->pdata[i];

		if (base_code_same(reader->who, rater) &&
		    !set_has(app, reader->set, what, told, error))
			return FALSE;
	}
	return TRUE;
}

/* -- who may be ------------------------------------------------------------------- */

/* Has who is at work the session to rate, blind to what was said of it? */
static gboolean
is_assigned_blind(struct app *app, gint64 session, gboolean *blind,
		  GError **error)
{
	g_autoptr(GPtrArray) all = store_assignments_load(app->store, error);

	for (guint i = 0; all && i < all->len; i++) {
		const struct assignment *one = all->pdata[i];

		*blind |= one->session == session &&
			  one->blind & (BLIND_RATINGS | BLIND_TAGS) &&
			  assignment_is_pending(one) &&
			  app_is_viewer(app, one->rater);
	}
	return all != NULL;
}

/* Is it hidden from who is at work, or from the rater of the taking by another
 * drill with the same session? */
static gboolean
is_hidden(struct app *app, const struct drills *drills,
	  const struct drill_session_row *copy, const GPtrArray *hidden,
	  gboolean *is, GError **error)
{
	const struct drill_take_row *take = drills_take(drills, copy->take);
	const char *own = drills_set(drills, take->set)->name;
	g_autofree char *set = NULL;

	*is = FALSE;
	for (guint i = 0; copy->of && i < hidden->len; i++) {
		const struct drill_hidden *one = hidden->pdata[i];

		*is |= one->session == copy->of &&
		       (!base_code_same(one->rater, take->rater) ||
			strcmp(one->set, own) != 0);
	}
	if (!copy->of)
		return TRUE;
	if (!is_assigned_blind(app, copy->of, is, error) ||
	    !drills_open_but(app, copy->of, take->rater, own, &set, error))
		return FALSE;
	*is |= set != NULL;
	return TRUE;
}

/* Samples have no session that could be hidden. */
static gboolean
sample_is_ahead(struct app *app, const struct drills *drills,
		const struct drill_session_row *copy, gboolean *ahead,
		GError **error)
{
	struct drill_told of = { .sample = copy->sample, .any = TRUE };

	*ahead = FALSE;
	for (guint i = 0; copy->sample && i < drills->takes->len; i++) {
		const struct drill_take_row *take = drills->takes->pdata[i];
		const struct drill_take_row *own =
			drills_take(drills, copy->take);
		gboolean told;

		if (take->set != own->set || take->id == own->id ||
		    !app_is_viewer(app, take->rater) ||
		    base_code_same(take->rater, own->rater))
			continue;
		if (!drills_told(app, &of, take->rater, &told, error))
			return FALSE;
		*ahead |= !told;
	}
	return TRUE;
}

/* Could this person of the casebook still be tested with the set?  Somebody
 * whom the casebook does not know rates nothing under that name. */
static gboolean
could_take(struct app *app, const struct drill_set_row *row, const char *who,
	   gboolean *could, GError **error)
{
	g_autoptr(GError) fault = NULL;
	struct person_info *info = store_person_find(app->store, who, &fault);
	g_autoptr(DrillSet) set =
		info ? app_drill(app, row->name, &fault) : NULL;

	*could = set && drill_begin_check(app, set, who, NULL, &fault);
	if (info)
		person_info_free(info);
	if (!fault || g_error_matches(fault, BASE_ERROR, BASE_ERROR_DENIED))
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&fault));
	return FALSE;
}

/* Whoever is at work, without the rater of the taking: two at most, then NULL. */
static void
list_readers(const struct app *app, const char *rater, const char *readers[3])
{
	const char *const both[] = { app->user, app->viewer };
	guint n = 0;

	for (guint i = 0; i < G_N_ELEMENTS(both); i++) {
		if (both[i] && *both[i] && !base_code_same(both[i], rater) &&
		    (n == 0 || !base_code_same(both[i], readers[0])))
			readers[n++] = both[i];
	}
	readers[n] = NULL;
}

static gboolean
check_test(struct app *app, const struct drills *drills,
	   const struct drill_take_row *take, enum drill_telling *telling,
	   GError **error)
{
	const struct drill_set_row *set = drills_set(drills, take->set);
	const char *readers[3];

	if (!drill_is_for_testing(drills, take))
		return TRUE;
	list_readers(app, take->rater, readers);
	for (guint i = 0; readers[i]; i++) {
		gboolean could;

		if (base_code_same(set->by, readers[i]))
			continue;
		if (!could_take(app, set, readers[i], &could, error))
			return FALSE;
		if (could)
			*telling = DRILL_KEPT_BACK;
	}
	return TRUE;
}

gboolean
drill_may_tell(struct app *app, const struct drills *drills,
	       const struct drill_session_row *copy, const GPtrArray *hidden,
	       enum drill_telling *telling, GError **error)
{
	const struct drill_take_row *take = drills_take(drills, copy->take);
	g_autoptr(GError) fault = NULL;
	gboolean over = drills_over(app, drills, take, &fault);
	gboolean ahead = FALSE, kept = FALSE;

	*telling = DRILL_NOT_YET;
	if (!fault && !drills_place_told(drills, take, over, copy->n))
		return TRUE;
	if (!fault && is_hidden(app, drills, copy, hidden, &kept, &fault) &&
	    sample_is_ahead(app, drills, copy, &ahead, &fault) &&
	    (kept || ahead))
		return TRUE;
	*telling = DRILL_TOLD;
	if (!fault && check_test(app, drills, take, telling, &fault))
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&fault));
	return FALSE;
}

gboolean
drill_note_readers(struct app *app, const struct drills *drills,
		   const struct drill_take_row *take, GError **error)
{
	const struct drill_set_row *set = drills_set(drills, take->set);
	const char *readers[3];

	list_readers(app, take->rater, readers);
	for (guint i = 0; readers[i]; i++) {
		const char *code =
			app_person_code(app, "rater", readers[i], NULL);
		gboolean fresh;

		if (!store_drill_reader_add(app->store, set->id,
					    code ? code : readers[i], &fresh,
					    error))
			return FALSE;
		if (fresh && !app_note(app, "drill-read", 0, error, "%s by %s",
				       set->name, readers[i]))
			return FALSE;
	}
	return TRUE;
}

/* -- what came of drills ------------------------------------------------------------ */

static gboolean
tell(struct app *app, const struct drills *drills,
     const struct drill_session_row *copy, const struct drill_asking *asking,
     const GPtrArray *hidden, struct drill_reports *reports, GError **error)
{
	const struct drill_take_row *take = drills_take(drills, copy->take);
	struct drill_result *result;
	enum drill_telling telling;

	if (!copy->done_at || take->set != asking->set ||
	    (asking->session && copy->session != asking->session) ||
	    (asking->technique &&
	     !base_code_same(asking->technique, take->technique)) ||
	    (asking->rater && !base_code_same(asking->rater, take->rater)))
		return TRUE;
	if (!drill_may_tell(app, drills, copy, hidden, &telling, error))
		return FALSE;
	reports->not_yet += telling == DRILL_NOT_YET;
	if (telling == DRILL_KEPT_BACK && !asking->answers)
		reports->kept_back++;
	else if (telling != DRILL_NOT_YET) {
		result = drill_result_build(app, drills, copy, error);
		if (!result || !drill_note_readers(app, drills, take, error))
			return FALSE;
		g_ptr_array_add(reports->results, result);
	}
	return TRUE;
}

void
drill_reports_clear(struct drill_reports *reports)
{
	g_clear_pointer(&reports->results, g_ptr_array_unref);
}

static gboolean
tell_all(struct app *app, const struct drill_asking *asking,
	 struct drill_reports *reports, GError **error)
{
	g_autoptr(GPtrArray) hidden = drills_hidden(app, error);
	g_auto(Drills) drills = { 0 };

	if (!hidden || !drills_load(app, &drills, error))
		return FALSE;
	for (guint i = 0; i < drills.sessions->len; i++) {
		if (!tell(app, &drills, drills.sessions->pdata[i], asking,
			  hidden, reports, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
app_drill_results(struct app *app, const struct drill_asking *asking,
		  struct drill_reports *reports, GError **error)
{
	*reports = (struct drill_reports){ 0 };
	reports->results = g_ptr_array_new_with_free_func(
		(GDestroyNotify)drill_result_free);
	/* of a shipped set that nobody took here there is nothing to tell */
	return !asking->set ||
	       (app_begin(app, error) &&
		app_end(app, tell_all(app, asking, reports, error), error));
}
