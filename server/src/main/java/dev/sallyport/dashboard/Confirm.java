package dev.sallyport.dashboard;

import java.util.List;

/**
 * A change that is looked at once more before it is made.
 *
 * @param action where it is sent
 * @param text what will happen; may be empty
 * @param own the member's own address where the change is about it; empty otherwise
 * @param button what it does, in words
 * @param back where to go instead
 */
record Confirm(
    Guarded guarded,
    boolean dialog,
    String heading,
    String action,
    String view,
    long revision,
    String text,
    String own,
    List<WarningBox> warnings,
    String button,
    boolean danger,
    String back) {}
