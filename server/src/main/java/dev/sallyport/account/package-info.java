/** Accounts, plans, members, credentials; the stored lists with their revisions and history. */
@NullMarked
package dev.sallyport.account;

import org.jspecify.annotations.NullMarked;
