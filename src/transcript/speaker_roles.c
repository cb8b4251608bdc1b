/*
 * speaker_roles.c: which speaker is the therapist?
 *
 * In order of authority: what the caller says, what the file says, what the
 * label says, who is left over, and last a guess from questions and words.
 * A guess is marked as one, with its reason, and never passes as knowledge.
 */
#include "transcript/builder.h"
#include "transcript/heading.h"

static const char *const role_names[] = { "therapist", "patient", "other",
					  "unknown" };

const char *
turn_role_print(enum turn_role role)
{
	g_assert(role <= TURN_UNKNOWN);
	return role_names[role];
}

gboolean
turn_role_parse(const char *text, enum turn_role *role)
{
	for (int i = 0; i <= TURN_UNKNOWN; i++) {
		if (g_ascii_strcasecmp(text, role_names[i]))
			continue;
		*role = i;
		return TRUE;
	}
	return FALSE;
}

static void
settle_role(struct speaker *speaker, enum turn_role role, const char *reason)
{
	speaker->role = role;
	speaker->guessed = FALSE;
	g_free(speaker->reason);
	speaker->reason = g_strdup(reason);
}

/* By the caller, the file or the label: whatever else is found out. */
static void
tell_role(struct speaker *speaker, enum turn_role role, const char *reason)
{
	settle_role(speaker, role, reason);
	speaker->told = TRUE;
}

static GPtrArray *
label_list(const struct transcript *transcript)
{
	GPtrArray *list = g_ptr_array_new();

	for (guint i = 0; i < transcript->speakers->len; i++) {
		struct speaker *s = transcript->speakers->pdata[i];

		g_ptr_array_add(list, s->label);
	}
	g_ptr_array_add(list, NULL);
	return list;
}

/* "Anna, Ben and 3 more" */
static char *
list_labels(const struct transcript *transcript)
{
	GString *out = g_string_new(NULL);
	guint n = transcript->speakers->len;

	for (guint i = 0; i < n && i < 8; i++) {
		struct speaker *s = transcript->speakers->pdata[i];

		g_string_append_printf(out, "%s'%s'", i ? ", " : "", s->label);
	}
	if (n > 8)
		g_string_append_printf(out, " and %u more", n - 8);
	return g_string_free(out, FALSE);
}

static void
apply_options(struct transcript *transcript, GHashTable *roles,
	      struct builder *builder)
{
	g_autoptr(GPtrArray) labels = label_list(transcript);
	GHashTableIter iter;
	gpointer label, role;

	if (!roles)
		return;
	g_hash_table_iter_init(&iter, roles);
	while (g_hash_table_iter_next(&iter, &label, &role)) {
		g_autofree char *key = label_key(label, strlen(label));
		guint i = GPOINTER_TO_UINT(
			g_hash_table_lookup(builder->index, key));
		g_autofree char *known = NULL;
		const char *near;

		if (i) {
			tell_role(transcript->speakers->pdata[i - 1],
				  GPOINTER_TO_INT(role), "you said so");
			continue;
		}
		known = list_labels(transcript);
		near = base_did_you_mean(label,
					 (const char *const *)labels->pdata);
		builder_warn(builder, 0,
			     "nobody here is called '%s' "
			     "(speakers: %s)%s%s%s",
			     (char *)label, known,
			     near ? "; did you mean '" : "", near ? near : "",
			     near ? "'?" : "");
	}
}

static void
apply_told(struct transcript *transcript, GHashTable *told)
{
	for (guint i = 0; i < transcript->speakers->len; i++) {
		struct speaker *s = transcript->speakers->pdata[i];
		g_autofree char *key = label_key(s->label, strlen(s->label));
		const struct told *t = g_hash_table_lookup(told, key);

		if (t && !s->reason)
			tell_role(s, t->role, t->reason);
	}
}

static void
apply_labels(struct transcript *transcript)
{
	for (guint i = 0; i < transcript->speakers->len; i++) {
		struct speaker *s = transcript->speakers->pdata[i];
		enum turn_role role;

		if (s->reason)
			continue;
		role = role_of_label(s->label, strlen(s->label));
		if (role != TURN_UNKNOWN)
			tell_role(s, role, "the label says so");
	}
}

static struct speaker *
find_role(const struct transcript *transcript, enum turn_role role)
{
	for (guint i = 0; i < transcript->speakers->len; i++) {
		struct speaker *s = transcript->speakers->pdata[i];

		if (s->role == role && s->turns)
			return s;
	}
	return NULL;
}

/* One speaker is left: beside a therapist the patient, also where others are
 * known; beside a patient alone the therapist.  Of more than two it must be
 * somebody by name. */
static void
apply_elimination(struct transcript *transcript)
{
	gboolean many = transcript->speakers->len > 2;
	gboolean therapist = find_role(transcript, TURN_THERAPIST) != NULL;
	gboolean patient = find_role(transcript, TURN_PATIENT) != NULL;
	struct speaker *left = NULL;

	for (guint i = 0; i < transcript->speakers->len; i++) {
		struct speaker *s = transcript->speakers->pdata[i];

		if (s->reason)
			continue;
		if (left)
			return;
		left = s;
	}
	if (!left || therapist == patient ||
	    (many && !strcmp(left->label, UNNAMED)))
		return;
	if (therapist)
		settle_role(left, TURN_PATIENT,
			    "the only one beside the therapist");
	else if (!many)
		settle_role(left, TURN_THERAPIST,
			    "the only one beside the patient");
}

