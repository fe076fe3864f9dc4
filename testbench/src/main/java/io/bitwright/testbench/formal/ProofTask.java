package io.bitwright.testbench.formal;

import io.bitwright.codegen.GeneratedDesign;
import io.bitwright.codegen.GeneratedFile;
import io.bitwright.codegen.RtlGenerator;
import io.bitwright.codegen.unit.RtlProof;
import io.bitwright.codegen.unit.RtlProof.Goal;
import io.bitwright.codegen.unit.StreamProof;
import io.bitwright.codegen.unit.UnitModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A claim and the RTL that states it.
 *
 * @param unit the unit that it is about
 * @param claim what is asserted, one phrase
 * @param widths for which sizes
 * @param goal whether the assertions must always hold or be seen to fail
 * @param top the module of the harness
 * @param sources the harness and all that it instantiates
 */
public record ProofTask(
    UnitModel unit,
    String claim,
    String widths,
    Goal goal,
    String top,
    List<GeneratedFile> sources) {
  public ProofTask {
    sources = List.copyOf(sources);
  }

  /**
   * All that is to be proved of a unit: the rules of its streams, and what the unit itself names.
   */
  public static List<ProofTask> of(UnitModel unit) {
    List<RtlProof> proofs = new ArrayList<>(StreamProof.of(unit));
    proofs.addAll(unit.proofs());
    return proofs.stream().map(proof -> of(unit, proof)).toList();
  }

  /** One proof of a unit. */
  public static ProofTask of(UnitModel unit, RtlProof proof) {
    RtlGenerator generator = new RtlGenerator();
    GeneratedDesign design = generator.generate(unit);
    List<GeneratedFile> sources = new ArrayList<>(design.provableFiles());
    sources.add(generator.generate(proof, unit));
    return new ProofTask(unit, proof.claim(), proof.widths(), proof.goal(), proof.name(), sources);
  }

  /** The same claim about other RTL. */
  public ProofTask about(List<GeneratedFile> others) {
    return new ProofTask(unit, claim, widths, goal, top, others);
  }
}
