/*
 * json.c: JSON read in place; see json.h.
 */
#include "transcript/json.h"

#define DEPTH_MAX 128

struct check {
	const struct source *source;
	const char *p, *end;
	const char *fault;
};

static const char *
skip_space(const char *p)
{
	while (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r')
		p++;
	return p;
}

static gboolean
fault(struct check *c, const char *what)
{
	c->fault = what;
	return FALSE;
}

static gboolean
check_string(struct check *c)
{
	for (c->p++; c->p < c->end; c->p++) {
		if (*c->p == '"') {
			c->p++;
			return TRUE;
		}
		if (*c->p != '\\')
			continue;
		c->p++;
		if (c->p == c->end || !strchr("\"\\/bfnrtu", *c->p))
			return fault(c, "a backslash with nothing it can mean");
		if (*c->p != 'u')
			continue;
		for (int i = 0; i < 4; i++)
			if (!g_ascii_isxdigit(*++c->p))
				return fault(c, "\\u wants four hex digits");
	}
	return fault(c, "a string does not end");
}

static gboolean
check_digits(struct check *c)
{
	const char *start = c->p;

	while (g_ascii_isdigit(*c->p))
		c->p++;
	return c->p > start || fault(c, "a number lacks digits");
}

static gboolean
check_scalar(struct check *c)
{
	static const char *const words[] = { "true", "false",	 "null",
					     "NaN",  "Infinity", "-Infinity" };

	if (*c->p == '"')
		return check_string(c);
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
		if (!g_str_has_prefix(c->p, words[i]))
			continue;
		c->p += strlen(words[i]);
		return TRUE;
	}
	if (*c->p == '-')
		c->p++;
	else if (!g_ascii_isdigit(*c->p))
		return fault(c, "a value is missing");
	if (!check_digits(c))
		return FALSE;
	if (*c->p == '.') {
		c->p++;
		if (!check_digits(c))
			return FALSE;
	}
	if (*c->p != 'e' && *c->p != 'E')
		return TRUE;
	c->p++;
	c->p += *c->p == '+' || *c->p == '-';
	return check_digits(c);
}

static gboolean
check_json_key(struct check *c)
{
	if (*c->p != '"')
		return fault(c, "a key in quotes is missing");
	if (!check_string(c))
		return FALSE;
	c->p = skip_space(c->p);
	if (*c->p != ':')
		return fault(c, "a colon is missing");
	c->p = skip_space(c->p + 1);
	return TRUE;
}

/*
 * One value; containers by a stack of their closing brackets, so that deep
 * nesting costs a bounded number of bytes.
 */
static gboolean
check_value(struct check *c)
{
	char stack[DEPTH_MAX];
	guint depth = 0;

	for (;;) {
		if (*c->p == '{' || *c->p == '[') {
			gboolean object = *c->p == '{';

			if (depth == DEPTH_MAX)
				return fault(c, "nested too deeply");
			stack[depth++] = object ? '}' : ']';
			c->p = skip_space(c->p + 1);
			if (*c->p != stack[depth - 1]) {
				if (object && !check_json_key(c))
					return FALSE;
				continue;
			}
		} else if (!check_scalar(c)) {
			return FALSE;
		}
		for (;;) {
			c->p = skip_space(c->p);
			if (depth == 0)
				return TRUE;
			if (*c->p != stack[depth - 1])
				break;
			c->p++;
			depth--;
		}
		if (*c->p != ',')
			return fault(c,
				     "a comma or closing bracket is missing");
		c->p = skip_space(c->p + 1);
		if (stack[depth - 1] == '}' && !check_json_key(c))
			return FALSE;
	}
}

const char *
json_check(const struct source *source, GError **error)
{
	struct check c = { .source = source,
			   .p = skip_space(source->text),
			   .end = source->text + source->len };
	const char *value = c.p;

	if (check_value(&c) && c.p == c.end)
		return value;
	source_fault(source, source_line(source, c.p - source->text), error,
		     "not JSON: %s%s",
		     c.fault			? c.fault :
		     c.p < c.end && *c.p == '{' ? "one object a line; put "
						  "them into a list, [ ... , "
						  "... ]" :
						  "something follows its end",
		     c.p >= c.end ? "; the file seems cut off" : "");
	return NULL;
}

