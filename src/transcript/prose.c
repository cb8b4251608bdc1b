/*
 * prose.c: words that tell speech and headings from names.
 *
 * Nothing here decides alone: heads.c counts such a word against a label,
 * and a label that comes often enough is a speaker in spite of it ("Me:").
 */
#include "transcript/heading.h"
#include "transcript/labels.h"

#define WORD_MAX 48 /* bytes of the longest entry and its bars */

/* Is the word, without regard to case, an entry of "|word|two words|"? */
static gboolean
is_entry(const char *list, const char *p, gsize len)
{
	char key[WORD_MAX];

	if (len == 0 || len > sizeof(key) - 3 || memchr(p, '|', len))
		return FALSE;
	key[0] = '|';
	for (gsize i = 0; i < len; i++)
		key[i + 1] = g_ascii_tolower(p[i]);
	key[len + 1] = '|';
	key[len + 2] = '\0';
	return strstr(list, key) != NULL;
}

/* Stand before colons in transcripts without being anybody. */
static const char matters[] =
	"|note|notes|nb|n.b.|date|time|session|session no|session number|"
	"duration|length|location|place|title|subject|topic|recording|"
	"recorded|transcript|transcription|transcriber|transcribed by|"
	"participants|speakers|speaker|file|filename|source|language|phase|"
	"focus|case|case id|id|number|planned|skill|page|version|comment|"
	"comments|key|legend|http|https|example|summary|start|end|re|ps|"
	"p.s.|paragraph|chapter|client id|patient id|participant id|"
	"therapist id|session id|study id|session date|interview date|"
	"start time|end time|present|attending|attendees|age|gender|sex|"
	"date of birth|dob|diagnosis|setting|clinic|service|ref|reference|"
	"audio|audio file|word count|status|confidential|homework|agenda|"
	"datum|dauer|sitzung|aufnahme|sprache|audiodatei|fecha|"
	"sesi\303\263n|dur\303\251e|s\303\251ance|seduta|sess\303\243o|";

gboolean
label_is_matter(const char *label, gsize len)
{
	return is_entry(matters, label, len);
}

/*
 * Small words of talk, which begin a sentence or stand in the middle of one,
 * what tells that words of somebody else follow ("she said: no"), and what is
 * said about what follows ("question:"); then the same in German, French,
 * Spanish, Italian, Portuguese, Dutch, Polish and Swedish.
 */
static const char prose[] =
	"|i|me|my|mine|myself|you|your|he|him|his|himself|she|her|hers|"
	"herself|it|its|we|us|our|they|them|their|this|that|these|those|who|"
	"which|what|somebody|someone|everybody|everyone|nobody|anybody|"
	"people|something|anything|nothing|everything|thing|things|and|but|"
	"so|or|if|when|because|since|while|than|then|though|although|as|"
	"like|with|without|for|from|to|at|in|on|about|into|after|before|"
	"until|not|no|yes|yeah|yep|nope|ok|okay|well|now|anyway|also|plus|"
	"maybe|perhaps|really|just|only|even|still|again|always|never|first|"
	"second|secondly|third|firstly|finally|next|last|there|here|where|"
	"why|how|one|two|three|four|five|more|most|some|any|all|every|each|"
	"a|an|other|another|same|such|too|very|say|says|said|saying|tell|"
	"tells|told|ask|asks|asked|asking|answer|answered|reply|replied|"
	"goes|went|thought|think|thinks|wrote|shouted|yelled|whispered|"
	"texted|is|was|were|are|be|been|am|has|have|had|do|does|did|done|"
	"will|would|can|could|should|must|might|got|get|gets|came|comes|"
	"felt|feel|feels|know|knew|means|meant|want|wanted|it's|i'm|that's|"
	"he's|she's|there's|don't|didn't|let's|question|problem|point|"
	"reason|feeling|feelings|word|words|message|sorry|right|good|fine|"
	"great|sure|look|listen|see|hey|oh|ah|hm|hmm|mhm|mm|mmm|uh|um|huh|"
	"wow|thanks|please|true|bye|hello|hi|mood|sleep|option|step|rule|"
	"fact|result|meaning|today|tomorrow|yesterday|monday|tuesday|"
	"wednesday|thursday|friday|saturday|sunday|morning|evening|week|day|"
	"ich|mich|mir|mein|meine|du|dich|dein|deine|er|ihn|ihm|sein|seine|"
	"sie|ihr|ihre|wir|uns|unser|man|es|das|dies|dieser|diese|und|aber|"
	"dann|oder|wenn|weil|dass|wie|wer|wo|warum|ja|nein|nee|genau|gut|"
	"nun|jetzt|ein|eine|nicht|noch|schon|nur|auch|sagte|sagt|sage|"
	"gesagt|sagen|meinte|meint|fragte|fragt|gefragt|dachte|denke|rief|"
	"schrieb|frage|punkt|grund|gedanke|ist|war|hat|hatte|habe|erstens|"
	"zweitens|drittens|heute|je|moi|mon|ma|mes|tu|toi|ton|il|lui|elle|"
	"nous|vous|ils|elles|ce|cette|et|mais|alors|donc|ou|si|quand|parce|"
	"que|qui|oui|non|bon|bien|dit|disait|dis|demande|pense|est|une|un|"
	"yo|mi|mis|ella|ellos|nosotros|pero|entonces|porque|cuando|dijo|"
	"dice|digo|pregunta|bueno|io|mio|mia|lei|loro|noi|allora|"
	"perch\303\251|quando|ha|ho|disse|dico|domanda|bene|eu|meu|minha|"
	"ele|ela|eles|mas|ent\303\243o|pergunta|sim|n\303\243o|s\303\255|"
	"bom|ik|mijn|hij|zij|wij|maar|dus|toen|zei|zegt|vraag|goed|moja|"
	"m\303\263j|ona|ono|ale|wi\304\231c|tak|nie|powiedzia\305\202|"
	"pytanie|jag|min|mitt|han|hon|och|men|s\303\245|sa|s\303\244ger|"
	"fr\303\245ga|nej|det|";

