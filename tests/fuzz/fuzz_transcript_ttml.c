/* The ttml reader; see fuzz_transcript.h. */
#define FORMAT "ttml"
#include "fuzz_transcript.h"
