/* The otr reader; see fuzz_transcript.h. */
#define FORMAT "otr"
#include "fuzz_transcript.h"
