/*
 * codebook/private.h: what the files of this room share.
 *
 * A file is read in three steps.  yaml.c makes a small tree of it in which
 * every node knows its place; fields.c fills structs from maps by tables of
 * keys; what needs the whole file (references, precedence) is noted while
 * reading and checked at the end.
 */
#ifndef CODEBOOK_PRIVATE_H
#define CODEBOOK_PRIVATE_H

#include "codebook/codebook.h"

/* -- the tree ------------------------------------------------------------ */

enum node_kind { NODE_NOTHING, NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
	enum node_kind kind;
	struct place place;	  /* of a text: its first content character */
	gboolean repeated;	  /* a key that stood in this map before */
	const char *text;	  /* TEXT */
	const struct node *key;	  /* of a map's value: a TEXT; else NULL */
	const struct node *first; /* LIST: items; MAP: values; NULL = empty */
	const struct node *next;  /* in the same list or map */
	guint n;		  /* how many from `first` on */
};

/* All nodes and texts of a file, let go of at once. */
struct tree {
	struct node *root;
	GPtrArray *blocks; /* struct node[NODES_BLOCK] each */
	guint used;	   /* of the last block */
	GStringChunk *texts;
};

void tree_free(struct tree *tree);
typedef struct tree Tree;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tree, tree_free)

/* The value of a key, or NULL. */
const struct node *node_get(const struct node *map, const char *key);
/* Where one or a list may be given: the first for NULL, then the next after
 * `one`, then NULL. */
const struct node *node_each(const struct node *value, const struct node *one);

/* -- the reader ---------------------------------------------------------- */

/* What a reference of the file may name. */
enum reference_kind {
	REFERS_HIT,
	REFERS_TECHNIQUE,
	REFERS_EPISODE,
	REFERS_POINTS,
};
#define REFERENCE_KINDS 4

struct reference {
	enum reference_kind kind;
	const char *name; /* in the tree */
	struct place place;
};

/* One file being read, and the complaints about it. */
struct yaml_reader {
	const char *file;
	const char *text;
	gsize len;
	GArray *lines;	 /* guint32: where each line begins */
	gsize placed_at; /* the byte last asked for, and its place */
	struct place placed;
	const struct joined *joined; /* where its lines are from, or NULL */
	GPtrArray *diagnostics;
	guint first; /* the first of ours in diagnostics */
	guint errors;
	guint complaints;
	GHashTable *lexicons; /* name -> struct lexicon_entry (lexicon.c) */
	gsize lexicon_bytes;
	gsize pattern_bytes;
	GArray *references; /* struct reference */
};

void reader_init(struct yaml_reader *reader, const char *text, gsize len,
		 const char *file, GPtrArray *diagnostics);
/* Puts our complaints in the order of the file and lets go of the rest. */
void reader_finish(struct yaml_reader *reader);

/* Order of names in a GPtrArray. */
int compare_names(gconstpointer a, gconstpointer b);

void reader_error(struct yaml_reader *reader, struct place place,
		  const char *format, ...) G_GNUC_PRINTF(3, 4);
void reader_warn(struct yaml_reader *reader, struct place place,
		 const char *format, ...) G_GNUC_PRINTF(3, 4);
/* "unknown WHAT 'WORD' (did you mean 'X'?)", with " in WHERE" behind the word
 * unless where is NULL; names is NULL-terminated. */
void reader_unknown(struct yaml_reader *reader, struct place place,
		    const char *what, const char *word, const char *where,
		    const char *const *names);
/* The other kind of file was named: one error in place of many. */
gboolean reader_mistook(struct yaml_reader *reader, const struct node *root,
			const char *wanted, const char *other);
/* "expected EXPECTED, found a map" */
void reader_expected(struct yaml_reader *reader, const struct node *node,
		     const char *expected);
/* Line and column of a byte. */
struct place reader_place(struct yaml_reader *reader, gsize at);
/* FALSE after a complaint: more than so many MiB, or from that byte on not
 * UTF-8. */
gboolean reader_check_bytes(struct yaml_reader *reader, gsize from, guint mib);
/* "line 12", and of which file when that is another than that of `here`.
 * Caller frees. */
char *reader_line_told(const struct yaml_reader *reader, struct place place,
		       struct place here);
/* No further complaint will be shown: no need to work out its place. */
gboolean reader_is_full(const struct yaml_reader *reader);
/* Where the line of a joined text is from. */
const struct origin *joined_origin(const struct joined *joined, guint line);
/* Bytes of a byte order mark at the beginning. */
gsize text_bom(const char *text, gsize len);
/* A copy of a line (from 1) without its end; "" when there is none. */
char *text_line(const char *text, gsize len, guint line);

/* A map or list not yet closed. */
struct open_node {
	struct node *node;
	struct node *last;	/* of its items or values */
	const struct node *key; /* that awaits its value */
	GHashTable *seen;	/* texts of keys -> keys, once there are many */
};

