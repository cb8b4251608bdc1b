/*
 * role_words.c: which role a label names by itself.
 */
#include "transcript/heading.h"

/*
 * English, German, French, Spanish, Italian, Portuguese, Dutch, Polish and
 * Swedish, men and women, in small letters and without accents.
 */
static const char *const therapist_words[] = {
	"t",
	"th",
	"ther",
	"therapist",
	"psychotherapist",
	"counsellor",
	"counselor",
	"clinician",
	"trainee",
	"psychologist",
	"psychiatrist",
	"therapeut",
	"therapeutin",
	"psychotherapeut",
	"psychotherapeutin",
	"psychologe",
	"psychologin",
	"psychiater",
	"psychiaterin",
	"behandler",
	"behandlerin",
	"berater",
	"beraterin",
	"therapeute",
	"psychotherapeute",
	"psychologue",
	"psychiatre",
	"praticien",
	"praticienne",
	"clinicien",
	"clinicienne",
	"conseiller",
	"conseillere",
	"terapeuta",
	"psicoterapeuta",
	"psicologo",
	"psicologa",
	"psiquiatra",
	"consejero",
	"consejera",
	"terapista",
	"psichiatra",
	"psycholoog",
	"behandelaar",
	"hulpverlener",
	"terapeutka",
	"psychoterapeuta",
	"psychoterapeutka",
	"psycholog",
	"psycholozka",
	"psychiatra",
	"terapeut",
	"terapeuten",
	"psykoterapeut",
	"psykolog",
	"psykologen",
	"psykiater",
	"behandlare",
	"radgivare",
	"thp",
	"psic",
};

static const char *const patient_words[] = {
	"p",	     "pt",	    "pat",	    "patient",	"c",
	"cl",	     "client",	    "patientin",    "klient",	"klientin",
	"kl",	     "ratsuchende", "ratsuchender", "patiente", "cliente",
	"pac",	     "paciente",    "utente",	    "paz",	"paziente",
	"patienten", "pacjent",	    "pacjentka",    "klientka", "klienten",
};

static const char *const other_words[] = {
	"partner",	  "husband",	  "wife",	   "spouse",
	"mother",	  "father",	  "interpreter",   "translator",
	"co-therapist",	  "cotherapist",  "co-counsellor", "observer",
	"supervisor",	  "researcher",	  "receptionist",  "nurse",
	"partnerin",	  "ehemann",	  "ehefrau",	   "mutter",
	"vater",	  "dolmetscher",  "dolmetscherin", "co-therapeut",
	"co-therapeutin", "kotherapeut",  "kotherapeutin", "beobachter",
	"beobachterin",	  "supervisorin", "angehoriger",   "angehorige",
	"moderator",	  "facilitator",  "moderatorin",   "conjoint",
	"conjointe",	  "epoux",	  "epouse",	   "interprete",
	"observateur",	  "observatrice", "superviseur",   "co-therapeute",
	"cotherapeute",	  "pareja",	  "esposo",	   "esposa",
	"marido",	  "coterapeuta",  "observador",	   "observadora",
	"supervisora",	  "marito",	  "moglie",	   "osservatore",
	"osservatrice",	  "supervisore",  "echtgenoot",	   "echtgenote",
	"tolk",		  "observator",	  "tlumacz",	   "tlumaczka",
	"handledare",
};

static const struct {
	const char *const *words;
	gsize n;
	enum turn_role role;
} role_words[] = {
	{ therapist_words, G_N_ELEMENTS(therapist_words), TURN_THERAPIST },
	{ patient_words, G_N_ELEMENTS(patient_words), TURN_PATIENT },
	{ other_words, G_N_ELEMENTS(other_words), TURN_OTHER },
};

/* Without accents, so that one spelling of a word is enough. */
static gsize
plain_word(const char *word, gsize len, char *plain, gsize size)
{
	g_autofree char *wide = NULL;
	gsize n = 0;

	for (gsize i = 0; i < len; i++)
		if ((guchar)word[i] >= 0x80) {
			wide = g_utf8_normalize(word, len, G_NORMALIZE_ALL);
			break;
		}
	for (const char *p = wide ? wide : word;
	     (wide ? *p != 0 : p < word + len) && n < size;
	     p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c == 0x142 || c == 0x141)
			c = 'l';
		if (c < 0x80)
			plain[n++] = g_ascii_tolower(c);
		else if (!g_unichar_ismark(c))
			return 0;
	}
	return n;
}

/* "T" and its like stand for a role only when they are the whole label. */
static enum turn_role
role_of_word(const char *word, gsize len, gboolean alone)
{
	char plain[32];
	gsize n = len > 2 * sizeof(plain) ?
			  0 :
			  plain_word(word, len, plain, sizeof(plain));

	if (n == 0 || n == sizeof(plain) || (!alone && n < 4))
		return TURN_UNKNOWN;
	for (gsize i = 0; i < G_N_ELEMENTS(role_words); i++)
		for (gsize k = 0; k < role_words[i].n; k++)
			if (*role_words[i].words[k] == *plain &&
			    strlen(role_words[i].words[k]) == n &&
			    !memcmp(role_words[i].words[k], plain, n))
				return role_words[i].role;
	return TURN_UNKNOWN;
}

static gboolean
is_word_char(char c)
{
	return g_ascii_isalpha(c) || c == '-' || (guchar)c >= 0x80;
}

enum turn_role
role_of_label(const char *label, gsize len)
{
	const char *p = label, *end = label + MIN(len, 200);
	const char *first = NULL, *first_end = NULL;
	guint words = 0;

	while (p < end) {
		const char *word = p;
		enum turn_role role;

		while (p < end && is_word_char(*p))
			p++;
		if (p == word) {
			p++;
			continue;
		}
		if (p < end && *p == '\'') /* "patient's wife" */
			continue;
		role = role_of_word(word, p - word, FALSE);
		if (role != TURN_UNKNOWN)
			return role;
		if (words++ == 0) {
			first = word;
			first_end = p;
		}
	}
	return words == 1 ? role_of_word(first, first_end - first, TRUE) :
			    TURN_UNKNOWN;
}
