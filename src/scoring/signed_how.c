/*
 * How a signature was given, in words: declared, or with whose key.
 *
 * What the row says is told as what it says, and not as what is so, until the
 * keys at hand were asked.
 */
#include "scoring/scoring.h"

const char *
signed_state_print(enum signed_state state)
{
	static const char *const names[] = {
		[SIGNED_UNKNOWN] = "unknown",
		[SIGNED_WELL] = "good",
		[SIGNED_REVOKED] = "revoked since",
		[SIGNED_CAME_LATE] = "revoked before it came",
		[SIGNED_TOO_LATE] = "revoked before",
		[SIGNED_WRONG] = "wrong",
	};

	g_assert((guint)state < G_N_ELEMENTS(names));
	return names[state];
}

const char *
signature_how(const struct signature *signature)
{
	if (!signature)
		return NULL;
	return signature->key_id || signature->minisig ? "key" : "declared";
}

/* "8275-8E03-74B8-1684": an id in groups, as it is read out. */
static char *
id_print(const char *id)
{
	GString *out = g_string_new(NULL);

	for (gsize i = 0; id && id[i]; i++)
		g_string_append_printf(out, "%s%c", i && i % 4 == 0 ? "-" : "",
				       id[i]);
	return g_string_free(out, FALSE);
}

static const char *
said_of(enum signed_state state)
{
	switch (state) {
	case SIGNED_UNKNOWN:
		return ", which is not known here";
	case SIGNED_REVOKED:
		return ", revoked since";
	case SIGNED_CAME_LATE:
		return ", which was revoked before this came here";
	case SIGNED_TOO_LATE:
		return " after it was revoked, which counts for nothing";
	case SIGNED_WRONG:
		return ", as the row says, and that is not so: 'iptrate "
		       "casebook check' tells why";
	case SIGNED_UNASKED:
	case SIGNED_WELL:
		break;
	}
	return "";
}

char *
signature_how_print(const struct signature *signature)
{
	const char *said;
	g_autofree char *id = NULL;

	if (!signature)
		return NULL;
	if (!signature->key_id && !signature->minisig)
		return g_strdup("declared");
	said = said_of(signature->state_of_key);
	if (signature->fingerprint)
		return g_strdup_printf("with %s's key %s%s",
				       signature->key_holder,
				       signature->fingerprint, said);
	id = id_print(signature->key_id);
	return g_strdup_printf("with %s%s%s", *id ? "the key " : "a key", id,
			       said);
}

char *
rating_signed_print(const struct rating *rating)
{
	g_autofree char *version = rating_version_print(rating);
	g_autofree char *how = signature_how_print(rating->signature);

	return rating->signed_at ? g_strdup_printf("%s, %s", version,
						   how ? how : "declared") :
				   g_steal_pointer(&version);
}

static void
append_signer(GString *out, const struct rating *rating)
{
	const struct signature *signature = rating->signature;

	g_string_append_printf(out, "by %s",
			       signature && signature->signer ?
				       signature->signer :
				       rating->rater);
	if (signature && signature->name)
		g_string_append_printf(out, " (%s)", signature->name);
	if (signature && signature->entered_by)
		g_string_append_printf(out, ", entered by %s",
				       signature->entered_by);
}

char *
rating_signature_print(const struct rating *rating, gboolean with_time)
{
	const struct signature *signature = rating->signature;
	g_autofree char *blind = blindness_print(rating_blind(rating));
	g_autofree char *how = signature_how_print(signature);
	g_autofree char *at = base_time_print(rating->signed_at);
	GString *out = g_string_new(NULL);

	if (!rating->signed_at) {
		if (*blind)
			g_string_printf(out, "Blind to %s.", blind);
		return g_string_free(out, FALSE);
	}
	g_string_printf(out, "Signed %s%s", with_time ? at : "",
			with_time ? " " : "");
	append_signer(out, rating);
	g_string_append_printf(out, ", %s: %s", how ? how : "declared",
			       rating->meaning ? rating->meaning : "");
	if (signature && signature->unfinished)
		g_string_append_printf(out, " (though incomplete: %s)",
				       signature->unfinished);
	if (*blind)
		g_string_append_printf(out, " (blind to %s until then)", blind);
	if (rating->qualified)
		g_string_append_printf(out, " (rater then: %s)",
				       rating->qualified);
	return g_string_free(out, FALSE);
}
