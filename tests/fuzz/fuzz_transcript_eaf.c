/* The eaf reader; see fuzz_transcript.h. */
#define FORMAT "eaf"
#include "fuzz_transcript.h"
