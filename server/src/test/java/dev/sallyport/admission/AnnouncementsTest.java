package dev.sallyport.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnnouncementsTest {
  private final Announcements announcements = new Announcements();

  @Test
  void aChangeThatWasAnnouncedIsNotMissed() {
    announcements.waited(true);
    announcements.found(3);
    announcements.waited(false);

    assertThat(announcements.followed()).isEqualTo(3);
    assertThat(announcements.missed()).isZero();
  }

  @Test
  void aChangeFoundByAskingAloneIsMissed() {
    announcements.waited(false);
    announcements.found(3);
    announcements.waited(false);

    assertThat(announcements.missed()).isEqualTo(3);
  }

  @Test
  void anAnnouncementThatComesJustAfterTheAskingIsNotMissed() {
    announcements.waited(false);
    announcements.found(3);
    announcements.waited(true);
    announcements.found(0);
    announcements.waited(false);

    assertThat(announcements.missed()).isZero();
  }
}
