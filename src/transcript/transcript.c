/*
 * transcript.c: the door: the table of readers, sniffing, and access.
 */
#include "transcript/reader.h"
#include "transcript/zip.h"

#define BYTES_MAX (32 << 20) /* with the rules run over it: below 1 GiB */

#define READER(name) &reader_##name,
static const struct reader *const readers[] = { READERS(READER) };

#define NAME(name) #name,
static const char *const format_names[] = { READERS(NAME) NULL };

gboolean
source_fault(const struct source *source, guint line, GError **error,
	     const char *format, ...)
{
	g_autofree char *message = NULL;
	g_autofree char *name =
		base_printable(source->name ? source->name : "", -1);
	GString *position = g_string_new(name);
	va_list args;

	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	if (line)
		g_string_append_printf(position, "%s%u",
				       position->len ? ":" : "line ", line);
	if (position->len)
		g_string_append(position, ": ");
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT, "%s%s", position->str,
		    message);
	g_string_free(position, TRUE);
	return FALSE;
}

const char *const *
transcript_formats(void)
{
	return format_names;
}

static gboolean
lists_ending(const char *endings, const char *ending)
{
	g_auto(GStrv) all = g_strsplit(endings, " ", -1);

	return g_strv_contains((const char *const *)all, ending);
}

/* Refused, but with the name of what they are and the mend. */
static const char named_only[] = "doc rttm stl";

gboolean
transcript_may_be(const char *name)
{
	const char *dot = strrchr(name, '.');
	g_autofree char *ending = dot ? g_ascii_strdown(dot + 1, -1) : NULL;

	if (!dot || lists_ending(named_only, ending))
		return TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(readers); i++)
		if (lists_ending(readers[i]->endings, ending))
			return TRUE;
	return FALSE;
}

static const struct reader *
find_reader(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(readers); i++)
		if (!g_ascii_strcasecmp(readers[i]->name, name))
			return readers[i];
	return NULL;
}

static const struct reader *
forced_reader(const struct source *source, const char *format, GError **error)
{
	const struct reader *reader = find_reader(format);
	const char *near = base_did_you_mean(format, format_names);
	g_autofree char *all = NULL;

	if (reader)
		return reader;
	all = g_strjoinv(", ", (char **)format_names);
	source_fault(source, 0, error, "unknown format '%s' (%s%s%sknown: %s)",
		     format, near ? "did you mean '" : "", near ? near : "",
		     near ? "'? " : "", all);
	return NULL;
}

static const struct reader *
best_reader(const struct source *source, gboolean container)
{
	const struct reader *best = NULL;
	int most = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(readers); i++) {
		int score = readers[i]->container != container ?
				    0 :
				    readers[i]->sniff(source);

		if (score > most) {
			most = score;
			best = readers[i];
		}
	}
	return best;
}

static gboolean
parse_with(const struct reader *reader, struct source *source,
	   struct builder *builder, GError **error)
{
	if (reader->terminated && !source->owned)
		source->text = source->owned =
			g_strndup(source->text, source->len);
	return reader->parse(source, builder, error);
}

gboolean
reader_parse_text(struct source *source, struct builder *builder,
		  GError **error)
{
	const struct reader *reader = best_reader(source, FALSE);

	return reader ? parse_with(reader, source, builder, error) :
			source_refuse_text(source, error);
}

/* The reader of these bytes; text is decoded on the way. */
static const struct reader *
choose_reader(struct source *source, const struct transcript_options *options,
	      struct builder *builder, GError **error)
{
	gboolean container = zip_is(source);
	const struct reader *reader = NULL;

	if (options && options->format &&
	    !(reader = forced_reader(source, options->format, error)))
		return NULL;
	if (reader && reader->container != container) {
		source_fault(source, 0, error,
			     container ?
				     "a zip container cannot be read as %s" :
				     "not a zip container, as %s is",
			     reader->name);
		return NULL;
	}
	if (!container && !source_decode(source, builder, error))
		return NULL;
	if (!reader)
		reader = best_reader(source, container);
	if (!reader && container)
		source_refuse_container(source, error);
	else if (!reader)
		source_refuse_text(source, error);
	return reader;
}

