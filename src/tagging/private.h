/*
 * What the files of tagging/ share.
 *
 * The road of a session through the room:
 *
 *   turns --speech--> matchable text --filter--> patterns that may match
 *         --look/rule--> hits --episodes--> --tags--> tags --observe-->
 *
 * A tagger is the codebook made ready (patterns compiled, references
 * resolved, literals in one automaton) and never changes once made, but for
 * code compiled on first use behind a lock.  A session is one run: it belongs
 * to one thread and dies with it.
 */
#ifndef TAGGING_PRIVATE_H
#define TAGGING_PRIVATE_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "tagging/tagging.h"

/* -- speech: what patterns see of a turn --------------------------------- */

/*
 * From `at` on, matchable bytes stand `at - from` away from their source.
 * With width they all stand for the `width` source bytes at from ("..." for
 * one ellipsis character).
 */
struct text_step {
	guint32 at;
	guint32 from;
	guint32 width;
};

/* One turn made ready.  Ranges are indices into the arrays of the speech. */
struct said {
	enum turn_role role;
	gboolean ascii;
	gboolean acknowledges;	/* a patient's bare "mm", "yeah" */
	gboolean divided;	/* sentences were found already */
	gboolean unquoted;	/* quotations were looked for already */
	guint words;		/* of the matchable text */
	guint spoken;		/* the same with fillers and repetitions */
	struct span text;	/* in speech.text */
	struct span notes;	/* range of speech.notes */
	struct span steps;	/* matchable -> plain */
	struct span plain_steps;	/* plain -> the turn's own text */
	struct span sentences;	/* range of speech.sentences */
	struct span quotes;	/* range of speech.quotes */
};

/* All turns of a session, one text after the other. */
struct speech {
	GString *text;
	GString *note_text;
	GArray *notes;		/* struct span in note_text */
	GArray *steps;		/* struct text_step */
	GArray *sentences;	/* struct sentence, spans in the turn's
				 * matchable text; kind is a mask */
	GArray *quotes;		/* struct span in the same */
	GArray *turns;		/* struct said */
	GString *scratch;
};

void speech_init(struct speech *speech);
void speech_clear(struct speech *speech);
/* Appends a turn (its own text, UTF-8). */
void speech_add(struct speech *speech, enum turn_role role, const char *text,
		gsize len);
/* A span of the matchable text of a turn in the turn's own text. */
struct span speech_own_span(const struct speech *speech,
			    const struct said *said, struct span span);

static inline struct said *
speech_turn(const struct speech *speech, guint turn)
{
	return &g_array_index(speech->turns, struct said, turn);
}

static inline const char *
speech_text(const struct speech *speech, const struct said *said)
{
	return speech->text->str + said->text.start;
}

static inline guint
span_length(struct span span)
{
	return span.end - span.start;
}

/* -- plain: typographic characters and notes ----------------------------- */

/* Does the text hold anything plain_write() would change? */
gboolean plain_is_needed(const char *text, gsize len);
/*
 * Appends the text to out with plain quotes, dashes and blanks, and without
 * notes, which go to the speech.  Steps are counted from the place in out
 * where it began.
 */
void plain_write(struct speech *speech, const char *text, gsize len,
		 GString *out);

/* -- words --------------------------------------------------------------- */

#define LETTER 1
#define JOINER 2
#define BLANK 4
#define STOP 8			/* . ? ! */
extern const guint8 char_class[256];

/* The word that starts at text, letters with inner joiners. */
gsize word_length(const char *text, const char *end);
/* The next word at or after from; FALSE at the end. */
gboolean word_next(const char *text, gsize len, gsize from,
		   struct span *word);
/* Is the word one of the list ("a b c", blanks around)?  Without regard to
 * case; words longer than any in the list are not. */
gboolean word_among(const char *word, gsize len, const char *list);
gboolean words_acknowledge(const char *text, gsize len);
/* Is there a not, never, n't or without in the four words before at? */
gboolean words_negate(const char *text, struct span sentence, guint32 at);
/* Appends the stretches between quotation marks. */
void words_find_quotes(const char *text, gsize len, GArray *quotes);
/* Content words, stemmed, as a set (char * -> itself). */
GHashTable *words_of_content(const char *text, gsize len);

/* -- sentences ----------------------------------------------------------- */

