/**
 * The engine: which entry of a list of networks, if any, covers an address. No dependency, no I/O,
 * no clock.
 *
 * <p>A text becomes an {@link dev.sallyport.allowlist.IpAddress} or a {@link
 * dev.sallyport.allowlist.Network}, or is refused with what is wrong and what was probably meant. A
 * list of {@link dev.sallyport.allowlist.Rule}s becomes a {@link dev.sallyport.allowlist.Policy},
 * which gives a {@link dev.sallyport.allowlist.Verdict} for an address at a time. All of these are
 * immutable and safe to share between threads; deciding allocates nothing.
 *
 * <h2>How an address is found</h2>
 *
 * Networks nest or are disjoint, so all overlaps are resolved when a policy is built: what is left
 * is a sorted row of the places where the answer changes. A look-up finds the last such place at or
 * before the address (Lampson, Srinivasan, Varghese, "IP Lookups using Multiway and Multicolumn
 * Search", INFOCOM 1998). Of an IPv6 address that is its upper half, with which stands the one
 * network that the lower half is held against; where there are more of them, the lower half is
 * searched as the second column. An index of the leading bits that tell the list's own networks
 * apart says where to begin (after Zec, Rizzo, Mikuc, "DXR: Towards a Billion Routing Lookups per
 * Second in Software", ACM CCR 42(5), 2012), but grows with the list, so that one structure serves
 * fifty entries and a hundred thousand. The rest of the search is a few comparisons without a
 * branch. Of a few networks there are so few such places that the comparisons alone find the last
 * one.
 *
 * <p>That search is a {@link dev.sallyport.allowlist.Table}, for those who need no more than which
 * network. A policy of up to eight entries of each family is asked entry by entry instead: a little
 * slower than the table, but a third of its room, which is what counts where there are a million
 * such lists.
 */
@NullMarked
package dev.sallyport.allowlist;

import org.jspecify.annotations.NullMarked;
