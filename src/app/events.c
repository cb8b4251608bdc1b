/*
 * The history as it is shown to who looks.
 */
#include "app/private.h"
#include "app/blind.h"
#include "app/hidden.h"

void
audit_event_free(struct audit_event *event)
{
	if (!event)
		return;
	g_free(event->who);
	g_free(event->verb);
	g_free(event->detail);
	g_free(event);
}

/* A list of events being made; of all sessions, each says which. */
struct events {
	GPtrArray *list;
	gboolean all;
	const GPtrArray *hidden; /* struct sealed_rating */
	const struct app *app;
	GHashTable *views; /* blind_views() */
};

static void
add_event(const struct store_event *stored, void *data)
{
	struct events *events = data;
	struct audit_event *event;
	g_autofree char *hidden = hidden_event_print(
		events->hidden, stored->session, stored->verb, stored->detail);
	const char *detail = hidden ? hidden : stored->detail;

	if (!blind_event(events->app, events->views, stored))
		return;
	event = g_new0(struct audit_event, 1);
	event->id = stored->id;
	event->at = stored->at;
	event->who = g_strdup(stored->who);
	event->verb = g_strdup(stored->verb);
	if (stored->removed)
		detail = "(what it said was removed)";
	if (events->all && stored->session)
		event->detail =
			g_strdup_printf("session %" G_GINT64_FORMAT ": %s",
					stored->session, detail);
	else
		event->detail = g_strdup(detail);
	g_ptr_array_add(events->list, event);
}

GPtrArray *
app_events(struct app *app, gint64 session, GError **error)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(
		(GDestroyNotify)audit_event_free);
	g_autoptr(GPtrArray) hidden = app_sealed_hidden(app, session, error);
	g_autoptr(GHashTable) views = hidden ? blind_views(app, error) : NULL;
	struct events events = { list, session == 0, hidden, app, views };

	return hidden && views &&
			       store_event_each(app->store, session, add_event,
						&events, error) ?
		       g_steal_pointer(&list) :
		       NULL;
}
