/* The exb reader; see fuzz_transcript.h. */
#define FORMAT "exb"
#include "fuzz_transcript.h"
