/* store/schema.h - the schema's steps, from data/schema at build time. */

#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

/* Step n brings a database from version n to n + 1; NULL ends them. */
extern const char *const schema_steps[];

#endif