/* Appends the sentences of a matchable text; spans count from text. */
void sentences_find(const char *text, gsize len, GArray *sentences);
guint sentence_kinds(const char *text, gsize len);
/* Those of a turn, found on first need. */
const struct sentence *speech_sentences(struct speech *speech, guint turn,
					guint *n);
/* Does the span of a turn's matchable text lie in quoted speech? */
gboolean speech_is_quoted(struct speech *speech, guint turn,
			  struct span span);

/* -- literals ------------------------------------------------------------ */

/*
 * What every match of a regular expression must hold, in the alphabet of
 * filter_class().  Each set is NULL when it cannot be told.
 */
struct need {
	GPtrArray *best;	/* contains one of these */
	GPtrArray *head;	/* begins with one of these; a leading ' ' is
				 * what stands before a first word */
	gboolean sharp;		/* that ' ' is never part of the match */
};

void need_clear(struct need *need);
struct need literals_required(const char *regex);
/* How often one of them is to be expected at a place of ordinary talk. */
double literals_frequency(const GPtrArray *literals);

/* A word boundary, start or end, until its neighbours are known. */
#define LITERAL_MARK '\1'

/*
 * What is known of a part of an expression: all the strings it can be
 * (exact), or how it begins and ends (sets that may hold ""), and a set of
 * which it contains one.  NULL: not known.
 */
struct part {
	GPtrArray *exact;
	GPtrArray *head;
	GPtrArray *tail;
	GPtrArray *best;
};

/* Parts one after the other.  run: the strings that end here. */
struct sequence {
	struct part whole;
	GPtrArray *run;
	gboolean from_start;	/* nothing inexact came yet */
};

struct part part_of(const char *string);
void part_clear(struct part *part);
void part_repeat(struct part *part, guint min, guint max);
/* whole becomes one or the other. */
void part_either(struct part *whole, struct part *branch);
/* The rarest set known; NULL when there is none. */
GPtrArray *part_best(const struct part *part);
struct need part_need(const struct part *part);
void sequence_init(struct sequence *sequence);
void sequence_append(struct sequence *sequence, const struct part *part);
struct part sequence_end(struct sequence *sequence);
char filter_char(guchar c);

/* -- filter: which patterns may match here ------------------------------- */

/* The alphabet: letters, one digit, and one blank for any run of the rest. */
#define FILTER_BLANK 0
#define FILTER_DIGIT 27
guint8 filter_class(guchar c);

/* A head stands in a text: a match may begin from first to last. */
struct place_found {
	guint32 first;
	guint32 last;
	guint32 end;		/* of the literal */
};

/* A state of the automaton at which literals end: ranges of what they are
 * literals of. */
struct filter_end {
	struct span contained;	/* in filter.contained */
	struct span heads;	/* in filter.heads */
	guint16 shorter;	/* state of a suffix that ends here, or 0 */
	guint8 length;
	gboolean blank;		/* begins with one */
};

struct filter {
	guint patterns;
	GPtrArray *literals;	/* char *, distinct, owned */
	GHashTable *ids;	/* literal -> index + 1 */
	GArray *entries;	/* struct filter_entry, until built */
	guint16 *next;		/* by state, FILTER_CLASSES each */
	guint states;
	guint first_end;	/* states from here on have an end */
	struct filter_end *ends;
	guint32 *contained;	/* pattern ids */
	guint32 *heads;		/* pattern ids */
	guint8 class_of[256];
};

#define FILTER_CLASSES 32

struct filter *filter_new(guint patterns);
/* Pattern `id` can match only where one of these is found. */
void filter_add(struct filter *filter, guint id, const GPtrArray *literals);
/* ... and begins with one of those. */
void filter_add_heads(struct filter *filter, guint id,
		      const GPtrArray *literals);
void filter_build(struct filter *filter);
void filter_free(struct filter *filter);

/* The texts of one session, in order. */
struct sifting;

struct sifting *sifting_new(const struct filter *filter,
			    const guint64 *always, guint texts);
void sifting_free(struct sifting *sifting);
void sifting_add(struct sifting *sifting, const char *text, gsize len);
/* May the pattern match text i (from 0)? */
gboolean sifting_may(const struct sifting *sifting, guint text, guint id);
const guint64 *sifting_row(const struct sifting *sifting, guint text);
/* Where it may begin, by end; a pattern without heads has none. */
const struct place_found *sifting_places(const struct sifting *sifting,
					 guint text, guint id, guint *n);

/* -- patterns ------------------------------------------------------------ */

