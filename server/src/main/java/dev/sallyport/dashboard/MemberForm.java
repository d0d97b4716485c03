package dev.sallyport.dashboard;

import dev.sallyport.account.Role;
import java.util.Arrays;
import java.util.List;

/**
 * The form that invites a member or changes a role, as it was typed.
 *
 * @param id the member changed; empty where one is invited
 * @param owners whether whoever fills it in may make owners
 * @param error what is wrong; empty where nothing is
 */
record MemberForm(
    Guarded guarded,
    boolean dialog,
    String id,
    String email,
    Role role,
    boolean owners,
    String error) {

  static MemberForm invite(Visit visit, String email, Role role) {
    return edit(visit, "", email, role);
  }

  static MemberForm edit(Visit visit, String id, String email, Role role) {
    return new MemberForm(
        visit.guarded(), visit.fragment(), id, email, role, visit.mayTouch(Role.OWNER), "");
  }

  MemberForm wrong(String message) {
    return new MemberForm(guarded, dialog, id, email, role, owners, message);
  }

  boolean invites() {
    return id.isEmpty();
  }

  String heading() {
    return invites() ? "Invite a member" : "Change the role";
  }

  String action() {
    return invites() ? "/members/invitations" : "/members/" + id;
  }

  String button() {
    return invites() ? "Make invitation" : "Save";
  }

  List<Choice> choices() {
    return Arrays.stream(Role.values())
        .filter(one -> owners || one != Role.OWNER)
        .map(one -> new Choice(one.word(), Words.capital(one.word()), meaning(one), one == role))
        .toList();
  }

  private static String meaning(Role role) {
    return switch (role) {
      case OWNER -> "Everything, and other owners.";
      case ADMIN -> "Changes the list, credentials and members; not the owners.";
      case VIEWER -> "Sees everything, changes nothing.";
    };
  }

  /** One role to choose. */
  record Choice(String value, String word, String meaning, boolean chosen) {}
}