static gboolean
read_source(struct source *source, const struct transcript_options *options,
	    struct builder *builder, GError **error)
{
	const struct reader *reader;
	struct transcript *transcript = builder->transcript;

	if (source->bytes_len == 0)
		return source_fault(
			source, 0, error,
			"the file is empty: there is no word in it; "
			"save or export the transcript again");
	if (source->bytes_len > BYTES_MAX)
		return source_fault(source, 0, error,
				    "the file is larger than "
				    "%d MB, and a session is smaller than 1: "
				    "split it, or check what it is",
				    BYTES_MAX >> 20);
	if (!source_refuse(source, error))
		return FALSE;
	reader = choose_reader(source, options, builder, error);
	if (!reader)
		return FALSE;
	if (source->wanted && reader != &reader_qdpx)
		return source_fault(source, 0, error,
				    "read as %s it is one text; '%s' can be "
				    "chosen of a REFI-QDA project only",
				    reader->name, source->wanted);
	transcript->format = reader->name;
	transcript->encoding = source->encoding ? source->encoding : "UTF-8";
	builder_expect(builder, source->len);
	if (!parse_with(reader, source, builder, error))
		return FALSE;
	if (builder->overfull)
		return source_fault(source, 0, error,
				    "more than a million turns, and a session "
				    "has some hundreds: split the file, or "
				    "check what it is");
	if (transcript->turns->len == 0 &&
	    !(source->strict && reader == &reader_vtt))
		return source_fault(source, 0, error,
				    "no turns found: read as "
				    "%s, it holds no words",
				    reader->name);
	return TRUE;
}

struct transcript *
transcript_parse(const char *bytes, gsize len,
		 const struct transcript_options *options, GError **error)
{
	struct transcript *transcript = g_new0(struct transcript, 1);
	struct source source = { .bytes = bytes, .bytes_len = len };
	struct builder builder;
	gboolean ok;

	if (options) {
		source.name = options->name;
		source.strict = options->strict;
		source.wanted = options->text;
		source.roles = options->roles;
	}
	builder_init(&builder, transcript, &source);
	ok = read_source(&source, options, &builder, error);
	if (ok) {
		builder_finish(&builder);
		roles_assign(transcript, options, builder.told, &builder);
	}
	builder_clear(&builder);
	g_free(source.owned);
	if (ok)
		return transcript;
	transcript_free(transcript);
	return NULL;
}

char *
transcript_decode(const char *bytes, gsize len, const char *name,
		  GPtrArray *warnings, GError **error)
{
	struct transcript *transcript = g_new0(struct transcript, 1);
	struct source source = { .name = name,
				 .bytes = bytes,
				 .bytes_len = len };
	struct builder builder;
	char *text = NULL;

	builder_init(&builder, transcript, &source);
	if (source_decode(&source, &builder, error)) {
		text = source.owned ? g_steal_pointer(&source.owned) :
				      g_strndup(source.text, source.len);
		g_ptr_array_extend_and_steal(
			warnings, g_steal_pointer(&transcript->warnings));
		transcript->warnings = diagnostics_new();
	}
	builder_clear(&builder);
	g_free(source.owned);
	transcript_free(transcript);
	return text;
}

void
transcript_free(struct transcript *transcript)
{
	if (!transcript)
		return;
	g_free(transcript->text);
	g_free(transcript->cue_text);
	g_array_unref(transcript->turns);
	g_array_unref(transcript->cues);
	g_ptr_array_unref(transcript->speakers);
	g_hash_table_unref(transcript->headers);
	g_ptr_array_unref(transcript->warnings);
	g_free(transcript);
}

const struct turn *
transcript_turn(const struct transcript *transcript, guint n)
{
	if (n < 1 || n > transcript->turns->len)
		return NULL;
	return &g_array_index(transcript->turns, struct turn, n - 1);
}

const struct speaker *
transcript_speaker(const struct transcript *transcript, const struct turn *turn)
{
	return transcript->speakers->pdata[turn->speaker];
}

const char *
transcript_turn_text(const struct transcript *transcript,
		     const struct turn *turn, gsize *len)
{
	*len = turn->text.end - turn->text.start;
	return transcript->text + turn->text.start;
}