/* A tree in the making. */
struct tree_builder {
	struct yaml_reader *reader;
	struct tree *tree;
	GArray *open; /* struct open_node */
	struct place last;
	guint nodes;
	guint documents;
};

void tree_begin(struct tree_builder *builder, struct yaml_reader *reader);
/* The tree is the caller's. */
struct tree *tree_end(struct tree_builder *builder);
/* FALSE after a complaint.  text, of that many bytes, is copied. */
gboolean builder_add_text(struct tree_builder *builder, const char *text,
			  gsize len, struct place place);
gboolean builder_add_nothing(struct tree_builder *builder, struct place place);
gboolean builder_open_node(struct tree_builder *builder, enum node_kind kind,
			   struct place place);
void builder_close_node(struct tree_builder *builder);

/* NULL after a complaint: not text, not YAML, or too large or too deep. */
struct tree *yaml_parse(struct yaml_reader *reader);

/* -- maps by tables ------------------------------------------------------ */

struct key_reading;
typedef void field_fn(struct yaml_reader *reader,
		      const struct key_reading *field, const struct node *value,
		      void *member);

/* A key of a map: how its value is read, and into which member. */
struct key_reading {
	const char *key;
	field_fn *read;
	gsize offset;
	const void *arg; /* what `read` asks for */
	gboolean required;
};

/* Fills object from a map.  fields end with a NULL key; what is "a rule".
 * FALSE when node is no map. */
gboolean fields_read(struct yaml_reader *reader, const struct node *node,
		     const struct key_reading *fields, void *object,
		     const char *what);

/* A word of a fixed set and what it stands for. */
struct word {
	const char *word;
	guint value;
};

/* How the elements of a list are made. */
struct list_of {
	const char *what; /* "a list of rules" */
	void *(*read)(struct yaml_reader *reader, const struct node *node);
};

struct range_limits {
	int min;
	int max;
	gboolean closed; /* both ends must be given */
};

/* char *; never empty */
void field_text(struct yaml_reader *reader, const struct key_reading *field,
		const struct node *value, void *member);
/* char *: letters, digits, dots and hyphens */
void field_id(struct yaml_reader *reader, const struct key_reading *field,
	      const struct node *value, void *member);
/* guint */
void field_number(struct yaml_reader *reader, const struct key_reading *field,
		  const struct node *value, void *member);
/* int: points, below 0 as well */
void field_signed(struct yaml_reader *reader, const struct key_reading *field,
		  const struct node *value, void *member);
/* double; arg: struct range_limits or NULL for 0..1 */
void field_decimal(struct yaml_reader *reader, const struct key_reading *field,
		   const struct node *value, void *member);
/* gboolean */
void field_bool(struct yaml_reader *reader, const struct key_reading *field,
		const struct node *value, void *member);
/* guint or enum; arg: struct word[] */
void field_choice(struct yaml_reader *reader, const struct key_reading *field,
		  const struct node *value, void *member);
/* guint, the words' values or-ed; 0 takes all; arg: struct word[] */
void field_mask(struct yaml_reader *reader, const struct key_reading *field,
		const struct node *value, void *member);
/* GPtrArray of char *, each one of the words; arg: struct word[] */
void field_words(struct yaml_reader *reader, const struct key_reading *field,
		 const struct node *value, void *member);
/* struct range; arg: struct range_limits */
void field_range(struct yaml_reader *reader, const struct key_reading *field,
		 const struct node *value, void *member);
/* GPtrArray; arg: struct list_of */
void field_list(struct yaml_reader *reader, const struct key_reading *field,
		const struct node *value, void *member);
/* GPtrArray of char *, checked at the end; arg: enum reference_kind */
void field_references(struct yaml_reader *reader,
		      const struct key_reading *field, const struct node *value,
		      void *member);
/* char *, checked at the end */
void field_reference(struct yaml_reader *reader,
		     const struct key_reading *field, const struct node *value,
		     void *member);

extern const struct word phase_words[];
extern const struct word focus_words[];
extern const struct word strength_words[];

/* -- patterns and lexicons ----------------------------------------------- */

enum lexicon_state { LEXICON_NEW, LEXICON_OPEN, LEXICON_DONE };

/* A lexicon while it is spelled out. */
struct lexicon_entry {
	struct lexicon *lexicon;
	const struct node *node; /* its list of entries */
	gboolean is_part;	 /* entries are pieces of patterns */
	enum lexicon_state state;
};

/* A byte of a text that begins at `place`; its own place is worked out only
 * for a complaint. */
struct spot {
	struct place place;
	const char *text;
	gsize offset;
};

/* Appends text with its (?&name) spelled out.  resolve is called for each
 * lexicon met and may complain; path is handed to it. */
struct expansion;
typedef gboolean resolve_fn(struct expansion *expansion,
			    struct lexicon_entry *entry,
			    const struct spot *spot);
