/*
 * messages.c: chats that WhatsApp and Zoom save.
 *
 * Every message begins with its time, and the date where there is one; lines
 * without go on with the message before.  Times count from midnight of the
 * first day.  What the program says itself is told and left out; marks for
 * pictures and recordings stay, because somebody sent them.
 */
#include "transcript/bytes.h"
#include "transcript/messages.h"
#include "transcript/reader.h"

#define SNIFFED 200   /* lines */
#define QUOTED_MAX 60 /* bytes of a line that are shown */
#define DAY_MS (G_GINT64_CONSTANT(86400) * 1000)

struct chat {
	struct builder *builder;
	gboolean month_first; /* "3/22/26" */
	guint32 first_day;    /* of the calendar; 0: none seen */
	guint days;	      /* different ones */
	guint32 day;
	struct utterance message; /* the one at hand, without its words */
	GString *words;
	gboolean speaking;	   /* lines that go on belong to somebody */
	guint direct, direct_line; /* to one person and not to everyone */
	const char *direct_to;
	int direct_len;
	guint own, own_line;
	const char *own_text;
	int own_len;
};

/* Day or month first?  A number above 12 tells; else AM and PM do. */
static gboolean
is_month_first(const char *p, const char *end)
{
	gboolean half = FALSE;
	struct message m;

	for (; p < end; p++) {
		const char *eol = line_end(p, end);

		if (message_begins(p, eol, &m) && m.date.sign == '/') {
			half |= m.half;
			if (m.date.part[0] > 12)
				return FALSE;
			if (m.date.part[1] > 12)
				return TRUE;
		}
		p = eol;
	}
	return half;
}

/* Days since the beginning of the calendar; 0: no date. */
static guint32
day_of(const struct chat *chat, const struct message_date *date)
{
	const guint *part = date->part;
	gboolean year_first = part[0] > 31;
	guint year = year_first ? part[0] : part[2];
	guint month = year_first || !chat->month_first ? part[1] : part[0];
	guint day = year_first	      ? part[2] :
		    chat->month_first ? part[1] :
					part[0];
	GDate when;

	year += year < 100 ? 2000 : 0;
	if (!part[0] || !g_date_valid_dmy(day, month, year))
		return 0;
	g_date_clear(&when, 1);
	g_date_set_dmy(&when, day, month, year);
	return g_date_get_julian(&when);
}

static gint64
time_of(struct chat *chat, const struct message *message)
{
	guint32 day = day_of(chat, &message->date);

	if (day && !chat->first_day)
		chat->first_day = day;
	chat->days += day && day != chat->day;
	chat->day = day ? day : chat->day;
	return message->clock_ms +
	       (day > chat->first_day ? day - chat->first_day : 0) * DAY_MS;
}

static void
note_own(struct chat *chat, const struct message *message, const char *end,
	 guint line)
{
	chat->speaking = FALSE;
	if (chat->own++)
		return;
	chat->own_line = line;
	chat->own_text = message->text;
	chat->own_len =
		quote_end(message->text, end, QUOTED_MAX) - message->text;
}

static void
note_direct(struct chat *chat, const struct message *message, guint line)
{
	if (!message->receiver || chat->direct++)
		return;
	chat->direct_line = line;
	chat->direct_to = message->receiver;
	chat->direct_len = quote_end(message->receiver,
				     message->receiver + message->receiver_len,
				     QUOTED_MAX) -
			   message->receiver;
}

/* All lines of a message are there. */
static void
flush(struct chat *chat)
{
	chat->message.text = chat->words->str;
	chat->message.len = chat->words->len;
	builder_say(chat->builder, &chat->message);
	g_string_truncate(chat->words, 0);
}

static void
read_message_line(struct chat *chat, const char *p, const char *end, guint line)
{
	struct message m;

	if (skip_blanks(p, end) == end)
		return;
	if (!message_begins(p, end, &m)) {
		if (chat->speaking) {
			g_string_append_c(chat->words, '\n');
			g_string_append_len(chat->words, p, end - p);
		}
		return;
	}
	flush(chat);
	if (!m.label) {
		note_own(chat, &m, end, line);
		return;
	}
	note_direct(chat, &m, line);
	chat->message = (struct utterance){ .label = m.label,
					    .label_len = m.label_len,
					    .start_ms = time_of(chat, &m),
					    .end_ms = -1,
					    .line = line };
	g_string_append_len(chat->words, m.text, end - m.text);
	chat->speaking = TRUE;
}

static void
report_messages(const struct chat *chat)
{
	if (chat->own)
		builder_warn(chat->builder, chat->own_line,
			     "%u line%s of the chat program itself %s left "
			     "out, %s'%.*s'",
			     chat->own, chat->own == 1 ? "" : "s",
			     chat->own == 1 ? "is" : "are",
			     chat->own == 1 ? "" : "the first here: ",
			     chat->own_len, chat->own_text);
	if (chat->direct)
		builder_warn(chat->builder, chat->direct_line,
			     "%u message%s not sent to everyone, %sto '%.*s'; "
			     "%s among the others",
			     chat->direct,
			     chat->direct == 1 ? " was" : "s were",
			     chat->direct == 1 ? "but " : "the first here ",
			     chat->direct_len, chat->direct_to,
			     chat->direct == 1 ? "it stands" : "they stand");
	if (chat->days > 1)
		builder_warn(chat->builder, 0,
			     "the chat goes over %u days; times count from "
			     "midnight of the first",
			     chat->days);
}

static int
messages_sniff(const struct source *source)
{
	const char *p = source->text, *end = p + source->len;
	guint n = 0, named = 0;
	struct message m;

	for (guint line = 0; p < end && line < SNIFFED; p++) {
		const char *eol = line_end(p, end);

		if (skip_blanks(p, eol) < eol) {
			gboolean begins = message_begins(p, eol, &m);

			if (line++ == 0 && !begins)
				return 0;
			n += begins;
			named += begins && m.label;
		}
		p = eol;
	}
	return n > 1 && named ? 90 : 0;
}

static gboolean
messages_parse(const struct source *source, struct builder *builder,
	       GError **error)
{
	const char *p = source->text, *end = p + source->len;
	g_autoptr(GString) words = g_string_new(NULL);
	struct chat chat = { .builder = builder,
			     .words = words,
			     .month_first = is_month_first(p, end) };
	guint line = 1;

	(void)error;
	for (; p < end; p++, line++) {
		const char *eol = line_end(p, end);

		read_message_line(&chat, p, eol, line);
		p = eol;
	}
	flush(&chat);
	report_messages(&chat);
	return TRUE;
}

const struct reader reader_messages = {
	.name = "messages",
	.description = "chats as WhatsApp and Zoom save them",
	.endings = "txt",
	.sniff = messages_sniff,
	.parse = messages_parse,
};
