/*
 * The patterns themselves: PCRE2, without regard to case.
 *
 * Every repetition is bounded, so that no text takes long.  \K leaves out
 * what only tells that something follows.
 */
#include "deid/finders.h"

#define P(category, confidence, check, why, regex)               \
	{                                                        \
		DEID_##category, confidence, CHECK_##check, why, \
		{                                                \
			.expanded = (char *)regex                \
		}                                                \
	}

/* -- dates ---------------------------------------------------------------- */

#define MONTH                                                              \
	"(?:january|february|march|april|may|june|july|august|september|"  \
	"october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|" \
	"nov|dec)\\b(?:\\.(?= ?\\d))?"
#define UNIT "(?:one|two|three|four|five|six|seven|eight|nine)"
#define TEEN                                                      \
	"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|" \
	"seventeen|eighteen|nineteen)"
#define TENS "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
#define ORDINAL_WORD                                                    \
	"(?:(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|"   \
	"sixth|seventh|eighth|ninth)|first|second|third|fourth|fifth|"  \
	"sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|" \
	"fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"        \
	"nineteenth|twentieth|thirtieth)"
#define ORDINAL "(?:\\d{1,2} ?(?:st|nd|rd|th)|" ORDINAL_WORD ")"
#define DAY_NUMBER                                                             \
	"(?:" ORDINAL "|(?:[0-2]?\\d|3[01])(?!\\d)|(?:twenty|thirty)[ -]" UNIT \
	"|" TEEN "|" UNIT "|twenty|thirty)"
#define YEAR_WORDS                                                       \
	"(?:nineteen[ -](?:oh[ -]" UNIT "|" TEEN "|" TENS "(?:[ -]" UNIT \
	")?)|twenty[ -](?:oh[ -]" UNIT "|" TEEN "|twenty(?:[ -]" UNIT    \
	")?|thirty(?:[ -]" UNIT ")?)|two thousand(?: and)?(?: (?:" TEEN  \
	"|twenty(?:[ -]" UNIT ")?|" UNIT "))?)"
#define YEAR_FIGURES "(?:(?:19|20)\\d\\d(?!\\d))"
#define YEAR "(?:" YEAR_FIGURES "|" YEAR_WORDS ")\\b"
#define WEEKDAY "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?)?"
#define OF_A_DAY                                                               \
	"(?= ?(?:[.,;:?!)\"]|$|\\b(?:a|and|but|of|at|i|we|he|she|it|or|in|so|" \
	"then|which|that|when|because|they|until|till|to|was|is|this|by|"      \
	"no|as|if|for)\\b))"
#define NO_AMOUNT                                                        \
	"(?! ?(?:pounds?|quid|euros?|dollars?|bucks?|calories|steps|"    \
	"people|miles|words|mg|kg|hours|metres|meters|feet|grand|times|" \
	"vision|percent|%|minutes|pages|k)\\b)"

/* -- ages ----------------------------------------------------------------- */

#define OLD                                                            \
	"(?:9\\d|1[01]\\d|ninety(?:[ -]" UNIT ")?|(?:a |one )?hundred" \
	"(?: and (?:" UNIT "|" TEEN "))?)(?!\\d)"
#define AFTER_AGE                                                       \
	"(?=[ -]years?[ -](?:old|of age)|[.,;:?!)\"]|$| (?:and|but|so|" \
	"when|this|next|in|on|now|then|last|she|he|i|we|or|though|who|" \
	"with|if|because|by|already|today|tomorrow|soon|come|going|at|" \
	"\\w{2,12}ing|years old|yesterday|till|until|before|after|dead|like|too|still)\\b)"

/* -- streets -------------------------------------------------------------- */

#define STREET_WORD                                                      \
	"(?:street|road|avenue|lane|close|crescent|drive|terrace|grove|" \
	"court|gardens|square|boulevard|parade|mews|highway|parkway|"    \
	"quay|hill|rise|walk|row|view|place|way|ave|rd|blvd|cres|st)\\b"

