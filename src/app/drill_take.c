/*
 * Taking a drill: one session after the other.
 */
#include "app/drill.h"
#include "app/drilling.h"

#include <string.h>

void
drill_step_free(struct drill_step *step)
{
	if (!step)
		return;
	g_free(step->set);
	g_free(step->rater);
	g_free(step->technique);
	g_ptr_array_unref(step->results);
	g_free(step);
}

/* -- which taking -------------------------------------------------------------------- */

/* The newest of this rater; technique NULL: the newest that is not finished,
 * else the newest of items. */
static const struct drill_take_row *
find_take(struct app *app, const struct drills *drills, gint64 set,
	  const char *rater, const char *technique)
{
	const struct drill_take_row *found = NULL;

	for (guint i = 0; i < drills->takes->len; i++) {
		const struct drill_take_row *take = drills->takes->pdata[i];

		if (take->set != set || !base_code_same(take->rater, rater))
			continue;
		if (technique ? !g_strcmp0(take->technique, technique) :
				!take->technique ||
					!drills_whole(app, drills, take, NULL))
			found = take;
	}
	return found;
}

/* A shipped set is kept when it is first taken. */
static gboolean
keep_set(struct app *app, struct drill_set *set, GError **error)
{
	if (set->row->id)
		return TRUE;
	g_free(set->row->by);
	set->row->by = g_strdup("iptrate");
	return store_drill_set_add(app->store, set->row, set->members, error);
}

static gboolean
begin_take(struct app *app, struct drill_set *set, const char *rater,
	   const char *technique, GError **error)
{
	struct drill_take_row take = {
		.rater = (char *)rater,
		.technique = (char *)technique,
	};

	if (!drill_begin_check(app, set, rater, technique, error) ||
	    !keep_set(app, set, error) ||
	    !store_person_need(app->store, rater, "unknown", error))
		return FALSE;
	take.set = set->row->id;
	return store_drill_take_add(app->store, &take, error) &&
	       app_note(app, "drill-take", 0, error, "%s by %s%s%s",
			set->row->name, rater, technique ? ", to find " : "",
			technique ? technique : "");
}

/* May one that was taken be taken again? */
static gboolean
check_again(const struct drill_set *set, const struct drill_take_row *take,
	    gboolean whole, GError **error)
{
	if (set->purpose == DRILL_TESTING)
		return app_fail(error, BASE_ERROR_DENIED,
				"drill %s is for testing, and each rater takes "
				"it once; %s has taken it ('iptrate drill "
				"report %s --rater %s')",
				set->row->name, take->rater, set->row->name,
				take->rater);
	return whole ||
	       app_fail(error, BASE_ERROR_DENIED,
			"%s has not finished drill %s; go on without --again",
			take->rater, set->row->name);
}

/* -- the next session ----------------------------------------------------------------- */

static gboolean
add_result(struct app *app, const struct drills *drills,
	   const struct drill_session_row *copy, struct drill_step *step,
	   GError **error)
{
	const struct drill_take_row *take = drills_take(drills, copy->take);
	g_autoptr(GPtrArray) hidden = drills_hidden(app, error);
	enum drill_telling telling;
	struct drill_result *result;

	if (!hidden ||
	    !drill_may_tell(app, drills, copy, hidden, &telling, error))
		return FALSE;
	step->kept_back |= telling != DRILL_TOLD;
	if (telling != DRILL_TOLD)
		return TRUE;
	result = drill_result_build(app, drills, copy, error);
	if (result)
		g_ptr_array_add(step->results, result);
	return result && drill_note_readers(app, drills, take, error);
}

/* What may be told now: of a set for learning what was done last, of one for
 * testing all once it is finished. */
static gboolean
tell_results(struct app *app, const struct drills *drills,
	     struct drill_step *step, GError **error)
{
	const struct drill_session_row *last = NULL;

	for (guint i = 0; i < drills->sessions->len; i++) {
		const struct drill_session_row *copy =
			drills->sessions->pdata[i];

		if (copy->take != step->take || !copy->done_at)
			continue;
		if (!last || copy->done_at >= last->done_at)
			last = copy;
		if (step->purpose == DRILL_TESTING && !step->session &&
		    !add_result(app, drills, copy, step, error))
			return FALSE;
	}
	return step->purpose == DRILL_TESTING || !last ||
	       (step->session && !step->fresh) ||
	       add_result(app, drills, last, step, error);
}

static gboolean
fill_step(struct app *app, const struct drill_set *set,
	  const struct drill_take_row *take, const struct drills *drills,
	  struct drill_step *step, GError **error)
{
	for (guint i = 0; i < set->members->len && !step->session; i++) {
		const struct drill_member_row *member = set->members->pdata[i];
		const struct drill_session_row *copy =
			drills_copy_at(drills, take->id, member->n);

		if (copy && copy->done_at)
			continue;
		step->n = i + 1;
		step->fresh = !copy;
		step->session = copy ? copy->session :
				set->row->withdrawn ?
				       0 :
				       drill_copy_make(app, set->row, take,
						       member, error);
		if (!step->session)
			return set->row->withdrawn &&
			       app_fail(error, BASE_ERROR_DENIED,
					"drill %s was taken back; no more of "
					"its sessions are given out",
					set->row->name);
	}
	return tell_results(app, drills, step, error);
}