enum answer { ANSWER_NO, ANSWER_YES, ANSWER_LIMIT };

/* Two forms: bytes for plain ASCII text, characters for the rest.  On ASCII
 * text they give the same.  Each searches, or matches at one place only. */
enum form {
	FORM_BYTES,
	FORM_CHARACTERS,
	FORM_BYTES_HERE,
	FORM_CHARACTERS_HERE,
	FORMS
};

struct matcher {
	const struct pattern *pattern;	/* the first place it stands in */
	gboolean ascii;
	struct need need;	/* best NULL: may match anywhere */
	pcre2_code *checked;	/* characters, no JIT: the plain road */
	pcre2_code *code[FORMS];	/* with JIT, on first use */
};

/* What one thread needs to match. */
struct match_room {
	pcre2_match_context *context;	/* of the interpreter */
	pcre2_match_context *fast;	/* of compiled code: less patience */
	pcre2_match_data *data;
	pcre2_jit_stack *stack;
	GArray *starts;		/* guint32 */
};

void match_room_init(struct match_room *room);
void match_room_clear(struct match_room *room);

/* NULL with a diagnostic's message and offset when it does not compile. */
struct matcher *matcher_new(const struct pattern *pattern, char **message,
			    gsize *offset);
void matcher_free(struct matcher *matcher);

/* A text to match in. */
struct hay {
	const char *text;
	gsize len;
	gboolean ascii;
	gboolean plainly;
	gboolean sifted;	/* FALSE: search, places are not known */
	const struct place_found *places;
	guint n_places;
	guint32 offset;		/* where text begins in that of the places */
};

/*
 * First match at or after from.  Long texts are searched in pieces, so that
 * the time stays linear; a match never crosses two pieces.
 */
enum answer matcher_find(struct matcher *matcher, struct match_room *room,
			 const struct hay *hay, gsize from, struct span *span);

/* -- tagger: the codebook made ready ------------------------------------- */

/* References ("comm.*", "COMM") resolved. */
struct references {
	guint64 *rules;		/* bits by rule index */
	guint64 *named;		/* those not named by their technique */
	guint64 *techniques;	/* bits by technique index */
	guint n;
};

/* A struct condition with matcher indices. */
struct ready_condition {
	const struct condition *source;
	GArray *match;		/* guint matcher ids */
	GArray *and;
	GArray *unless;
	GArray *note;
	struct references hits;
};

struct ready_rule {
	const struct rule *rule;
	struct ready_condition *self;
	GPtrArray *when;	/* struct ready_condition */
	int inside;		/* episode index or -1; also for weak signs */
};

struct ready_episode {
	const struct episode *episode;
	GPtrArray *ground;	/* struct ready_condition */
	struct references opens;
	struct references carries;
	struct references ends_at;
	struct references ends_last;
	struct ready_condition *bridge_unless;	/* or NULL */
	int relations;		/* matcher id or -1 */
	GArray *inside;		/* guint rules that count only in it */
};

struct ready_observation {
	const struct observation_rule *source;
	struct ready_condition *at;
	struct ready_condition *followed;
	struct ready_condition *broken_by;
};

struct tagger {
	const struct codebook *codebook;
	GPtrArray *matchers;	/* struct matcher, distinct */
	GHashTable *by_text;	/* expanded pattern -> matcher id + 1 */
	GPtrArray *rules;	/* struct ready_rule, by rule index */
	GPtrArray *episodes;	/* struct ready_episode */
	GPtrArray *observations;	/* struct ready_observation */
	struct filter *filter;
	guint row;		/* guint64 words of a bit row of matchers */
	guint rule_row;		/* the same of rules */
	guint64 *always;	/* matchers without literals */
	GPtrArray *rules_of;	/* GArray of guint: rules a matcher can fire */
	guint64 *free_rules;	/* rules that need no match */
	guint64 *rules_by_role[4];	/* ordinary rules that a role may fire */
};

#define BIT_WORDS(n) (((n) + 63) / 64)

static inline gboolean
bit_get(const guint64 *bits, guint i)
{
	return bits[i / 64] >> (i % 64) & 1;
}

static inline void
bit_set(guint64 *bits, guint i)
{
	bits[i / 64] |= G_GUINT64_CONSTANT(1) << (i % 64);
}

struct matcher *tagger_matcher(const struct tagger *tagger, guint id);
struct ready_rule *tagger_rule(const struct tagger *tagger, guint rule);
struct ready_episode *tagger_episode(const struct tagger *tagger,
				     guint episode);

