/* The rtf reader; see fuzz_transcript.h. */
#define FORMAT "rtf"
#include "fuzz_transcript.h"