struct expansion {
	struct yaml_reader *reader;
	resolve_fn *resolve; /* NULL: all are resolved */
	GPtrArray *path;     /* names of the lexicons being spelled out */
	gsize max;	     /* bytes one text may become */
};
/* Where a spot is; the text's own place where the file spells the text
 * otherwise (escapes, folded lines). */
struct place spot_place(const struct yaml_reader *reader,
			const struct spot *spot);
gboolean expand(struct expansion *expansion, GString *out, const char *text,
		struct place place);
/* The length of the "(?&name)" at text, or 0; *name to be freed. */
gsize reference_length(const char *text, char **name);
gboolean expand_reference(struct expansion *expansion, GString *out,
			  const char *name, const struct spot *spot);

/* Reads and spells out all lexicons into the codebook, those of the file and
 * the parts of its techniques; must come before any pattern is read. */
void lexicons_read(struct yaml_reader *reader, const struct node *root,
		   struct codebook *codebook);
void lexicon_free(struct lexicon *lexicon);
void pattern_free(struct pattern *pattern);
/* GPtrArray of struct pattern: one or a list */
void field_patterns(struct yaml_reader *reader, const struct key_reading *field,
		    const struct node *value, void *member);
/* struct pattern *: exactly one */
void field_pattern(struct yaml_reader *reader, const struct key_reading *field,
		   const struct node *value, void *member);

/* -- conditions, rules, episodes, the rest ------------------------------- */

extern const struct word speaker_words[];
extern const struct word scope_words[];
extern const struct word kind_words[];
extern const struct range_limits turns_limits;
extern const struct range_limits words_limits;

void condition_init(struct condition *condition);
void condition_clear(struct condition *condition);
void condition_free(struct condition *condition);
/* Something besides the speaker is asked. */
gboolean condition_asks(const struct condition *condition);
/* GPtrArray of struct condition with `turns`, each asking for something */
void field_conditions(struct yaml_reader *reader,
		      const struct key_reading *field, const struct node *value,
		      void *member);
/* struct condition *: a condition on the turn itself */
void field_condition_here(struct yaml_reader *reader,
			  const struct key_reading *field,
			  const struct node *value, void *member);
/* struct condition *: with `turns` */
void field_condition_there(struct yaml_reader *reader,
			   const struct key_reading *field,
			   const struct node *value, void *member);

/* A rule of a technique without any condition. */
struct rule *rule_new(struct place place);
void *rule_read(struct yaml_reader *reader, const struct node *node);
void *rule_read_weak(struct yaml_reader *reader, const struct node *node);
void rule_free(struct rule *rule);

/* GPtrArray of struct example; owner takes the elements */
void field_examples(struct yaml_reader *reader, const struct key_reading *field,
		    const struct node *value, void *member);
void example_free(struct example *example);
/* Gives bare sentences the first of a rule's speakers: "T: ...". */
void examples_name_speaker(GPtrArray *examples, guint speakers);

void *episode_read(struct yaml_reader *reader, const struct node *node);
void episode_free(struct episode *episode);

void *technique_read(struct yaml_reader *reader, const struct node *node);
void technique_free(struct technique *technique);

void *word_points_read(struct yaml_reader *reader, const struct node *node);
void word_points_free(struct word_points *points);
void *suppression_read(struct yaml_reader *reader, const struct node *node);
void suppression_free(struct suppression *suppression);
extern const struct word observation_words[];
void *observation_rule_read(struct yaml_reader *reader,
			    const struct node *node);
void observation_rule_free(struct observation_rule *observation);

/* Complains of references to what the codebook does not hold; old: names of
 * before are held, too. */
void references_check(struct yaml_reader *reader,
		      const struct codebook *codebook, gboolean old);
/* Complains of an id met before; seen: id -> struct place, both borrowed. */
void id_check(struct yaml_reader *reader, GHashTable *seen, const char *what,
	      const char *id, const struct place *place);
/* What can only be told once the whole file is read. */
void codebook_check(struct yaml_reader *reader, const struct codebook *codebook,
		    const struct node *root);

/* A key that was read before all others: patterns need it. */
void field_done(struct yaml_reader *reader, const struct key_reading *field,
		const struct node *value, void *member);

#include "codebook/section.h"

/* -- rubric -------------------------------------------------------------- */

extern const struct word class_words[];
extern const struct word point_words[];

/* char *[SCALE_POINTS + 1] from a map of points */
void field_points(struct yaml_reader *reader, const struct key_reading *field,
		  const struct node *value, void *member);
/* Borrowed ids, NULL-terminated; the caller frees the list. */
GPtrArray *rubric_item_ids(const struct rubric *rubric);
/* Fills the scoring members of the rubric that member is. */
void field_scoring(struct yaml_reader *reader, const struct key_reading *field,
		   const struct node *value, void *member);
/* Critical lines must name items, and what they have. */
void scoring_check(struct yaml_reader *reader, const struct rubric *rubric,
		   const struct node *root);
void *item_read(struct yaml_reader *reader, const struct node *node);
void item_free(struct item *item);
void critical_free(struct critical_rule *critical);

#endif