#define NET_NAME "[\\w-]{1,60}(?:\\.[\\w-]{1,60}){0,4}"

#define NUMBER_CUE                                                      \
	"\\b(?:numbers?|badge|code|pin|account|policy|case|ref|"        \
	"reference|reg|rego|registration|plate|id|card|file|chart|mrn|" \
	"passport|licen[cs]e|visa|incident|ticket|locker|extension|"    \
	"ext|serial|(?:ends|ending) in|under)\\b"

const struct deid_pattern deid_patterns[] = {
	P(DATE, 0.95, NONE, "a day and a month",
	  "\\b" WEEKDAY DAY_NUMBER " (?:day )?(?:of )?" MONTH
	  "(?:,? (?:of |in )?" YEAR ")?"),
	P(DATE, 0.95, NONE, "a month and a day",
	  "\\b" WEEKDAY MONTH " (?:the )?" DAY_NUMBER "\\b(?:,? " YEAR ")?"),
	P(DATE, 0.94, NONE, "a month and a year",
	  "\\b" MONTH ",? (?:of |in )?(?:" YEAR "|['\342\200\231]\\d\\d\\b)"),
	P(DATE, 0.95, DAY, "a day in figures",
	  "(?<![\\d/.-])(?:\\d{1,2}([/.-])\\d{1,2}\\1(?:\\d{4}|\\d{2})|"
	  "\\d{4}-\\d{1,2}-\\d{1,2})(?![\\d/-])"),
	P(DATE, 0.8, NONE, "a day in figures",
	  "\\bon (?:the )?\\K(?:[0-2]?\\d|3[01])/(?:0?\\d|1[0-2])(?![\\d/])"),
	P(DATE, 0.8, NONE, "a year",
	  "(?<![\\w.,/\\x{a3}$\\x{20ac}:-])" YEAR_FIGURES
	  "(?![.,:/%-]?\\d)(?!s\\b)\\b" NO_AMOUNT),
	P(DATE, 0.75, NONE, "a year in words",
	  "\\b(?!two thousand)" YEAR_WORDS "\\b" NO_AMOUNT),
	P(DATE, 0.75, NONE, "a year in words",
	  "\\b(?:in|since|of|from|by|until|till|after|before) "
	  "\\Ktwo thousand(?: and)?(?: (?:" TEEN "|twenty(?:[ -]" UNIT
	  ")?|" UNIT "))?\\b" NO_AMOUNT),
	P(DATE, 0.7, NONE, "a year in words",
	  "\\btwo thousand and (?:" TEEN "|twenty|" UNIT ")\\b" NO_AMOUNT),
	P(DATE, 0.75, NONE, "a year without its century",
	  "(?<!\\w)['\342\200\231]\\d\\d\\b(?!s)"),
	P(DATE, 0.8, NONE, "a day of the month",
	  "\\b(?:on|by|till|until|since|from|before|after|is|was|it's|"
	  "other|dated|due|day|no|or|maybe|around|about|to|and),? (?:" WEEKDAY
	  ")?(?:the )\\K"
	  "(?:\\d{1,2} ?(?:st|nd|rd|th)|(?!first|second|third)" ORDINAL_WORD
	  ")(?: of the (?:\\d{1,2}(?:st|nd|rd|th)|" ORDINAL_WORD
	  "))?\\b" OF_A_DAY),
	P(DATE, 0.85, NONE, "a weekday and a day of the month",
	  "\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?" ORDINAL
	  "\\b" OF_A_DAY),
	P(DATE, 0.85, NONE, "a day and a month in figures",
	  "\\bthe \\K" ORDINAL " of the " ORDINAL "\\b" OF_A_DAY),
	P(DATE, 0.7, MONTH, "a month",
	  "\\b(?:january|february|april|june|july|august|september|october|"
	  "november|december)\\b"),
	P(DATE, 0.65, NONE, "a month",
	  "(?-i:\\bMarch\\b)(?! (?:on|past|out|along|for|against)\\b)"),
	P(DATE, 0.7, NONE, "a month",
	  "\\b(?:in|since|by|until|till|of|last|next|early|late|mid|during|"
	  "every) \\K(?:march|may)\\b(?! (?:be|have|not|well|i|you|he|she|"
	  "they|we|it|on|against|past)\\b)"),

	P(AGE, 0.85, NONE, "an age over 89",
	  "\\b(?:is|was|s|m|am|are|were|be|been|turn|turns|turned|turning|"
	  "made(?: it to)?|reached|reaches|lived to(?: be)?|aged?|age of|"
	  "died at|saw) (?:nearly |almost |about |only |now |just |over |"
	  "already |going on |coming up to |about to be )?\\K" OLD AFTER_AGE),
	P(AGE, 0.85, NONE, "an age over 89",
	  "\\b(?:she|he|who|mother|father|mum|mom|dad|nan|nana|gran\\w*|aunt|"
	  "auntie|uncle)(?:'s| is|'ll be| will be| was| turned| turns)"
	  "(?: now| just| nearly| almost| about)? \\K" OLD
	  "\\b(?! ?(?:percent|per cent|degrees|pounds|kilos?|kg|minutes|"
	  "miles|days|weeks|months|hours|times|feet|quid|dollars|yards|"
	  "seconds|million|thousand|grand|first|%)\\b)"),
	P(AGE, 0.7, NONE, "an age over 89",
	  "\\bat \\K" OLD "(?=,? (?:she|he|they)\\b)"),
	P(AGE, 0.95, NONE, "an age over 89",
	  "\\b" OLD "[ -]years?[ -](?:old|of age)\\b"),
	P(AGE, 0.85, NONE, "an age over 89",
	  "\\bin (?:his|her|their|my) \\K(?:late |mid |early )?nineties\\b"),
	P(AGE, 0.6, NONE, "an age over 89", "(?<=, )" OLD "(?=,)"),

	P(EMAIL, 0.98, ADDRESS, "an address of e-mail",
	  "[\\w.%+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,6}"),
	P(EMAIL, 0.9, NONE, "an address of e-mail, as it is spoken",
	  "\\b[\\w-]{1,30}(?: (?:dot|underscore|dash|hyphen|plus|point) "
	  "[\\w-]{1,30}){0,4} at [\\w-]{1,30}(?: dot [\\w-]{2,30}){1,4}\\b"),
	P(URL, 0.97, ADDRESS, "an address of the net",
	  "\\b(?:https?://|www\\.)[^\\s<>\"]{2,300}"),
	P(URL, 0.85, ADDRESS, "an address of the net",
	  "\\b" NET_NAME "\\.(?:com|org|net|uk|ie|edu|gov|info|au|ca|nz|eu|"
	  "de|fr|io|app)\\b(?:/[^\\s<>\"]{0,200})?"),
	P(URL, 0.85, ADDRESS, "an address of the net",
	  "\\b" NET_NAME "\\.[a-z]{2,6}/[^\\s<>\"]{1,200}"),
	P(URL, 0.85, NONE, "an address of the net, as it is spoken",
	  "\\b(?:w w w|www) dot [\\w-]{1,30}(?: dot [\\w-]{1,30}){1,4}\\b"),
	P(URL, 0.8, NONE, "an address of the net, as it is spoken",
	  "\\b[\\w-]{1,30} dot (?:com|org|net|co dot uk|ie|edu|gov|info)\\b"),
	P(USERNAME, 0.95, ADDRESS, "a name on the net",
	  "(?<![\\w.])@[\\w.][\\w.-]{1,60}"),
	P(USERNAME, 0.75, HANDLE, "a name on the net",
	  "\\b(?:handle|username|user name|screen name|gamertag|"
	  "insta|instagram|snapchat|tiktok|discord)"
	  "(?: (?:is|was|there is)|'s|s|:) \\K[\\w.-]{3,40}"),

	P(ID, 0.97, IBAN, "a number of an account",
	  "\\b[a-z]{2}\\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?\\b"),
	P(ID, 0.95, NONE, "a National Insurance number",
	  "\\b[a-ceghj-tw-z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[a-d]\\b"),
	P(ID, 0.97, NONE, "an address of a machine",
	  "(?<![\\d.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\d.]?\\d)"),
	P(ID, 0.95, NONE, "an address of a machine",
	  "\\b(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}\\b"),
	P(ID, 0.8, CODE, "letters and figures together",
	  "(?<![\\w/.@-])[a-z0-9]{1,20}(?:[-/][a-z0-9]{1,20}){0,5}"
	  "(?![\\w/@-])"),
	P(ID, 0.75, NUMBER, "a number",
	  "(?<![\\w.,/$\\x{a3}\\x{20ac}@-])(?:\\+|\\()?\\d[\\d ().\\-/]{2,28}"
	  "\\d(?![\\w%]|[,.]\\d)"),
	P(ID, 0.72, NONE, "a number after a word for one",
	  NUMBER_CUE "[^\\d.?!;]{1,24}?(?<![\\d$\\x{a3}\\x{20ac}])"
		     "\\K[a-z]{0,3}\\d[\\d/-]{2,19}\\b(?![%.,]\\d)" NO_AMOUNT),
	P(ID, 0.85, NONE, "a number with the word for it",
	  "\\bmrn[ :#]{1,3}\\d{3,12}\\b"),

	P(PLACE, 0.95, NONE, "a postcode",
	  "\\b[a-z]{1,2}\\d[a-z\\d]? ?\\d(?!st|nd|rd|th)[abd-hjlnp-uw-z]{2}"
	  "\\b"),
	P(PLACE, 0.95, NONE, "a postcode", "\\b[a-z]\\d[a-z] ?\\d[a-z]\\d\\b"),
	P(PLACE, 0.85, NONE, "a postcode",
	  "(?-i:\\b[A-Z]\\d[\\dW] ?(?=\\d{0,3}[A-Z])[A-Z\\d]{4}\\b)"),
	P(ID, 0.9, NONE, "a number plate",
	  "(?-i:\\b[A-Z]{2}\\d{2} ?[A-Z]{3}\\b)"),
	P(PLACE, 0.9, NONE, "a postcode", "\\b\\d{5}-\\d{4}\\b"),
	P(PLACE, 0.9, NONE, "a postcode",
	  "\\b(?:zip|zip code|postcode|postal code)\\b[^\\d.?!]{1,15}"
	  "\\K\\d{4,5}\\b"),

	P(ADDRESS, 0.9, STREET, "a number and a street",
	  "\\b(?:(?:flat|apartment|apt|unit|suite|level|block) (?:\\d\\w{0,3}|[a-z]),? )?"
	  "\\d{1,5}[a-z]?(?:[-/]\\d{1,4}[a-z]?)?,? (?:[nsew]\\.? )?"
	  "(?:[\\w'.-]{2,24} ){1,4}?" STREET_WORD
	  "(?:\\.?,? (?:apt|apartment|flat|unit|suite|number|no|#)\\.? ?"
	  "\\w{1,5})?"),
	P(ADDRESS, 0.85, STREET, "a street with its number",
	  "\\b(?:[\\w'.-]{2,24} ){1,3}?" STREET_WORD
	  ",? (?:number|no\\.?|nr\\.?) \\d{1,4}[a-z]?\\b"),
	P(ADDRESS, 0.9, STREET, "a number and a street",
	  "\\b\\d{1,5}[a-z]?,? (?:heol|ffordd|stryd|rue|calle|avenida)"
	  "(?: (?:de|la|du|des|del|y|yr|los))*(?: [\\w'-]{2,24})\\b"),
	P(ADDRESS, 0.85, NONE, "a number and a street",
	  "\\b(?:flat \\d{1,4},? )?\\d{1,5}[a-z]?,? (?-i:The )" STREET_WORD),
	P(ADDRESS, 0.9, NONE, "a box of the post",
	  "\\bp\\.? ?o\\.? box (?:is )?\\d{1,6}\\b"),
};

const guint deid_pattern_count = G_N_ELEMENTS(deid_patterns);
