/* Sniffing, then whichever reader it chose; see fuzz_transcript.h. */
#include "fuzz_transcript.h"
