/** Tells others what happens in an account, by signed webhooks and by mail. */
@NullMarked
package dev.sallyport.alert;

import org.jspecify.annotations.NullMarked;
