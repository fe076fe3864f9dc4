package io.bitwright.app.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The studio in a real browser, as a person uses it. */
@NeedsBrowser
class StudioBrowserTest {
  private static final int LAPTOP_WIDTH = 1280;
  private static final int LAPTOP_HEIGHT = 800;
  private static final int PHONE_WIDTH = 390;
  private static final int PHONE_HEIGHT = 844;

  @TempDir private static Path downloads;
  private static Studio studio;
  private static Browser browser;

  @BeforeAll
  static void open() {
    studio =
        TestStudio.start(
            0,
            Optional.of(ExplorationReader.read("rows.json", StudioExplorationTest.ROWS)),
            new CosimDesk(() -> {}, MadeUpCosim::fewOrEndless));
    browser = new Browser(downloads);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (studio != null) {
      studio.close();
    }
  }

  /** Nothing may be refused by the content policy, and no script may fail. */
  @AfterEach
  void browserHasNoComplaint() {
    assertThat(browser.complaints()).isEmpty();
  }

  private static void openAt(int width, int height, String scheme) {
    browser.open(studio.address(), width, height, scheme);
    browser.await("the lists", () -> !browser.findAll("#model option").isEmpty());
    browser.find("#tab-estimate").click();
    browser.awaitEstimate("on edge-ternary-16x16");
  }

  private static void openOnLaptop() {
    openAt(LAPTOP_WIDTH, LAPTOP_HEIGHT, "light");
  }

  @Test
  void sliderChangesTheFigures() {
    openOnLaptop();
    String before = browser.text("#summary");

    browser.find("#batch-slider").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);

