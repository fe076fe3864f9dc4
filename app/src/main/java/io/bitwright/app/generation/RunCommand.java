package io.bitwright.app.generation;

import io.bitwright.app.checkpoint.CheckpointChoice;
import io.bitwright.app.checkpoint.TextFile;
import io.bitwright.app.checkpoint.TokenText;
import io.bitwright.app.command.ReportCommand;
import io.bitwright.app.report.Console;
import io.bitwright.app.report.ProgressBar;
import io.bitwright.app.report.Report;
import io.bitwright.golden.checkpoint.Checkpoint;
import io.bitwright.golden.checkpoint.EmbeddedCheckpoint;
import io.bitwright.golden.decoding.StoppingRule;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bitwright run}: text from a checkpoint, with the cycles and energy of each token. */
@Command(
    name = "run",
    description = {
      "Continue a prompt with a checkpoint on the golden model or on the RTL itself: greedily,",
      "by sampling, by beam search, or with a draft model. Cycles are those of the linear",
      "layers on the matrix unit, energy is that of the whole model."
    },
    footer = {
      "  ./bitwright run --prompt \"First, hear me speak.\" --tokens 40",
      "  ./bitwright run --prompt \"ROMEO:\" --temperature 0.8 --top-p 0.9 --seed 7",
      "  ./bitwright run --model FOLDER --prompt-file prompt.txt --tokens 96 --engine rtl --json"
    })
public final class RunCommand extends ReportCommand {
  private static final int LARGEST_PROMPT_MEBIBYTES = 1;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "A Hugging Face folder with weights, or one of those that ship; default:"
              + " play-decoder-b158.")
  private String model = EmbeddedCheckpoint.NAME;

  @Option(names = "--prompt", paramLabel = "TEXT", description = "The text to continue.")
  private @Nullable String prompt;

  @Option(names = "--prompt-file", paramLabel = "FILE", description = "A file with that text.")
  private @Nullable Path promptFile;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "Most tokens to generate; default 64.")
  private int tokens = 64;

  @Option(
      names = "--end-token",
      paramLabel = "ID",
      description = "The token that ends the text; default: eos_token_id of the model's folder.")
  private @Nullable Integer endToken;

  @Option(names = "--engine", paramLabel = "ENGINE", description = "golden (the default) or rtl.")
  private String engine = "golden";

  @Option(
      names = "--weights",
      paramLabel = "FORMAT",
      description = "Format of the linear layers' weights; default: the model's own.")
  private @Nullable String weights;

  @Option(
      names = "--accelerator",
      paramLabel = "ACCELERATOR",
      description = "The machine; default: the generable one of the format, else tpu-v4.")
  private @Nullable String accelerator;

  @Mixin private final DecodingOptions decoding = new DecodingOptions();

  public RunCommand(Console console) {
    super(console);
  }

  @Override
  protected boolean hasFigures() {
    return true;
  }

  @Override
  protected Report report() {
    byte[] text = promptBytes();
    if (text.length == 0) {
      throw new SpecException("the prompt is empty; give at least one byte to continue");
    }
    DecodingChoice choice = decoding.choice();
    Engine chosen = Engine.parse(engine);
    CheckpointChoice target = CheckpointChoice.open("--model", model);
    TokenText tokenText = TokenText.of(target);
    int[] promptTokens = tokenText.encode(text);
    NumberFormat format =
        Optional.ofNullable(weights)
            .map(NumberFormat::parse)
            .orElse(target.checkpoint().config().nativeWeights());
    AcceleratorSpec machine =
        AcceleratorLibrary.resolve(
            Optional.ofNullable(accelerator).orElseGet(() -> defaultAccelerator(format)));
    Optional<Checkpoint> draft =
        decoding.draft().map(name -> CheckpointChoice.open("--draft", name).checkpoint());
    StoppingRule rule = new StoppingRule(tokens, endTokens(target));
    try (ProgressBar bar = new ProgressBar(console(), "generating", tokens);
        TextRun run = TextRun.open(target.checkpoint(), format, draft, machine, chosen)) {
      return run.generate(promptTokens, tokenText, choice, rule, token -> bar.step());
    }
  }

  private Set<Integer> endTokens(CheckpointChoice target) {
    return EndTokens.of(
        target,
        target.checkpoint().config().headOutputs(),
        endToken == null ? OptionalInt.empty() : OptionalInt.of(endToken));
  }

  private byte[] promptBytes() {
    if ((prompt == null) == (promptFile == null)) {
      throw new SpecException("give either --prompt TEXT or --prompt-file FILE");
    }
    if (prompt != null) {
      return prompt.getBytes(StandardCharsets.UTF_8);
    }
    return TextFile.bytes("--prompt-file", promptFile, LARGEST_PROMPT_MEBIBYTES);
  }

  private static String defaultAccelerator(NumberFormat format) {
    return switch (format) {
      case TERNARY -> "edge-ternary-16x16";
      case BINARY -> "edge-binary-32x32";
      case INT8 -> "edge-int8-8x8";
      default -> "tpu-v4";
    };
  }
}
