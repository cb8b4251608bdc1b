/* The messages reader; see fuzz_transcript.h. */
#define FORMAT "messages"
#include "fuzz_transcript.h"
