package dev.sallyport.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is compared must give the same answers; this also holds the engine to its peers' word. */
class SubjectsTest {

  @ParameterizedTest
  @CsvSource({"4,5", "4,50", "4,1000", "6,5", "6,50", "6,1000"})
  void allSubjectsAgree(int family, int size) {
    Workload workload = new Workload(family, size);
    Subject ours = Subjects.of("sallyport", workload);
    for (String name : Subjects.NAMES) {
      Subject peer = Subjects.of(name, workload);
      for (int i = 0; i < (name.equals("spring") ? 100 : 2_000); i++) {
        int found = peer.find(i);
        assertThat(found == Subject.SOME ? ours.find(i) : found)
            .as("%s for %s", name, workload.questions[i])
            .isEqualTo(ours.find(i))
            .isNotEqualTo(Subject.NONE);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4,5", "4,1000", "6,5", "6,1000"})
  void allSubjectsAgreeOfWhatIsNotListed(int family, int size) {
    Workload workload = new Workload(family, size).withMisses();
    for (String name : Subjects.NAMES) {
      Subject subject = Subjects.of(name, workload);
      for (int i = 0; i < (name.equals("spring") ? 100 : 2_000); i++) {
        assertThat(subject.find(i))
            .as("%s for %s", name, workload.questions[i])
            .isEqualTo(Subject.NONE);
      }
    }
  }
}
