/*
 * fields: maps by tables of keys: how each value is read, and where it goes.
 */
#ifndef CODEBOOK_FIELDS_H
#define CODEBOOK_FIELDS_H

#include "codebook/reading.h"

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

/* A key that was read before all others: patterns need it. */
void field_done(struct yaml_reader *reader, const struct key_reading *field,
		const struct node *value, void *member);

#endif
