/*
 * csv.h: what the parts of the reader of tables share; Word's and RTF's
 * tables are laid out by the same rules.
 *
 * The table is read twice: once to see what its columns hold (csv_survey.c),
 * and, when it is settled which is which (csv_layout.c), to say the turns.
 */
#ifndef TRANSCRIPT_CSV_H
#define TRANSCRIPT_CSV_H

#include "transcript/pace.h"

struct builder;
struct source;

#define COLUMNS_MAX 256
#define SURVEYED_MAX 64 /* columns that are looked into */
#define SAMPLE_MAX 60	/* rows that are looked at to tell a table */
#define LABELS_MAX 24	/* different ones that are counted in a column */
#define VOICES_MAX 12	/* columns that are a speaker each */

enum column { SPEAKER, ROLE, TEXT, START, END, DURATION, SESSION, COLUMNS };

struct field {
	const char *start, *end;   /* what it says */
	const char *raw, *raw_end; /* as it stands, with its quotes */
	gboolean quoted;	   /* holds doubled quotes */
};

/* Which column is what; -1: the table has none. */
struct layout {
	int column[COLUMNS];
	double unit[COLUMNS];  /* milliseconds in a bare number; 0: not said */
	int voice[VOICES_MAX]; /* columns of the words of one speaker each */
	guint voices;
	gboolean people; /* the voices are named by people, not by roles */
	guint rate; /* frames in a second, where times have them; 0: none */
	gboolean guessed; /* no row names the columns */
};

/* What was seen in one column. */
struct seen {
	guint filled;
	guint clocks;
	guint numbers;
	guint counts; /* of these, one more than in the row before */
	guint labels; /* could be a name */
	guint roles;  /* names a role */
	guint kinds;  /* different labels */
	double words;
	double last; /* number */
	double sum;  /* of the numbers, or of the times in milliseconds */
	guint32 label[LABELS_MAX]; /* hashes */
};

struct survey {
	struct seen seen[SURVEYED_MAX];
	guint columns; /* in the widest row */
	guint rows;
	guint single;	   /* rows with words in one column only */
	guint frame;	   /* the highest frame number */
	gboolean framed;   /* some time has frames */
	guint framed_line; /* the first of these */
};

struct csv_table {
	const char *p, *end;
	char separator;
	guint columns; /* fields in a row; 0: not known */
	guint line;
	guint titles;	 /* rows above the one that names the columns */
	guint open_line; /* of the first quote that never closes; 0: none */
	guint open;	 /* how many there are */
	struct field fields[COLUMNS_MAX];
	guint n;
	char *names[SURVEYED_MAX]; /* of the columns; NULL: none */
	struct layout layout;
	GString *scratch;
};

int csv_sniff(const struct source *source);
/*
 * To the first row of turns: the separator, the names of the columns if there
 * are any, and the layout as far as they tell it.  FALSE: no table.
 */
gboolean csv_open(struct csv_table *table, const struct source *source);
void csv_close(struct csv_table *table);
/* The next record into fields; quoted ones may hold separators and line
 * feeds. */
gboolean csv_next_record(struct csv_table *table);
gboolean csv_is_blank_row(const struct csv_table *table);
/* Separators in a line, outside of quotes. */
guint csv_count_separators(const char *p, const char *end, char separator);

/* Which is which by the names in these fields; TRUE when any is known. */
gboolean csv_name_columns(struct layout *layout, const struct field *fields,
			  guint n);
/* Columns headed by people: "Therapist", "Patient".  TRUE for two or more. */
gboolean csv_name_voices(struct layout *layout, const struct field *fields,
			 guint n);

/*
 * Columns headed by names alone: "Mia", "Dr Lowe", with speech in the rows
 * below, and perhaps a time beside.  csv_name_columns() was asked before.
 */
gboolean csv_name_people(struct layout *layout, const struct field *fields,
			 guint n, const struct survey *below);
/* The same for the row at hand and the rows of the table below it. */
gboolean csv_names_people(struct csv_table *table);
/* Tell that columns were taken for people, where they were. */
void csv_report_people(const struct layout *layout, char *const *names,
		       struct builder *builder, guint line);

void csv_survey_row(struct survey *survey, const struct field *fields, guint n,
		    guint line);
/*
 * Complete the layout by what the columns hold.  FALSE when it stays unclear
 * where the words are.
 */
gboolean csv_settle(struct layout *layout, const struct survey *survey);
/* Columns that are not read though they hold words or, if named, numbers of
 * rows: quoted; NULL: none.  names may hold NULL.  Caller frees. */
char *csv_list_others(const struct layout *layout, const struct survey *survey,
		      char *const *names);
void layout_clear(struct layout *layout);
/* Has column i a meaning by now, or is it a speaker's? */
gboolean layout_uses(const struct layout *layout, int i);
/* Who speaks in a column of their own.  Caller frees. */
char *csv_voice_label(char *const *names, int column);

/*
 * A clock time, one with frames, or a number in the unit; -1 when none.
 * *range_end is the end of a range "0:01 - 0:04", else -1.
 */
gint64 csv_time(const struct field *field, double unit, guint rate,
		gint64 *range_end);
/* A bare number with point or comma; FALSE when it is none. */
gboolean csv_number(const struct field *field, double *number);
gboolean csv_is_clock(const struct field *field);
/* The frame number of "00:00:04:10"; -1 when it has none. */
int csv_frame(const struct field *field);
/* Frames in a second that a highest frame number speaks for. */
guint csv_frame_rate(guint highest);

#endif