/* -- session: one run ---------------------------------------------------- */

struct session {
	struct tagger *tagger;
	const struct transcript *transcript;	/* may be NULL in examples */
	struct session_facts facts;
	gboolean plainly;
	gboolean lenient;	/* phase, focus and place are fulfilled */
	struct speech speech;
	struct match_room room;
	guint turns;
	guint *places;		/* turns that are not acknowledgements */
	guint n_places;
	guint *places_before;	/* by turn: how many stand before it */
	struct sifting *sifting;	/* NULL on the plain road */
	guint8 *known;		/* two bits a matcher, rows by turn: enum
				 * answer + 1, or 0 */
	gsize known_row;
	guint64 *active;	/* rules that phase and focus allow */
	guint64 *hit_rules;	/* rows of rule bits: ordinary hits */
	guint64 *inside_rules;	/* the same for hits inside episodes */
	guint64 *tag_rows;	/* rows of technique bits: standing tags; NULL
				 * until observations are made */
	GHashTable *content;	/* turn + 1 -> set of content words */
	GPtrArray *stretches;	/* struct stretch, as result.episodes */
	struct tagging *result;
};

struct session *session_new(struct tagger *tagger, gboolean plainly);
void session_free(struct session *session);
typedef struct session Session;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Session, session_free)
void session_read(struct session *session,
		  const struct transcript *transcript,
		  const struct session_facts *facts);
/* After all turns are in speech. */
void session_prepare(struct session *session);
void session_tag(struct session *session);
struct tagging *session_take(struct session *session);

/* The turn `offset` places away from turn (both from 0); -1 when there is
 * none. */
int session_place(const struct session *session, guint turn, int offset,
		  gboolean strictly);

/* A part of a turn's matchable text, for a matcher to match in. */
struct hay session_hay(const struct session *session, guint matcher,
		       guint turn, struct span part);

/* -- look: conditions on one turn ---------------------------------------- */

/* What a match must be beyond being found, and what came of it. */
struct look {
	enum tristate quoted;
	gboolean not_negated;
	gboolean found;		/* some match was found at all */
	struct span span;	/* the match that satisfied */
	const char *fault;	/* the first thing that failed, in words */
};

/* Does the pattern occur in the turn?  Remembered. */
enum answer session_holds(struct session *session, guint matcher, guint turn);
enum answer look_at(struct session *session,
		    const struct ready_condition *condition, guint turn,
		    struct look *look);
gboolean session_refers(const struct session *session,
			const struct references *references, guint turn,
			gboolean inside);
/*
 * A `when`: looks at turns of the range; TRUE when the condition holds, with
 * the nearest turn it rested on (from 0) or -1.
 */
enum answer look_around(struct session *session,
			const struct ready_condition *condition, guint turn,
			int *context);

/* -- rules --------------------------------------------------------------- */

/* What became of a rule on a turn. */
struct verdict {
	struct span span;
	int context;		/* turn from 0, or -1 */
	guint failed;		/* with everything checked: how many failed */
	const char *fault;	/* the first that failed */
	const struct condition *fault_at;	/* the `when` that failed */
};

/* Stops at the first condition that fails, unless all is asked for. */
enum answer rule_check(struct session *session, guint rule, guint turn,
		       gboolean all, struct verdict *verdict);
/* The rule fired: the hit is added to the result. */
guint session_add_hit(struct session *session, guint rule, guint turn,
		      const struct verdict *verdict, int episode);
void session_add_limit(struct session *session, guint rule, guint turn);
/* The ordinary rules, turn by turn. */
void session_fire_rules(struct session *session);

/* -- episodes ------------------------------------------------------------ */

struct carrier {
	guint turn;		/* from 0 */
	gboolean therapist;
	GArray *hits;		/* guint indices into tagging.hits */
};

/* What a found episode was made from. */
struct stretch {
	guint episode;
	gboolean complete;
	GArray *carriers;	/* struct carrier */
	GArray *others;		/* hits inside it that do not carry it */
};

/* -- the rest ------------------------------------------------------------ */

void session_find_episodes(struct session *session);
void session_make_tags(struct session *session);
void session_suppress(struct session *session);
void session_observe(struct session *session);
void session_count(struct session *session);

/* Is any of these hits (guint indices) more than a weak sign? */
gboolean session_has_own_sign(const struct session *session,
			      const GArray *hits);

#endif
