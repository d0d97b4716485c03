package dev.sallyport.dashboard;

import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form that adds or changes an entry, as it was typed.
 *
 * @param purpose what it is for
 * @param owner whose list it is about
 * @param entryId the entry changed; empty where one is added
 * @param expires {@code ""}, a duration, {@code custom} or {@code keep}
 * @param expiresOn a date as typed, for {@code custom}
 * @param kept what {@code keep} keeps, in words; empty where there is nothing to keep
 * @param left until when an entry that is renewed lasts anyway, in words; empty where it has
 *     expired
 * @param hint what the address covers
 * @param errors by field: {@code name}, {@code address}, {@code expires_at}
 * @param suggestions addresses that were probably meant
 * @param impact what it would do, and what of that must be acknowledged
 * @param problem why it was not saved, where no field is wrong; null otherwise
 */
record EntryForm(
    Purpose purpose,
    ListOwner owner,
    Guarded guarded,
    boolean dialog,
    String entryId,
    String view,
    long revision,
    String name,
    String address,
    String expires,
    String expiresOn,
    String kept,
    String left,
    AddressHint hint,
    Map<String, List<String>> errors,
    List<String> suggestions,
    Impact impact,
    List<String> acknowledged,
    @Nullable Flash problem,
    boolean closes,
    boolean goesBack) {

  /** The three uses of the form. */
  enum Purpose {
    ADD,
    EDIT,
    RENEW
  }

  /** An empty form for a new entry, with an address where one is known. */
  static EntryForm add(Visit visit, ListView view, String address) {
    boolean closes = visit.list().entries().isEmpty();
    return new EntryForm(
        Purpose.ADD,
        visit.owner(),
        visit.guarded(),
        visit.fragment(),
        "",
        view.query(),
        visit.list().revision(),
        "",
        address,
        "",
        "",
        "",
        "",
        AddressHint.of(address),
        Map.of(),
        List.of(),
        untold(visit, List.of()),
        List.of(),
        null,
        closes,
        false);
  }

  /** The form filled with an entry. */
  static EntryForm edit(Visit visit, ListView view, Entry entry, Purpose purpose) {
    String kept = kept(entry, visit.now());
    return new EntryForm(
        purpose,
        visit.owner(),
        visit.guarded(),
        visit.fragment(),
        entry.id(),
        view.query(),
        visit.list().revision(),
        entry.name(),
        entry.network().toString(),
        purpose == Purpose.RENEW ? "P7D" : kept.isEmpty() ? "" : "keep",
        "",
        purpose == Purpose.RENEW ? "" : kept,
        purpose == Purpose.RENEW ? left(entry, visit.now()) : "",
        AddressHint.of(entry.network().toString()),
        Map.of(),
        List.of(),
        Impact.NONE,
        List.of(),
        null,
        false,
        false);
  }

  static String kept(Entry entry, Instant now) {
    Instant at = entry.expiresAt();
    if (at == null) {
      return "";
    }
    String day = When.day(at, now);
    return at.isAfter(now) ? "Until " + day + ", " + When.time(at) : "Expired " + day;
  }

  private static String left(Entry entry, Instant now) {
    Instant at = entry.expiresAt();
    return at == null || !at.isAfter(now) ? "" : When.day(at, now) + ", " + When.time(at);
  }

  /** Whether it renews what has expired, and so lets in again what is denied now. */
  boolean expired() {
    return purpose == Purpose.RENEW && left.isEmpty();
  }

  /**
   * The same form with what was typed into it. That callers may be cut off is asked again, for it
   * may be others by now.
   */
  EntryForm typed(Form form, String address, Visit visit) {
    return new EntryForm(
        purpose,
        owner,
        guarded,
        dialog,
        entryId,
        form.text("view"),
        form.has("revision") ? form.number("revision") : revision,
        form.text("name"),
        address,
        form.text("expires"),
        form.text("expires_on"),
        kept,
        left,
        AddressHint.of(address),
        errors,
        suggestions,
        untold(visit, Previews.also(form)),
        form.all("acknowledge").stream()
            .filter(code -> !code.equals("denies_recent_callers"))
            .toList(),
        problem,
        closes,
        Changes.goesBack(visit));
  }

  EntryForm invalid(ChangeResult.Invalid invalid) {
    return with(invalid.errors(), invalid.suggestions(), impact, null, revision);
  }

  EntryForm showing(Impact shown) {
    return with(errors, suggestions, shown, problem, revision);
  }

  EntryForm failed(Flash flash, long atRevision) {
    return with(Map.of(), List.of(), impact, flash, atRevision);
  }

  /** What can be said before there is an address. */
  private static Impact untold(Visit visit, List<String> also) {
    return Impact.unknown(
        visit.list().entries().isEmpty() ? List.of(WarningBox.closes(visit.owner())) : List.of(),
        also);
  }

  private EntryForm with(
      Map<String, List<String>> newErrors,
      List<String> newSuggestions,
      Impact newImpact,
      @Nullable Flash newProblem,
      long newRevision) {
    return new EntryForm(
        purpose,
        owner,
        guarded,
        dialog,
        entryId,
        view,
        newRevision,
        name,
        address,
        expires,
        expiresOn,
        kept,
        left,
        hint,
        newErrors,
        newSuggestions,
        newImpact,
        acknowledged,
        newProblem,
        closes,
        goesBack);
  }

  String heading() {
    return switch (purpose) {
      case ADD -> "Add IP address";
      case EDIT -> "Manage entry";
      case RENEW -> "Renew entry";
    };
  }

  /** Where it is sent. */
  String action() {
    return purpose == Purpose.ADD ? owner.path() : owner.path() + "/" + entryId;
  }

  /** Where it is sent to be filled further, saving nothing. */
  String refill() {
    return switch (purpose) {
      case ADD -> owner.path() + "/new";
      case EDIT -> owner.path() + "/" + entryId + "/edit";
      case RENEW -> owner.path() + "/" + entryId + "/renew";
    };
  }

  /** Where it is sent to learn what it would do, saving nothing. */
  String preview() {
    return action() + "/preview";
  }

  String back() {
    return owner.at(view);
  }

  String button() {
    return switch (purpose) {
      case ADD -> closes ? "Save and restrict" : "Save";
      case EDIT -> "Save";
      case RENEW -> "Renew entry";
    };
  }

  String error(String field) {
    return String.join(" ", errors.getOrDefault(field, List.of()));
  }

  boolean wrong(String field) {
    return errors.containsKey(field);
  }

  /** The field to start in: the first that is wrong, else the first of all. */
  boolean starts(String field) {
    if (wrong("name") || wrong("address") || wrong("expires_at")) {
      String first = wrong("name") ? "name" : wrong("address") ? "address" : "expires_at";
      return first.equals(field);
    }
    return field.equals("name");
  }

  boolean chosen(String value) {
    return expires.equals(value);
  }
}
