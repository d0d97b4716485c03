package dev.sallyport.app;

import dev.sallyport.account.EntryDraft;

/**
 * An entry as a file holds it.
 *
 * @param place where it stands, such as {@code line 3}
 */
record WrittenEntry(String place, EntryDraft draft) {}
