/* The body of a Word document, and its comments; see fuzz_transcript.h. */
#define FORMAT "docx"
#define WRAP "word/document.xml"
#define WRAP_ALSO "word/comments.xml"
#include "fuzz_transcript.h"