static struct drill_step *
step_new(const struct drill_set *set, const struct drill_take_row *take,
	 const struct drills *drills)
{
	struct drill_step *step = g_new0(struct drill_step, 1);

	step->take = take->id;
	step->set = g_strdup(set->row->name);
	step->purpose = set->purpose;
	step->rater = g_strdup(take->rater);
	step->technique = g_strdup(take->technique);
	step->of = set->members->len;
	step->done = drills_done(drills, take->id);
	step->results = g_ptr_array_new_with_free_func(
		(GDestroyNotify)drill_result_free);
	return step;
}

static struct drill_step *
go_on(struct app *app, struct drill_set *set, const char *rater,
      const char *technique, gboolean again, GError **error)
{
	g_auto(Drills) drills = { 0 };
	g_autoptr(DrillStep) step = NULL;
	const struct drill_take_row *take;

	if (set->members->len == 0) {
		app_fail(error, BASE_ERROR_DENIED,
			 "the sessions of drill %s were removed",
			 set->row->name);
		return NULL;
	}
	if (!drills_load(app, &drills, error))
		return NULL;
	take = find_take(app, &drills, set->row->id, rater, technique);
	if (take && again &&
	    !check_again(set, take, drills_whole(app, &drills, take, NULL),
			 error))
		return NULL;
	if (!take || again) {
		if (!begin_take(app, set, rater, technique, error))
			return NULL;
		drills_clear(&drills);
		if (!drills_load(app, &drills, error))
			return NULL;
		take = drills.takes->pdata[drills.takes->len - 1];
	}
	step = step_new(set, take, &drills);
	return fill_step(app, set, take, &drills, step, error) ?
		       g_steal_pointer(&step) :
		       NULL;
}

/* As the codebook spells it, owned by that; NULL with an error. */
static const char *
spell_technique(struct app *app, const char *typed, GError **error)
{
	const struct codebook *codebook = app_codebook(app, error);
	g_autofree char *word = g_ascii_strup(typed, -1);
	g_autofree char *shown = base_printable(typed, -1);
	const struct technique *technique;
	const char *near;

	if (!codebook)
		return NULL;
	if (!strcmp(word, DRILL_ALL))
		return DRILL_ALL;
	technique = codebook_technique_now(codebook, word);
	if (technique)
		return technique->id;
	near = codebook_near_technique(codebook, word);
	app_fail(error, BASE_ERROR_NOT_FOUND, "unknown technique '%s' (%s%s%s)",
		 shown, near ? "did you mean '" : "'iptrate codebook list",
		 near ? near : "", near ? "'?" : "' lists them");
	return NULL;
}

struct drill_step *
app_drill_take(struct app *app, const char *name, const char *rater,
	       const char *technique, gboolean again, GError **error)
{
	g_autoptr(DrillSet) set = NULL;
	struct drill_step *step;

	if ((technique &&
	     !(technique = spell_technique(app, technique, error))) ||
	    !(rater = app_person_code(app, "rater", rater, error)) ||
	    !app_tagger(app, error) || !app_begin(app, error))
		return NULL;
	set = app_drill(app, name, error);
	step = set ? go_on(app, set, rater, technique, again, error) : NULL;
	if (app_end(app, step != NULL, error))
		return step;
	drill_step_free(step);
	return NULL;
}

static gboolean
be_done(struct app *app, gint64 session, const char *rater, GError **error)
{
	g_auto(Drills) drills = { 0 };
	const struct drill_session_row *copy;
	const struct drill_take_row *take;

	if (!drill_decide_check(app, session, rater, error) ||
	    !drills_load(app, &drills, error))
		return FALSE;
	copy = drills_copy(&drills, session);
	take = copy ? drills_take(&drills, copy->take) : NULL;
	if (!take || !take->technique)
		return app_fail(error, BASE_ERROR_DENIED,
				"session %" G_GINT64_FORMAT " is no copy on "
				"which turns are to be marked",
				session);
	return store_drill_done(app->store, session, error) &&
	       app_note(app, "drill-done", session, error, "%s by %s",
			drills_set(&drills, take->set)->name, take->rater);
}

gboolean
app_drill_done(struct app *app, gint64 session, const char *rater,
	       GError **error)
{
	return (rater = app_person_code(app, "rater", rater, error)) &&
	       app_begin(app, error) &&
	       app_end(app, be_done(app, session, rater, error), error);
}

/* Sessions before it may have been removed. */
static guint
place_of(const struct drill_set *set, guint n)
{
	for (guint i = 0; i < set->members->len; i++) {
		const struct drill_member_row *member = set->members->pdata[i];

		if (member->n == n)
			return i + 1;
	}
	return n;
}

gboolean
app_drill_of(struct app *app, gint64 session, struct drill_step **step,
	     GError **error)
{
	g_auto(Drills) drills = { 0 };
	g_autoptr(DrillSet) set = NULL;
	const struct drill_session_row *copy;
	const struct drill_take_row *take;

	*step = NULL;
	if (!drills_load(app, &drills, error))
		return FALSE;
	copy = drills_copy(&drills, session);
	if (!copy)
		return TRUE;
	take = drills_take(&drills, copy->take);
	set = app_drill(app, drills_set(&drills, take->set)->name, error);
	if (!set)
		return FALSE;
	*step = step_new(set, take, &drills);
	(*step)->n = place_of(set, copy->n);
	(*step)->session = copy->done_at ? 0 : session;
	return TRUE;
}