/* Of these, those that are first names or surnames, too: "Mia", "Will Smith",
 * "An Nguyen". */
static const char given[] =
	"|mia|mio|will|an|min|may|so|han|hon|ha|ho|sa|ma|mi|yo|so|man|mas|son|"
	"do|day|such|good|can|ali|see|moja|mon|";

/* All words begin with capitals, "iPhone" among them. */
static gboolean
is_capital(const char *p, const char *end)
{
	for (gboolean start = TRUE; p < end && *p != '('; p++) {
		if (start && g_ascii_islower(*p) &&
		    !(p + 1 < end && g_ascii_isupper(p[1])))
			return FALSE;
		start = *p == ' ' || *p == '-';
	}
	return TRUE;
}

/*
 * A word of talk in small letters, or the first word whatever its case.  A
 * capital behind a name may be a surname ("Ben So").
 */
gboolean
label_is_prose(const char *label, gsize len)
{
	const char *p = label, *end = label + len;
	gboolean first = TRUE;

	while (p < end && *p != '(') {
		const char *word = p;

		while (p < end && !strchr(" \t.,;-()[]", *p))
			p++;
		if (p > word &&
		    (first || g_ascii_islower(*word) ||
		     (guchar)*word >= 0x80) &&
		    !(p - word == 1 && g_ascii_isupper(*word)) &&
		    is_entry(prose, word, p - word) &&
		    !(first && is_entry(given, word, p - word) &&
		      is_capital(word, end)))
			return TRUE;
		first &= p == word;
		while (p < end && strchr(" \t.,;-)[]", *p))
			p++;
	}
	return FALSE;
}

/* In brackets like a name, but nobody: "[Laughter]". */
static const char noises[] =
	"|music|laughter|laugh|laughs|laughing|chuckle|chuckles|chuckling|"
	"applause|silence|silent|pause|pauses|inaudible|crosstalk|noise|"
	"noises|sigh|sighs|sighing|cry|cries|crying|sob|sobs|sobbing|tears|"
	"tearful|cough|coughs|coughing|sniff|sniffs|unintelligible|unclear|"
	"blank_audio|indistinct|foreign|overlapping|whispers|whispering|"
	"nods|break|end|redacted|name|names|place|phone rings|door|lachen|"
	"lacht|lachend|stille|schweigen|seufzt|seufzen|weint|weinen|weinend|"
	"musik|unverst\303\244ndlich|r\303\244uspert sich|hustet|rires|rire|"
	"soupir|pleurs|pleure|musique|risas|r\303\255e|pausa|silencio|llora|"
	"m\303\272sica|risate|ride|silenzio|piange|sospira|musica|risos|ri|"
	"sil\303\252ncio|chora|suspira|gelach|stilte|zucht|huilt|muziek|"
	"\305\233miech|\305\233mieje si\304\231|cisza|pauza|p\305\202acze|"
	"wzdycha|skratt|skrattar|paus|tystnad|gr\303\245ter|suckar|";

gboolean
label_is_noise(const char *label, gsize len)
{
	return is_entry(noises, label, len);
}

/* In brackets behind a name, and part of it. */
static const char identities[] =
	"|guest|host|co-host|cohost|external|internal|you|me|unverified|"
	"presenter|organizer|organiser|male|female|man|woman|m|f|w|boy|girl|"
	"child|adult|older|younger|gast|extern|m\303\244nnlich|weiblich|"
	"invit\303\251|invitado|remote|phone|telephone|video|room|";

gboolean
label_is_identity(const char *label, gsize len)
{
	return memchr(label, '/', len) != NULL ||
	       is_entry(identities, label, len) ||
	       role_of_label(label, len) != TURN_UNKNOWN;
}
