package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import dev.sallyport.allowlist.ParseResult;
import dev.sallyport.app.DemoCaller.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.OptionalLong;
import java.util.Set;

/** The walk-through that {@code sallyport demo} prints: every line of it is a real call. */
final class DemoStory {
  private final DemoCaller caller;
  private final Allowlists lists;
  private final ListRef list;
  private final PrintWriter out;

  DemoStory(DemoCaller caller, Allowlists lists, Account account, PrintWriter out) {
    this.caller = caller;
    this.lists = lists;
    this.list = ListRef.ofAccount(account.id());
    this.out = out;
  }

  void tell() throws IOException {
    chapter("1. The list is empty, so every address can send.");
    api("127.0.0.1");
    smtp("127.0.0.2");

    chapter("2. The first entry closes the account, so it has to be acknowledged.");
    add("127.0.0.1", "This laptop");
    api("127.0.0.1");
    api("127.0.0.2");
    smtp("127.0.0.2");

    chapter("3. A range lets more in, on both channels.");
    String office = add("127.0.0.2/31", "Office");
    api("127.0.0.2");
    smtp("127.0.0.3");
    smtp("127.0.0.9");

    chapter("4. A paused entry matches nothing, and never opens the account.");
    say("pause Office, 127.0.0.2/31", change(new Change.Pause(office), true));
    smtp("127.0.0.2");
    api("127.0.0.1");
    say("resume Office", change(new Change.Resume(office), true));
    smtp("127.0.0.2");

    chapter("5. A mistake is explained, and changes nothing.");
    say("add 127.0.0.5/24", change(draft("127.0.0.5/24", "Typo"), false));
    say("add 010.0.0.1", change(draft("010.0.0.1", "Typo"), false));
    out.flush();
  }

  private String add(String network, String name) {
    ChangeResult asked = change(draft(network, name), false);
    say("add " + name + ", " + network, asked);
    if (asked instanceof ChangeResult.NeedsAcknowledgement) {
      asked = change(draft(network, name), true);
      say("add it all the same", asked);
    }
    if (asked instanceof ChangeResult.Changed changed && changed.entry() != null) {
      return changed.entry().id();
    }
    throw new IllegalStateException("the demo's entry was not taken: " + asked);
  }

  private static Change.Add draft(String network, String name) {
    return new Change.Add(new EntryDraft(network, name, null, null));
  }

  private ChangeResult change(Change change, boolean acknowledged) {
    Guard guard =
        new Guard(Actor.commandLine(), Set.of(), acknowledged, OptionalLong.empty(), null);
    return lists.change(list, change, guard);
  }

  private void chapter(String title) {
    out.println();
    out.println(title);
  }

  private void say(String what, ChangeResult result) {
    out.println("   " + pad(what, 36) + outcome(result));
  }

  private static String outcome(ChangeResult result) {
    return switch (result) {
      case ChangeResult.Changed(var list, var _, var _) -> "done, revision " + list.revision();
      case ChangeResult.NeedsAcknowledgement(var warnings) ->
          "asks first: " + warnings.getFirst().message();
      case ChangeResult.Invalid(var errors, var suggestions) ->
          "refused: "
              + errors.values().iterator().next().getFirst()
              + ParseResult.question(suggestions);
      default -> result.toString();
    };
  }

  private void api(String from) throws IOException {
    said("API ", from, caller.api(from, "Demo"));
  }

  private void smtp(String from) throws IOException {
    said("SMTP", from, caller.smtp(from, "Demo"));
  }

  private void said(String channel, String from, Answer answer) {
    out.println(
        "   %s from %s %s  %s"
            .formatted(
                channel, pad(from, 12), answer.allowed() ? "allowed" : "DENIED ", answer.line()));
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
