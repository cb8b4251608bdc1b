/* The txt reader; see fuzz_transcript.h. */
#define FORMAT "txt"
#include "fuzz_transcript.h"
