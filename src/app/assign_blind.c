/*
 * What a rater can be blind to of a session: less than was asked, where the
 * history tells that they know it.
 */
#include "app/assigning.h"
#include "app/blind.h"

gboolean
assign_blind_settle(struct app *app, struct assignment *assignment,
		    GError **error)
{
	guint asked = assignment->blind, known;
	g_autofree char *knows = NULL;
	g_autofree char *left = NULL;

	if (!asked)
		return TRUE;
	if (!blind_known(app, assignment->session, assignment->rater, &known,
			 error))
		return FALSE;
	assignment->blind &= ~known;
	if (assignment->blind == asked)
		return TRUE;
	knows = blindness_print(asked & known);
	left = blindness_print(assignment->blind);
	if (!assignment->blind)
		return app_fail(error, BASE_ERROR_DENIED,
				"%s has seen session %" G_GINT64_FORMAT
				" (the history has what they did there) and "
				"can be blind to nothing of %s; name another "
				"rater, or leave --blind out",
				assignment->rater, assignment->session, knows);
	g_ptr_array_add(app->told,
			g_strdup_printf("session %" G_GINT64_FORMAT ": %s has "
					"worked on it (the history tells) and "
					"knows %s; blind to %s only",
					assignment->session, assignment->rater,
					knows, left));
	return TRUE;
}
