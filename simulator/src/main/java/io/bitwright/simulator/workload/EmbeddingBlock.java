package io.bitwright.simulator.workload;

import io.bitwright.spec.transformer.Embedding;
import io.bitwright.spec.transformer.Positions;
import java.util.List;

/** What stands before a stack's first layer: tables or patches, positions, a norm. */
final class EmbeddingBlock {
  private final OperatorGraph graph;
  private final StackPass pass;

  EmbeddingBlock(OperatorGraph graph) {
    this.graph = graph;
    this.pass = graph.pass();
  }

  /** The first vectors; {@code before} is what must be there first: an image's results. */
  OperatorNode of(List<OperatorNode> before) {
    long tokens = pass.tokens();
    long width = pass.stack().width();
    OperatorNode stream =
        switch (pass.stack().embedding()) {
          case Embedding.Tokens table -> tokens(table, before);
          case Embedding.Patches patches -> patches(patches);
        };
    if (pass.stack().positions() instanceof Positions.LearnedTable) {
      long rows = Math.multiplyExact(pass.newTokens(), width);
      stream =
          graph.withTable("embed_positions", OperatorKind.EMBEDDING, stream, tokens, width, rows);
    }
    return pass.stack().norms().embedding()
        ? graph.norm("embed_layernorm", stream, tokens, width)
        : stream;
  }

  private OperatorNode tokens(Embedding.Tokens table, List<OperatorNode> before) {
    long rows = pass.tokens();
    long width = pass.stack().width();
    long elements = rows * table.width();
    double bytes = elements * graph.formats().streamBytes();
    OperatorNode stream =
        graph.add(
            new VectorOperator(
                pass.prefix() + "embed_tokens",
                OperatorKind.EMBEDDING,
                VectorOperation.GATHER,
                elements,
                graph.formats().stream(),
                0,
                0,
                bytes,
                bytes,
                bytes / rows),
            1,
            before.toArray(new OperatorNode[0]));
    if (table.width() != width) {
      stream = graph.product("embed_projection", rows, table.width(), width, 1, stream);
    }
    return table.tokenTypes() > 0
        ? graph.withTable(
            "embed_token_types",
            OperatorKind.EMBEDDING,
            stream,
            rows,
            width,
            table.tokenTypes() * width)
        : stream;
  }

  private OperatorNode patches(Embedding.Patches patches) {
    long rows = pass.batch() * patches.patches();
    long width = pass.stack().width();
    OperatorNode stream = graph.product("patch_embedding", rows, patches.patchValues(), width, 1);
    return patches.bias() ? graph.bias("patch_bias", stream, rows, width) : stream;
  }
}
