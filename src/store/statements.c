/*
 * Every statement of the room by name, from the one list in statements.inc.
 */
#include "store/private.h"

const struct statement_row store_statements[SQL_COUNT] = {
#define STATEMENT(name, sql) [SQL_##name] = { #name, sql },
#include "store/statements.inc"
#undef STATEMENT
};
