/**
 * Lists, their history and the audit log as files: CSV, JSON and plain columns, written and read
 * alike at every door.
 */
@org.jspecify.annotations.NullMarked
package dev.sallyport.file;
