@NullMarked
package dev.sallyport.account;

import org.jspecify.annotations.NullMarked;
