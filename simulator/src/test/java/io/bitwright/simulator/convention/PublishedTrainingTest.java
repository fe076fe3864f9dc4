package io.bitwright.simulator.convention;
import org.junit.jupiter.api.Test;
class PublishedTrainingTest {
  @Test
  void p() {
    for (var l : java.util.List.of(PublishedTraining.rows(), PublishedTrainingMemory.rows())) for (ValidationRow r : l)
      System.out.printf("%s | %s | %s %s | %.4f | %s%n", r.source(), r.item(), r.published(), r.unit(), r.ours(), r.holds() ? "ok" : r.knownDeviation() ? "KNOWN" : "FAIL");
  }
}