/* The two unsettled, named speakers who say most. */
static guint
two_main_speakers(const struct transcript *transcript, struct speaker *two[2])
{
	two[0] = two[1] = NULL;
	for (guint i = 0; i < transcript->speakers->len; i++) {
		struct speaker *s = transcript->speakers->pdata[i];

		if (s->reason || !strcmp(s->label, UNNAMED))
			continue;
		if (!two[0] || s->words > two[0]->words) {
			two[1] = two[0];
			two[0] = s;
		} else if (!two[1] || s->words > two[1]->words) {
			two[1] = s;
		}
	}
	return two[1] ? 2 : two[0] ? 1 : 0;
}

static double
questions_per_turn(const struct speaker *s)
{
	return s->turns ? (double)s->questions / s->turns : 0;
}

/* What a guess rests on: "asks 23 of 25 questions and says 34% of the words" */
static char *
describe_speaker(const struct speaker *s, const struct speaker *other)
{
	return g_strdup_printf("asks %u of %u questions and says %.0f%% of the "
			       "words",
			       s->questions, s->questions + other->questions,
			       100.0 * s->words / (s->words + other->words));
}

/*
 * Therapists ask more and talk less.  Enough to propose, not to know: a
 * proposal needs at least three questions, twice the other's rate, and that
 * the other says something.
 */
static void
apply_guess(struct transcript *transcript)
{
	struct speaker *two[2], *asks, *tells;

	if (find_role(transcript, TURN_THERAPIST) ||
	    two_main_speakers(transcript, two) < 2)
		return;
	asks = questions_per_turn(two[1]) > questions_per_turn(two[0]) ?
		       two[1] :
		       two[0];
	tells = asks == two[0] ? two[1] : two[0];
	if (asks->questions < 3 || tells->words * 4 < asks->words ||
	    questions_per_turn(asks) < 2 * questions_per_turn(tells))
		return;
	asks->role = TURN_THERAPIST;
	tells->role = TURN_PATIENT;
	asks->guessed = tells->guessed = TRUE;
	asks->reason = describe_speaker(asks, tells);
	tells->reason = describe_speaker(tells, asks);
}

/* From what was told: who is left over, a guess, and the roles of turns. */
static void
find_out_rest(struct transcript *transcript)
{
	apply_elimination(transcript);
	apply_guess(transcript);
	for (guint i = 0; i < transcript->speakers->len; i++) {
		struct speaker *s = transcript->speakers->pdata[i];

		if (!s->reason)
			s->reason =
				g_strdup(strcmp(s->label, UNNAMED) ?
						 "nobody has said who this is" :
						 "the file names no speaker");
	}
	for (guint i = 0; i < transcript->turns->len; i++) {
		struct turn *turn =
			&g_array_index(transcript->turns, struct turn, i);
		struct speaker *s = transcript->speakers->pdata[turn->speaker];

		turn->role = s->role;
	}
}

void
roles_assign(struct transcript *transcript,
	     const struct transcript_options *options, GHashTable *told,
	     struct builder *builder)
{
	apply_options(transcript, options ? options->roles : NULL, builder);
	apply_told(transcript, told);
	apply_labels(transcript);
	find_out_rest(transcript);
}

/* Somebody of whom a role is told is there. */
static void
drop_doubt(struct transcript *transcript, const char *label)
{
	g_autofree char *says = label_doubt_print(label);

	for (guint i = transcript->warnings->len; i-- > 0;) {
		const struct diagnostic *warning =
			transcript->warnings->pdata[i];

		if (!strcmp(warning->message, says))
			g_ptr_array_remove_index(transcript->warnings, i);
	}
}

void
transcript_tell_roles(struct transcript *transcript, GHashTable *roles,
		      const char *reason)
{
	for (guint i = 0; i < transcript->speakers->len; i++) {
		struct speaker *s = transcript->speakers->pdata[i];
		gboolean open = s->guessed || s->role == TURN_UNKNOWN;
		gpointer role;

		if (open && g_hash_table_lookup_extended(roles, s->label, NULL,
							 &role)) {
			tell_role(s, GPOINTER_TO_INT(role), reason);
			drop_doubt(transcript, s->label);
		}
		if (s->told)
			continue;
		s->role = TURN_UNKNOWN;
		s->guessed = FALSE;
		g_clear_pointer(&s->reason, g_free);
	}
	find_out_rest(transcript);
}

gboolean
transcript_check_roles(const struct transcript *transcript, const char *name,
		       GError **error)
{
	const struct speaker *s = find_role(transcript, TURN_THERAPIST);
	const struct speaker *only;
	g_autofree char *labels = NULL, *position = NULL;

	if (s && !s->guessed)
		return TRUE;
	position = name ? g_strconcat(name, ": ", NULL) : g_strdup("");
	labels = list_labels(transcript);
	only = transcript->speakers->len ? transcript->speakers->pdata[0] :
					   NULL;
	if (!only)
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "%snobody speaks in it: it holds no turns",
			    position);
	else if (transcript->speakers->len == 1 && !s &&
		 !strcmp(only->label, UNNAMED))
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "%snobody is named in it, so whose words they are "
			    "cannot be known; write names before the words "
			    "('T: ...', 'P: ...'), or export the transcript "
			    "with speakers",
			    position);
	else if (transcript->speakers->len == 1 && !s)
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "%sno therapist: the only speaker is %s; write "
			    "names before the words, or say who it is with "
			    "--therapist NAME",
			    position, labels);
	else if (s)
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "%swho is the therapist: %s? perhaps '%s', who %s; "
			    "say it with --therapist '%s'",
			    position, labels, s->label, s->reason, s->label);
	else
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "%swho is the therapist: %s? say it with "
			    "--therapist NAME",
			    position, labels);
	return FALSE;
}