    assertThat(browser.value("#batch")).isEqualTo("4");
    browser.awaitEstimate("batch 4");
    assertThat(browser.text("#summary")).isNotEqualTo(before).contains("tokens/s", "bound by");
    assertThat(browser.text("#estimate-command")).contains("--batch 4");
    assertThat(browser.findAll("#estimate-body svg.chart circle")).isNotEmpty();
    assertThat(browser.findAll("#estimate-body td.bar span")).hasSizeGreaterThan(3);
    browser.keepPicture("estimate-light");
  }

  @Test
  void machineAndPhaseChooseTheFields() {
    openOnLaptop();
    assertThat(browser.find("#sequence").isDisplayed()).isFalse();
    assertThat(browser.find("#degrees").isDisplayed()).isFalse();

    browser.choose("#model", "llama-2-7b");
    browser.choose("#machine", "pod dgx-h100");
    browser.choose("#phase", "train");
    browser.choose("#batch", "64");

    assertThat(browser.find("#sequence").isDisplayed()).isTrue();
    assertThat(browser.find("#degrees").isDisplayed()).isTrue();
    assertThat(browser.find("#description").isDisplayed()).isFalse();
    browser.awaitEstimate("training step of llama-2-7b on 8 nvidia-h100");
    browser.keepPicture("pod");
  }

  @Test
  void faultStandsAtItsLine() {
    openOnLaptop();
    String yaml = browser.value("#description");
    int line = (int) yaml.substring(0, yaml.indexOf("  rows: ")).lines().count() + 1;

    browser.choose("#description", yaml.replace("  rows: 16", "  rowz: 16"));

    browser.await("the fault", () -> !browser.text("#description-fault").isEmpty());
    assertThat(browser.text("#description-fault"))
        .startsWith("accelerator.yaml:" + line + ": matrix-unit.rowz: unknown key; allowed: ")
        .endsWith("; did you mean \"rows\"?");
    assertThat(browser.text(".gutter .wrong")).isEqualTo("! " + line);
    assertThat(browser.find("#description").getDomAttribute("aria-invalid")).isEqualTo("true");
    assertThat(browser.text("#estimate-fault")).isEqualTo(browser.text("#description-fault"));
    assertThat(browser.find("#estimate-fault").getAriaRole()).isEqualTo("alert");
    browser.script("arguments[0].scrollIntoView()", browser.find("#description-part"));
    browser.keepPicture("fault");

    browser.choose("#description", yaml.replace("  rows: 16", "  rows: 32"));
    browser.await("no fault", () -> browser.findAll(".gutter .wrong").isEmpty());
    browser.awaitEstimate("on edge-ternary-16x16");
    assertThat(browser.text("#estimate-command")).contains("--accelerator accelerator.yaml");
  }

  @Test
  void keysAndWordsAreProposed() {
    openOnLaptop();
    WebElement text = browser.find("#description");
    browser.choose("#description", "matrix-unit:\n  ");
    browser.script("arguments[0].focus(); arguments[0].setSelectionRange(15, 15)", text);

    browser.type(Keys.chord(Keys.CONTROL, " "));
    browser.await("proposals", () -> browser.find("#proposals").isDisplayed());
    assertThat(browser.text("#proposal-0")).startsWith("kind").contains("required.");
    browser.keepPicture("proposals");
    browser.type(Keys.ENTER);
    browser.type("in");
    browser.await("the word", () -> browser.find("#proposals").isDisplayed());
    browser.type(Keys.ARROW_DOWN, Keys.ENTER);

    assertThat(browser.value("#description"))
        .isEqualTo("matrix-unit:\n  kind: input_stationary_array");
    assertThat(browser.focus()).isEqualTo("description");
  }

  @Test
  void rtlComesAsAnArchive() throws IOException {
    openOnLaptop();
    browser.find("#tab-rtl").click();
    browser.find("#download").click();
    Path file = downloads.resolve("edge-ternary-16x16.zip");
    browser.await("the file", () -> Files.exists(file));
    browser.await("the message", () -> browser.text("#rtl-status").contains("is generated"));

    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        names.add(e.getName());
      }
    }
    assertThat(names)
        .isSorted()
        .contains("edge-ternary-16x16/rtl/weight_stationary_array.sv")
        .allMatch(name -> name.matches("edge-ternary-16x16/([a-z]+/)*[A-Za-z0-9_.-]+"));
    browser.keepPicture("rtl");
  }

  @Test
  void unitShowsItsSettings() {
    openOnLaptop();
    browser.find("#tab-rtl").click();
    browser.find("#design-unit").click();
    browser.choose("#unit", "requantizer");

    assertThat(browser.text("#unit-note")).contains("rounds half to even");
    assertThat(browser.findAll("#settings [data-key]")).hasSizeGreaterThan(2);
    browser.keepPicture("unit");
  }

  @Test
  void cosimulationIsWatched() {
    openOnLaptop();
    browser.find("#tab-rtl").click();
    browser.choose("#cases", "3");
    browser.find("#cosim-start").click();

    browser.await("the end", () -> browser.text("#cosim-status").contains("agree"));
    assertThat(browser.findAll("#cosim-runs tbody tr")).hasSize(3);
    assertThat(browser.text("#cosim-status"))
        .isEqualTo(
            "edge-ternary-16x16: 3 runs, 0 value mismatches, 0 cycle differences: RTL, golden and"
                + " simulator agree");
    assertThat(browser.find("#cosim-start").isEnabled()).isTrue();
    assertThat(browser.find("#cosim-cancel").isEnabled()).isFalse();
    browser.keepPicture("cosimulation");
  }

  @Test
  void cosimulationIsCancelled() {
    openOnLaptop();
    browser.find("#tab-rtl").click();
    browser.choose("#cases", "500");
    browser.find("#cosim-start").click();
    browser.await("a run", () -> !browser.findAll("#cosim-runs tbody tr").isEmpty());
    assertThat(browser.find("#cosim-start").isEnabled()).isFalse();

    browser.find("#cosim-cancel").click();

    browser.await("the end", () -> browser.text("#cosim-status").endsWith(": cancelled"));
    assertThat(browser.find("#cosim-start").isEnabled()).isTrue();
    assertThat(browser.text("#cosim-fault")).isEmpty();
  }

  @Test
  void everyFieldAndPartHasAName() {
    openOnLaptop();
    for (String tab : List.of("estimate", "rtl", "exploration")) {
      browser.find("#tab-" + tab).click();
      for (WebElement field :
          browser.findAll("#panel-" + tab + " :is(input, select, textarea, button, form, svg)")) {
        if (field.isDisplayed()) {
          assertThat(field.getAccessibleName())
              .as("name of %s %s", field.getTagName(), field.getDomAttribute("id"))
              .isNotBlank();
        }
      }
    }
  }

  @Test
  void explorationIsBrowsed() throws IOException {
    openOnLaptop();
    browser.find("#tab-exploration").click();
    browser.await("the picture", () -> !browser.findAll("#exploration-body svg").isEmpty());
    assertThat(browser.text("#exploration-title")).isEqualTo("rows.json");
    assertThat(browser.value("#across")).isEqualTo("latency");
    int onFront = browser.findAll("#exploration-body tbody tr").size();

    browser.choose("#exploration-rows", "all");
    browser.await(
        "all points", () -> browser.findAll("#exploration-body tbody tr").size() > onFront);
    browser.choose("#upward", "area");
    browser.await(
        "the other figure", () -> browser.text("#exploration-body").contains("1 point lacks"));
    browser.keepPicture("exploration");

    Path other = downloads.resolve("other.json");
    Files.writeString(other, StudioExplorationTest.ROWS);
    browser.find("#exploration-file").sendKeys(other.toString());
    browser.await("the file", () -> browser.text("#exploration-title").equals("other.json"));
  }

  @Test
  void keyboardIsEnough() {
    browser.open(studio.address(), LAPTOP_WIDTH, LAPTOP_HEIGHT, "light");
    browser.await("the part", () -> browser.find("#panel-exploration").isDisplayed());
    browser.type(Keys.TAB);
    assertThat(browser.focus()).isEqualTo("skip");
    browser.tabTo("tab-exploration");
    browser.type(Keys.HOME);
    assertThat(browser.focus()).isEqualTo("tab-estimate");
    browser.awaitEstimate("on edge-ternary-16x16");
    browser.tabTo("model");
    browser.tabTo("phase");
    browser.type("prefill");
    browser.awaitEstimate("prefill");
    browser.tabTo("batch-slider");
    browser.type(Keys.ARROW_RIGHT);
    browser.awaitEstimate("batch 2");
    browser.tabTo("description");
    browser.tabTo("description-reset");
    browser.tabTo("wide");

    browser.script("document.getElementById('tab-estimate').focus()");
    browser.type(Keys.ARROW_RIGHT);
    assertThat(browser.focus()).isEqualTo("tab-rtl");
    assertThat(browser.find("#panel-rtl").isDisplayed()).isTrue();
    browser.tabTo("download");
    browser.tabTo("cosim-start");
    browser.type(Keys.ENTER);
    browser.await("the end", () -> browser.text("#cosim-status").contains("agree"));
    assertThat(Integer.parseInt(browser.value("#cases"))).isEqualTo(20);
  }

  @Test
  void focusIsSeen() {
    openOnLaptop();
    browser.type(Keys.TAB);

    assertThat(browser.focus()).isEqualTo("model");
    assertThat(browser.script("return getComputedStyle(document.activeElement).outlineWidth"))
        .isEqualTo("3px");
  }

  @Test
  void phoneNeedsNoSidewaysScrolling() {
    openAt(PHONE_WIDTH, PHONE_HEIGHT, "light");
    for (String tab : List.of("exploration", "rtl", "estimate")) {
      browser.find("#tab-" + tab).click();
      assertThat(Integer.parseInt(browser.script("return document.documentElement.scrollWidth")))
          .as("width of the part %s", tab)
          .isLessThanOrEqualTo(PHONE_WIDTH);
      browser.keepPicture("phone-" + tab);
    }
    browser.script("document.getElementById('estimate').scrollIntoView()");
    browser.keepPicture("phone-results");
  }

  @Test
  void darkSchemeIsDark() {
    openAt(LAPTOP_WIDTH, LAPTOP_HEIGHT, "dark");

    assertThat(contrast("#summary", "body")).isGreaterThan(4.5);
    assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(21, 23, 26)");
    browser.keepPicture("estimate-dark");
    browser.find("#tab-exploration").click();
    browser.await("the picture", () -> !browser.findAll("#exploration-body svg").isEmpty());
    browser.keepPicture("exploration-dark");
  }

  @Test
  void textsStandOutInBothSchemes() {
    for (String scheme : List.of("light", "dark")) {
      openAt(LAPTOP_WIDTH, LAPTOP_HEIGHT, scheme);
      for (String text :
          List.of("#summary", "#tab-rtl", "label small", ".hint", "caption", "summary")) {
        assertThat(contrast(text, "body")).as("%s, %s", text, scheme).isGreaterThan(4.5);
      }
      assertThat(contrast("#description-reset", "#description-reset"))
          .as("button, %s", scheme)
          .isGreaterThan(4.5);
    }
  }

  /** Ratio of luminances (WCAG 2.2, "contrast ratio") of a text and what it stands on. */
  private static double contrast(String text, String ground) {
    String ratio =
        browser.script(
            """
            const light = (colour) => {
              const [r, g, b] = colour.match(/[0-9.]+/g).map(Number).map((v) => v / 255)
                .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
              return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
            };
            const one = light(getComputedStyle(document.querySelector(arguments[0])).color);
            const other =
              light(getComputedStyle(document.querySelector(arguments[1])).backgroundColor);
            return Math.max(one, other) / Math.min(one, other);
            """,
            text,
            ground);
    return Double.parseDouble(ratio);
  }
}