static const char *
skip_string(const char *p)
{
	for (p++; *p != '"'; p++)
		if (*p == '\\')
			p++;
	return p + 1;
}

const char *
json_skip(const char *value)
{
	guint depth = 0;

	for (const char *p = value;;) {
		if (*p == '"') {
			p = skip_string(p);
		} else if (*p == '{' || *p == '[') {
			depth++;
			p++;
			continue;
		} else if (*p == '}' || *p == ']') {
			depth--;
			p++;
		} else if (depth) {
			p++;
			continue;
		} else {
			while (*p && !strchr(",]} \n\t\r", *p))
				p++;
		}
		if (depth == 0)
			return p;
	}
}

static gboolean
key_is(const char *string, const char *key)
{
	gsize len = strlen(key);

	return !strncmp(string + 1, key, len) && string[len + 1] == '"';
}

const char *
json_pick(const char *object, const char *const *keys, const char **values,
	  guint n)
{
	const char *p;

	memset(values, 0, n * sizeof(*values));
	if (!json_is_object(object))
		return object ? json_skip(object) : NULL;
	p = skip_space(object + 1);
	while (*p != '}') {
		const char *name = p;

		p = skip_space(skip_string(p));
		p = skip_space(p + 1);
		for (guint i = 0; i < n; i++) {
			if (values[i] || !key_is(name, keys[i]))
				continue;
			values[i] = p;
			break;
		}
		p = skip_space(json_skip(p));
		if (*p == ',')
			p = skip_space(p + 1);
	}
	return p + 1;
}

const char *
json_get(const char *object, const char *key)
{
	const char *value;

	if (!object)
		return NULL;
	json_pick(object, &key, &value, 1);
	return value;
}

const char *
json_first(const char *array)
{
	const char *p;

	if (!json_is_array(array))
		return NULL;
	p = skip_space(array + 1);
	return *p == ']' ? NULL : p;
}

const char *
json_next(const char *behind)
{
	const char *p = skip_space(behind);

	return *p == ',' ? skip_space(p + 1) : NULL;
}

gboolean
json_is_string(const char *value)
{
	return value && *value == '"';
}

gboolean
json_is_array(const char *value)
{
	return value && *value == '[';
}

gboolean
json_is_object(const char *value)
{
	return value && *value == '{';
}

static guint
hex4(const char *p)
{
	guint value = 0;

	for (int i = 0; i < 4; i++)
		value = value << 4 | g_ascii_xdigit_value(p[i]);
	return value;
}

/* \uXXXX at p, with its other half if it has one; returns what follows. */
static const char *
append_unicode(GString *out, const char *p)
{
	gunichar c = hex4(p + 2);

	p += 6;
	if (c >= 0xd800 && c < 0xdc00 && p[0] == '\\' && p[1] == 'u') {
		guint low = hex4(p + 2);

		if (low >= 0xdc00 && low < 0xe000) {
			c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
			p += 6;
		}
	}
	if (c == 0 || (c >= 0xd800 && c < 0xe000))
		c = 0xfffd;
	g_string_append_unichar(out, c);
	return p;
}

static void
append_string(GString *out, const char *p)
{
	static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";

	for (p++; *p != '"';) {
		gsize run = strcspn(p, "\"\\");
		const char *known;

		g_string_append_len(out, p, run);
		p += run;
		if (*p == '"')
			break;
		if (p[1] == 'u') {
			p = append_unicode(out, p);
			continue;
		}
		known = strchr(from, p[1]);
		g_string_append_c(out, known ? to[known - from] : p[1]);
		p += 2;
	}
}

void
json_append(GString *out, const char *value)
{
	if (json_is_string(value))
		append_string(out, value);
	else if (value && !json_is_array(value) && !json_is_object(value) &&
		 !g_str_has_prefix(value, "null"))
		g_string_append_len(out, value, json_skip(value) - value);
}

gboolean
json_number(const char *value, double *number)
{
	char *after;

	if (!value)
		return FALSE;
	value += *value == '"';
	if (!g_ascii_isdigit(*value) && *value != '-')
		return FALSE;
	*number = g_ascii_strtod(value, &after);
	return after > value &&
	       (*after == '"' || *after == 's' || strchr(",]} \n\t", *after));
}
