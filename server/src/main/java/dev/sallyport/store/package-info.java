/**
 * The data source, its transactions and the schema's migrations; SQLite or PostgreSQL below one
 * SQL.
 */
@NullMarked
package dev.sallyport.store;

import org.jspecify.annotations.NullMarked;
