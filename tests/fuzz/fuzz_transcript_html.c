/* The html reader; see fuzz_transcript.h. */
#define FORMAT "html"
#include "fuzz_transcript.h"
